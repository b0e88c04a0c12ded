/** Columns of a file that nothing is read from, as the file names them. */
export interface UnusedColumns {
  readonly file: string;
  readonly columns: readonly string[];
}
