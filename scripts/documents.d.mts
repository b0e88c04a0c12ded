/** More than a picture in a document may have. */
export const MAX_PICTURE_BYTES: number;

/** Every problem of the documents among `files`, which are paths below `root`, as `file:line: problem`. */
export function problemsOf(root: string, files: readonly string[]): string[];
