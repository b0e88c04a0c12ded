import type { Step } from '../chat/platform.ts';
import { openBatch } from '../store/batch.ts';
import type { Context } from './context.ts';
import { yieldTurn } from './yield-turn.ts';

/** Takes every row of every page into the store, reporting as it goes; returns the number of pages. */
export async function takePages<Row>(
  context: Context,
  { name, what }: Pick<Step, 'name' | 'what'>,
  pages: AsyncIterable<readonly Row[]>,
  take: (row: Row) => void,
): Promise<number> {
  const batch = openBatch(context.store);
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
    }
    batch.close();
  } catch (error) {
    batch.abort();
    throw error;
  }
  return count;
}
