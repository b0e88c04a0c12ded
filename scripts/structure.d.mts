export interface Import {
  /** A path below `src`, or what npm and Node call it. */
  readonly target: string;
  readonly kind: 'ours' | 'npm' | 'node';
  /** Gone once compiled. */
  readonly typeOnly: boolean;
}

/** Paths below `src`, with `/`, and what the files contain. */
export type Files = ReadonlyMap<string, string>;

export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

export const MAX_FILES: number;
export function readFiles(folder: string): Files;
export function importsOf(file: string, text: string): Import[];
export function withoutComments(text: string): string;
export function arrows(files: Files, groupOf?: (file: string) => string): Graph;
export function roomOf(file: string): string;
export function shelfOf(file: string): string;
export function circles(graph: Graph): string[][];
export function overfull(files: Files, limit?: number): string[];
