import { openBatch } from './batch.ts';
import type { Store } from './open.ts';

export type RowValue = string | number | null;

/** One statement for every row. */
export interface RowTask {
  /** The database file. */
  readonly file: string;
  /** An `INSERT` with one `?` per value. */
  readonly sql: string;
  /** Values per row. */
  readonly width: number;
}

/**
 * Writes rows somewhere else, over a connection of its own, while the caller goes on. Nothing else may be written to the
 * database between the first `write` and the end of `close` or `abandon`.
 */
export interface RowWriter {
  /** Takes whole rows, values one after the other. Resolves when there is room for more; rejects with what went wrong before. */
  write(values: readonly RowValue[]): Promise<void>;
  /** Resolves when every row is on the disk. */
  close(): Promise<void>;
  /** Stops where it is: what was not on the disk yet is dropped. Never rejects. */
  abandon(): Promise<void>;
}

export type StartRowWriter = (task: RowTask) => RowWriter;

/** The work itself, on whichever thread: takes pages of rows as JSON, which crosses threads faster than values do. */
export function rowSink(store: Store, { sql, width }: Pick<RowTask, 'sql' | 'width'>) {
  const insert = store.sqlite.prepare(sql);
  const batch = openBatch(store);
  const row: RowValue[] = [];
  return {
    write(json: string): void {
      const values = JSON.parse(json) as RowValue[];
      batch.write(values.length / width, () => {
        for (let at = 0; at < values.length; at += width) {
          for (let column = 0; column < width; column++) row[column] = values[at + column] ?? null;
          insert.run(row);
        }
      });
    },
    close: () => batch.close(),
    abort: () => batch.abort(),
  };
}
