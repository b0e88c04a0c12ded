import { openBatch } from '../db/batch.ts';
import { fingerprint } from '../db/fingerprint.ts';
import type { Store } from '../db/open.ts';
import { type Packed, type RowValue, unpack } from './packed-rows.ts';

/** One statement for every row. */
export interface RowTask {
  /** The database file. */
  readonly file: string;
  /** An `INSERT` with one `?` per value. */
  readonly sql: string;
  /** Values per row. */
  readonly width: number;
  /** The value at `at` is the fingerprint of those from `from` up to it, for whoever writes the row to work out. */
  readonly print: { readonly from: number; readonly at: number } | null;
}

/**
 * Writes rows somewhere else, over a connection of its own, while the caller goes on. Nothing else may be written to the
 * database between the first `write` and the end of `close` or `abandon`.
 */
export interface RowWriter {
  /** Takes whole rows. Resolves when there is room for more; rejects with what went wrong before. */
  write(page: Packed): Promise<void>;
  /** Resolves when every row is on the disk. */
  close(): Promise<void>;
  /** Stops where it is: what was not on the disk yet is dropped. Never rejects. */
  abandon(): Promise<void>;
}

export type StartRowWriter = (task: RowTask) => RowWriter;

/** The work itself, on whichever thread. */
export function rowSink(store: Store, { sql, width, print }: Omit<RowTask, 'file'>) {
  const insert = store.sqlite.prepare(sql);
  const batch = openBatch(store);
  const row: RowValue[] = [];
  return {
    write(page: Packed): void {
      const values = unpack(page);
      // In a text that parts its values with marks, nothing is an empty one.
      const nothing = page.json ? null : '';
      batch.write(values.length / width, () => {
        for (let at = 0; at < values.length; at += width) {
          for (let column = 0; column < width; column++) {
            const value = values[at + column];
            row[column] = value === undefined || value === nothing ? null : value;
          }
          if (print !== null) row[print.at] = fingerprint(row, print.from, print.at);
          insert.run(row);
        }
      });
    },
    close: () => batch.close(),
    abort: () => batch.abort(),
  };
}
