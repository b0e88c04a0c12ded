import { tooManyRowsText } from '../../chat/say/operate/read-problem.ts';
import { ConnectorError, isChanged } from '../../connectors/base/errors.ts';
import type { ProgressSource } from '../../domain/sync/progress.ts';
import type { NewRows } from '../../store/first-import/first-import.ts';
import type { Context } from '../context.ts';
import { yieldTurn } from '../yield-turn.ts';
import type { Writer } from './writer.ts';

/** How the rows of a read get into the store. */
export interface Taking<Row> {
  readonly take: (row: Row) => void;
  /** Where the rows of a first import go; otherwise they are written in turns with those of other sources. */
  readonly elsewhere: NewRows | null;
  readonly writer: Writer;
}

/** Takes every row of every page into the store, reporting as it goes; returns the number of pages. */
export async function readPages<Row>(
  context: Context,
  source: ProgressSource,
  pages: AsyncIterable<readonly Row[]>,
  { take, elsewhere, writer }: Taking<Row>,
): Promise<number> {
  const most = context.config.sync.maxRows;
  let count = 0;
  let rows = 0;
  try {
    for await (const page of pages) {
      context.dependencies.signal.throwIfAborted();
      if (elsewhere === null) await writer.rows(page.length, () => page.forEach(take));
      else page.forEach(take);
      count++;
      rows += page.length;
      if (rows > most) {
        const { id } = source;
        throw new ConnectorError(id, 'unexpected-response', tooManyRowsText(id, most));
      }
      context.dependencies.progress({ type: 'read', ...source, rows, pages: count });
      await yieldTurn();
      await elsewhere?.room();
    }
    // Wait until the writer thread has finished or has stopped.
    if (elsewhere === null) await writer.alone(() => {});
    else await elsewhere.close();
  } catch (error) {
    await elsewhere?.abandon();
    throw error;
  }
  return count;
}

/**
 * Reads the list again at once when it changed during the read: usually it is stable by then, and otherwise the source would wait for
 * the next sync. `forget` drops what the first read has stored.
 */
export async function readAgain<Read>(
  read: (again: boolean) => Promise<Read>,
  forget: () => Promise<void> | void,
): Promise<Read> {
  try {
    return await read(false);
  } catch (error) {
    if (!isChanged(error)) throw error;
    await forget();
    return await read(true);
  }
}
