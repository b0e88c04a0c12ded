import type { Step } from '../chat/platform.ts';
import { type Batch, openBatch } from '../store/batch.ts';
import type { Context } from './context.ts';
import { yieldTurn } from './yield-turn.ts';

/** How the rows of a read get into the store. */
export interface Taking<Row> {
  readonly take: (row: Row) => void;
  /** Left out: one that commits every few thousand rows. */
  readonly batch?: Batch;
  /** Awaited after each page. */
  readonly room?: () => Promise<void>;
}

/** Takes every row of every page into the store, reporting as it goes; returns the number of pages. */
export async function takePages<Row>(
  context: Context,
  { name, what }: Pick<Step, 'name' | 'what'>,
  pages: AsyncIterable<readonly Row[]>,
  { take, batch = openBatch(context.store), room }: Taking<Row>,
): Promise<number> {
  let count = 0;
  let rows = 0;
  try {
    for await (const page of pages) {
      batch.write(page.length, () => page.forEach(take));
      count++;
      rows += page.length;
      context.outside.signal.throwIfAborted();
      context.outside.progress({ name, rows, what, pages: count });
      await yieldTurn();
      await room?.();
    }
    batch.close();
  } catch (error) {
    batch.abort();
    throw error;
  }
  return count;
}
