import { openBatch } from '../db/batch.ts';
import { isUniqueViolation } from '../db/errors.ts';
import { fingerprint } from '../db/fingerprint.ts';
import { openStore, type Store } from '../db/open.ts';
import { type Packed, type RowValue, unpack } from './packed-rows.ts';

/** One statement for every row. */
export interface RowTask {
  /** The database file. */
  readonly file: string;
  /** An `INSERT` with one `?` per value, of which the first is the id. */
  readonly sql: string;
  /** Values per row. */
  readonly width: number;
  /** The table has rows already: its indexes are kept up to date. */
  readonly indexed: boolean;
  /** The value at `at` is the fingerprint of those from `from` up to it. The writer computes it; `null` when there is none. */
  readonly print: { readonly from: number; readonly at: number } | null;
}

/**
 * Writes rows in another thread, over a connection of its own, while the caller goes on. Nothing else may be written to the
 * database between the first `write` and the end of `close` or `abandon`.
 */
export interface RowWriter {
  /** Takes whole rows. Resolves when there is room for more; rejects when an earlier write failed. */
  write(page: Packed): Promise<void>;
  /** Resolves when every row is on the disk. */
  close(): Promise<void>;
  /** Stops at once and drops what is not on the disk yet. Never rejects. */
  abandon(): Promise<void>;
}

/** New rows go all over the indexes, so the parts that change should stay in memory and be written once. */
const INDEXED_CACHE_KB = 32_000;
/** Rows at the end of a table are written once, whatever the size of the cache. */
const APPENDED_CACHE_KB = 6000;
/** Rows per transaction where indexes are kept up to date. */
const INDEXED_BATCH = 50_000;

export type StartRowWriter = (task: RowTask) => RowWriter;

/** A row whose key another row of the same source has; `id` is the first of its values. */
export class RowTwice extends Error {
  override readonly name = 'RowTwice';
  readonly id: string;

  constructor(id: string) {
    super(`"${id}" is listed twice`);
    this.id = id;
  }
}

/** Writes the rows it is given. */
export interface RowSink {
  write(page: Packed): void;
  /** Commits what is open. */
  close(): void;
  /** Rolls back what is open. */
  abort(): void;
}

/** A sink on the connection of the caller, which stays open. */
export function rowSink(
  store: Store,
  { sql, width, print }: Pick<RowTask, 'sql' | 'width' | 'print'>,
  most?: number,
): RowSink {
  const insert = store.sqlite.prepare(sql);
  const batch = openBatch(store, most);
  const row: RowValue[] = [];

  function insertRow(values: readonly RowValue[]): void {
    try {
      insert.run(values);
    } catch (error) {
      // If the table had rows before, its indexes are in place and report this at once.
      if (isUniqueViolation(error)) throw new RowTwice(String(values[0]));
      throw error;
    }
  }

  return {
    write(page) {
      const values = unpack(page);
      const absent = page.json ? null : '';
      batch.write(values.length / width, () => {
        for (let at = 0; at < values.length; at += width) {
          for (let column = 0; column < width; column++) {
            const value = values[at + column];
            row[column] = value === undefined || value === absent ? null : value;
          }
          if (print !== null) row[print.at] = fingerprint(row, print.from, print.at);
          insertRow(row);
        }
      });
    },
    close: () => batch.close(),
    abort: () => batch.abort(),
  };
}

/** A sink on a connection of its own, which closes with it: for the writing thread. */
export function openRowSink(task: RowTask): RowSink {
  const store = openStore(task.file);
  // These rows are invisible before the run is sealed, and the seal waits for the disk to have everything before it.
  store.sqlite.pragma('synchronous = NORMAL');
  // New rows go all over the indexes, so the parts that change should stay in memory and be written once.
  store.sqlite.pragma(`cache_size = -${task.indexed ? INDEXED_CACHE_KB : APPENDED_CACHE_KB}`);
  const sink = rowSink(store, task, task.indexed ? INDEXED_BATCH : undefined);
  return {
    write: (page) => sink.write(page),
    close() {
      sink.close();
      store.close();
    },
    abort() {
      sink.abort();
      store.close();
    },
  };
}
