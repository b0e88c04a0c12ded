import type { FileNote } from '../sync/unused-columns.ts';

export type ReadAs = 'accounts' | 'people';

/** How a file is understood; nothing of it is stored. */
export type FileReading =
  | {
      readonly kind: 'refused';
      readonly problem: string;
      readonly otherwise: ReadAs | null;
    }
  | {
      readonly kind: 'read';
      /** Several are those of one app. */
      readonly files: readonly string[];
      readonly as: ReadAs;
      /** What it may be instead, where its headings decided; `null` where the admin did, or nothing speaks for it. */
      readonly otherwise: ReadAs | null;
      readonly columns: readonly ColumnReading[];
      /** The first rows: their fields as they are read, in the order in which they are shown. */
      readonly first: readonly Readonly<Record<string, string>>[];
      /** Of several files, the accounts that they list together. */
      readonly rows: number;
      readonly setAside: readonly {
        readonly file: string;
        readonly line: number;
        readonly column: string | null;
        readonly problem: string;
      }[];
      readonly notes: readonly FileNote[];
    };

export interface ColumnReading {
  /** As the file names it; of a further file, after the name of that. */
  readonly column: string;
  /** The fields that are read from it; empty where the column is only kept, or not used. */
  readonly fields: readonly string[];
}
