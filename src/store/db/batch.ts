import { storeError } from './errors.ts';
import type { Store } from './open.ts';

/** Many small writes in few transactions. */
export interface Batch {
  /**
   * Writes in the open transaction, opening one if necessary. What `change` wrote before it threw stays: the rows of a failed read are
   * dropped with their run.
   */
  write<T>(rows: number, change: () => T): T;
  /** Commits what is open. */
  close(): void;
  /** Rolls back what is open. */
  abort(): void;
}

const ROWS = 10_000;
const IDLE_MS = 20;

/** Of SQLite's `synchronous`: a commit does not wait for the disk; the next one that does writes it too, before itself. */
const NORMAL = 1;

/**
 * For rows of reads that are not sealed yet. If the machine fails, the last of them may be lost, but none that a sealed read has shown.
 *
 * If a million rows were written in transactions of a page each, most of the time would be spent waiting for the disk. So one transaction
 * stays open over several pages of a fast source. While a slow source keeps us waiting it is committed, so that other writers do not have to
 * wait for that source. The connection must not be shared while a batch is open.
 */
export function openBatch(store: Store, most = ROWS): Batch {
  const usual = store.sqlite.pragma('synchronous', { simple: true });
  let rows = 0;
  let idle: NodeJS.Timeout | undefined;
  /** An error of the commit while idle, thrown by the next call. */
  let failure: unknown;

  function end(statement: 'COMMIT' | 'ROLLBACK'): void {
    clearTimeout(idle);
    rows = 0;
    if (store.sqlite.inTransaction) store.run(statement);
    waitForDisk();
  }

  /** It cannot be changed inside a transaction. */
  function waitForDisk(): void {
    if (!store.sqlite.inTransaction) store.sqlite.pragma(`synchronous = ${usual}`);
  }

  function begin(): void {
    store.sqlite.pragma(`synchronous = ${NORMAL}`);
    try {
      store.run('BEGIN IMMEDIATE');
    } catch (error) {
      waitForDisk();
      throw error;
    }
  }

  function endIdle(): void {
    try {
      end('COMMIT');
    } catch (error) {
      failure = error;
    }
  }

  return {
    write(count, change) {
      clearTimeout(idle);
      if (failure !== undefined) throw failure;
      if (!store.sqlite.inTransaction) begin();
      let written: ReturnType<typeof change>;
      try {
        written = change();
      } catch (error) {
        const known = storeError(error, store.file);
        // SQLite itself undid everything, as on a full disk: what others wrote is lost too, and they must learn of it.
        if (!store.sqlite.inTransaction) {
          failure = known;
          waitForDisk();
        } else idle = setTimeout(endIdle, IDLE_MS);
        throw known;
      }
      rows += count;
      if (rows >= most) end('COMMIT');
      else idle = setTimeout(endIdle, IDLE_MS);
      return written;
    },
    close() {
      if (failure !== undefined) throw failure;
      end('COMMIT');
    },
    abort: () => end('ROLLBACK'),
  };
}
