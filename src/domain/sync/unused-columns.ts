import type { Day } from '../day.ts';

/** What else an admin should know about how a file was understood; `file`: if it is about another file. */
export type FileNote = KindOfNote & { readonly file?: string };

type KindOfNote =
  /** Its headings are those of an export that is known. */
  | { readonly kind: 'recognised'; readonly export: string }
  /** A workbook with several sheets: the one that was read. */
  | { readonly kind: 'sheet'; readonly sheet: string }
  /** Not UTF-8: what it was taken for. */
  | { readonly kind: 'encoding'; readonly encoding: string }
  /** Nothing says whether an account may be used, so every state is unknown. `guess`: a column that may say it. */
  | { readonly kind: 'no-state'; readonly guess: string | null }
  /** It lists only accounts that may use the app, so every account in it counts as active. */
  | { readonly kind: 'listed-is-active' }
  /** A roster that lists who works here and nobody else: people who are no longer in it count as inactive. */
  | { readonly kind: 'current-only' }
  /** Columns from which nothing is read: each becomes a column of the app. */
  | { readonly kind: 'kept'; readonly columns: readonly string[] }
  /** Words in a column of states or kinds that we do not know: what they say about an account is unknown. */
  | {
      readonly kind: 'unknown-words';
      readonly column: string;
      readonly field: string;
      /** The most frequent first. */
      readonly words: readonly { readonly word: string; readonly rows: number }[];
    }
  /** Rows that end before the last column: the missing cells were read as empty. */
  | { readonly kind: 'short'; readonly rows: number }
  /** A heading that occurs twice: both columns were read as one. */
  | { readonly kind: 'twice'; readonly column: string }
  /** A roster without addresses. `made`: they follow from the names, as the settings say. */
  | { readonly kind: 'no-address'; readonly made: boolean }
  /** Dates like `3 days ago` were counted back from the day of the file. */
  | { readonly kind: 'relative-dates'; readonly date: string; readonly day: Day }
  /** One of several files of an app that has hardly an account in common with the first. */
  | {
      readonly kind: 'apart';
      /** The first. */
      readonly list: string;
      readonly accounts: number;
      /** How many of them are in another file too. */
      readonly fitting: number;
      /** How many accounts the first file lists. */
      readonly listed: number;
    }
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

/** Their names: those that are not used, and those that an app only keeps. */
export function unusedColumns(unused: UnusedColumns | null | undefined): readonly string[] {
  const kept = (unused?.notes ?? []).flatMap((note) => (note.kind === 'kept' ? note.columns : []));
  return [...(unused?.columns ?? []), ...kept];
}

/** Whether a read had the same unused columns as the one before, so that an admin has been told about them. */
export function sameColumns(before: UnusedColumns | null, now: UnusedColumns | undefined): boolean {
  return before !== null && JSON.stringify(unusedColumns(before)) === JSON.stringify(unusedColumns(now));
}
