import type { Store } from '../db/open.ts';
import type { ImportTable } from './import-indexes.ts';
import { needsJson, type Packed, pack, type RowValue } from './packed-rows.ts';
import { type RowTask, type RowWriter, rowSink, type StartRowWriter } from './row-writer.ts';

/** Where the rows of a first import go. */
export interface NewRows {
  /** Takes the values of one row and returns the row's number. */
  add(values: readonly RowValue[]): number;
  /** Resolves when there is room for more rows: await it after every page. */
  room(): Promise<void>;
  /** Resolves when every row is on the disk. */
  close(): Promise<void>;
  /** Drops what is not on the disk yet. */
  abandon(): Promise<void>;
}

const PAGE_ROWS = 500;
/** Pages; below this, starting a thread takes longer than writing. */
const WORTH_A_THREAD = 40;

/**
 * A first import writes only new rows, so another thread can write them while the next ones are read and matched. Nobody else may add rows
 * during that time: SQLite numbers rows on from the highest number, so their numbers are known in advance.
 */
export function newRows(
  store: Store,
  table: ImportTable,
  task: Omit<RowTask, 'file' | 'indexed'>,
  start: StartRowWriter,
): NewRows {
  const { width } = task;
  const page: RowValue[] = [];
  let json = false;
  let full: Packed[] = [];
  let writer: RowWriter | null = null;
  const before = (store.sqlite.prepare(`SELECT max(id) FROM ${table}`).pluck().get() as number | null) ?? 0;
  let row = before;

  function fill(): void {
    full.push(pack(page, json));
    page.length = 0;
    json = false;
  }

  async function send(): Promise<void> {
    const pages = full;
    full = [];
    writer ??= start({ file: store.file, indexed: before > 0, ...task });
    for (const each of pages) await writer.write(each);
  }

  return {
    add(values) {
      for (let at = 0; at < width; at++) {
        const value = values[at] ?? null;
        page.push(value);
        json ||= needsJson(value);
      }
      if (page.length >= PAGE_ROWS * width) fill();
      return ++row;
    },
    async room() {
      if (full.length > 0 && (writer !== null || full.length >= WORTH_A_THREAD)) await send();
    },
    async close() {
      if (page.length > 0) fill();
      if (writer !== null) {
        await send();
        await writer.close();
        return;
      }
      const sink = rowSink(store, task);
      for (const each of full) sink.write(each);
      sink.close();
    },
    async abandon() {
      full = [];
      page.length = 0;
      await writer?.abandon();
    },
  };
}
