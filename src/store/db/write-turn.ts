import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { ownStoreError } from './errors.ts';
import type { Store } from './open.ts';

/** How soon to try again: a sync in another thread leaves only short gaps between its pages. */
const STEP_MS = 3;
/** The longest that the process is blocked while it waits for the file. */
const BLOCK_MS = 2;
/** Changes that share one transaction, and so one write to the disk. */
const MOST = 25;

interface Waiting {
  /** Makes the change; the function it returns resolves the promise, once the change is on disk. */
  run(): () => void;
  reject(error: unknown): void;
}

const queues = new WeakMap<Store, Waiting[]>();

/**
 * Makes a change as soon as no other connection writes, without blocking the process: a sync in another thread may hold the file
 * for a second or two, and a plain write would stop every answer for as long. Changes that wait at the same time are committed
 * together; one that throws is undone alone. Resolves when the change is on disk.
 */
export function inWriteTurn<T>(store: Store, change: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const queue = queues.get(store) ?? [];
    queues.set(store, queue);
    queue.push({
      run: () => {
        const made = store.sqlite.transaction(change)();
        return () => resolve(made);
      },
      reject,
    });
    if (queue.length === 1) void work(store, queue);
  });
}

async function work(store: Store, queue: Waiting[]): Promise<void> {
  // Changes asked for in the same moment share the transaction.
  await turn();
  while (queue.length > 0) {
    try {
      if (begin(store)) commit(store, queue);
      else await wait(STEP_MS);
    } catch (error) {
      for (const { reject } of queue.splice(0)) reject(ownStoreError(error, store.file));
    }
    await turn();
  }
}

function begin({ sqlite }: Store): boolean {
  // A transaction is open on this very connection.
  if (sqlite.inTransaction) return false;
  try {
    sqlite.pragma(`busy_timeout = ${BLOCK_MS}`);
    sqlite.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (Reflect.get(error as object, 'code') === 'SQLITE_BUSY') return false;
    throw error;
  } finally {
    sqlite.pragma('busy_timeout = 5000');
  }
}

function commit({ sqlite, file }: Store, queue: Waiting[]): void {
  const taken = queue.slice(0, MOST);
  const settle: (() => void)[] = [];
  try {
    for (const one of taken) {
      try {
        settle.push(one.run());
      } catch (error) {
        // A full disk has undone the changes before it too.
        if (!sqlite.inTransaction) throw error;
        settle.push(() => one.reject(ownStoreError(error, file)));
      }
    }
    sqlite.exec('COMMIT');
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    settle.length = 0;
    settle.push(
      ...taken.map(
        ({ reject }) =>
          () =>
            reject(ownStoreError(error, file)),
      ),
    );
  }
  // Only now, because if the queue were empty earlier, a second worker could start.
  queue.splice(0, taken.length);
  for (const done of settle) done();
}
