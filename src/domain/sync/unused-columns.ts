/** What an admin should know of how a file was understood, beside what was read from it; `file`: if it is another one. */
export type FileNote = KindOfNote & { readonly file?: string };

type KindOfNote =
  /** Its headings are those of an export that is known. */
  | { readonly kind: 'recognised'; readonly export: string }
  /** Not UTF-8: what it was taken for. */
  | { readonly kind: 'encoding'; readonly encoding: string }
  /** Nothing says whether an account may be used, so every state is unknown. `guess`: a column that may say it. */
  | { readonly kind: 'no-state'; readonly guess: string | null }
  /** It lists only who may use the app, so whoever is listed counts as active. */
  | { readonly kind: 'listed-is-active' }
  /** A roster that lists who works here and nobody else: whoever is no longer in it counts as inactive. */
  | { readonly kind: 'current-only' }
  /** Lines below the table that were left out. */
  | { readonly kind: 'footer'; readonly lines: number }
  /** Rows without an id, a login or an address that were left out. */
  | { readonly kind: 'nobody'; readonly rows: number };

/** Columns of a file that nothing is read from, as the file names them, and what else was found out about it. */
export interface UnusedColumns {
  readonly file: string;
  readonly columns: readonly string[];
  /** Left out when there is nothing to say. */
  readonly notes?: readonly FileNote[];
}
