import { ConnectorError, type ConnectorErrorKind } from '../../connectors/base/errors.ts';
import type { SyncStep } from '../../domain/sync/progress.ts';
import { NO_BATCH, openBatch } from '../../store/db/batch.ts';
import type { NewRows } from '../../store/first-import/first-import.ts';
import type { Context } from '../context.ts';
import { yieldTurn } from '../yield-turn.ts';

/** How the rows of a read get into the store. */
export interface Taking<Row> {
  readonly take: (row: Row) => void;
  /** Where the rows of a first import go; otherwise they are committed here, every few thousand. */
  readonly elsewhere: NewRows | null;
}

/** Takes every row of every page into the store, reporting as it goes; returns the number of pages. */
export async function readPages<Row>(
  context: Context,
  { name, what }: Pick<SyncStep, 'name' | 'what'>,
  pages: AsyncIterable<readonly Row[]>,
  { take, elsewhere }: Taking<Row>,
): Promise<number> {
  const batch = elsewhere === null ? openBatch(context.store) : NO_BATCH;
  let count = 0;
  let rows = 0;
  try {
    for await (const page of pages) {
      batch.write(page.length, () => page.forEach(take));
      count++;
      rows += page.length;
      context.dependencies.signal.throwIfAborted();
      context.dependencies.progress({ name, rows, what, pages: count });
      await yieldTurn();
      await elsewhere?.room();
    }
    batch.close();
    // Wait until the writer thread has finished or has stopped.
    await elsewhere?.close();
  } catch (error) {
    batch.abort();
    await elsewhere?.abandon();
    throw error;
  }
  return count;
}

const CHANGED: ReadonlySet<string> = new Set<ConnectorErrorKind>(['changed', 'file-changed']);

/**
 * Reads once more, at once, when the list was changed while it was read: the second read usually finds it at rest, and otherwise
 * the source would wait for the next sync. `forget` drops what the first read has stored.
 */
export async function readAgain<Read>(
  read: (again: boolean) => Promise<Read>,
  forget: () => void,
): Promise<Read> {
  try {
    return await read(false);
  } catch (error) {
    if (!(error instanceof ConnectorError && CHANGED.has(error.kind))) throw error;
    forget();
    return await read(true);
  }
}
