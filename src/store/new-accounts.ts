import type { Store } from './open.ts';
import { packSafely } from './packed-rows.ts';
import { type RowTask, type RowValue, type RowWriter, rowSink, type StartRowWriter } from './row-writer.ts';

/** Where the accounts of a first import go. Their row numbers are known beforehand: the table is empty. */
export interface NewAccounts {
  /** Takes the values of one row without its number, which it returns. */
  add(values: readonly RowValue[]): number;
  /** To be awaited now and then: resolves when there is room for more rows. */
  room(): Promise<void>;
  /** Every row is on the disk. */
  close(): Promise<void>;
  /** Drops what is not on the disk. */
  abandon(): Promise<void>;
}

const PAGE_ROWS = 200;
/** Below this, starting a thread takes longer than writing. */
const WORTH_A_THREAD = 100;

/**
 * A first import writes nothing but new rows, so somebody else can write them while the next ones are read and matched.
 * The first value of a row is its number.
 */
export function newAccounts(
  store: Store,
  task: Pick<RowTask, 'sql' | 'width' | 'print'>,
  start: StartRowWriter,
): NewAccounts {
  const width = task.width - 1;
  let page: RowValue[] = [];
  let full: RowValue[][] = [];
  let writer: RowWriter | null = null;
  let row = 0;

  async function send(): Promise<void> {
    const pages = full;
    full = [];
    writer ??= start({ file: store.file, ...task });
    for (const values of pages) await writer.write(values);
  }

  return {
    add(values) {
      row++;
      page.push(row);
      for (let at = 0; at < width; at++) page.push(values[at] ?? null);
      if (page.length >= PAGE_ROWS * (width + 1)) {
        full.push(page);
        page = [];
      }
      return row;
    },
    async room() {
      if (full.length > 0 && (writer !== null || full.length >= WORTH_A_THREAD)) await send();
    },
    async close() {
      full.push(page);
      page = [];
      if (writer !== null) {
        await send();
        await writer.close();
        return;
      }
      const sink = rowSink(store, task);
      for (const values of full) sink.write(packSafely(values));
      sink.close();
    },
    async abandon() {
      full = [];
      page = [];
      await writer?.abandon();
    },
  };
}
