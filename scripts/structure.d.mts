export interface Import {
  /** A path below `src`, or the name of an npm package or a module of Node. */
  readonly target: string;
  readonly kind: 'ours' | 'npm' | 'node';
  /** The import is removed by the compiler. */
  readonly typeOnly: boolean;
}

/** Content of files by their path below `src`, with `/`. */
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
