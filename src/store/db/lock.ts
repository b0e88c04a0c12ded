import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import { ownStoreError, StoreError } from './errors.ts';

/** `service`: one service per database. `sync`: one sync at a time, in any process. `removal`: one process that asks apps to remove accounts. */
export type LockName = 'service' | 'sync' | 'removal';

export interface Lock {
  release(): void;
}

/**
 * Takes the lock or throws `StoreError('locked')` naming its holder. It is an open write transaction on a small file of its
 * own, so the operating system frees it the moment the process ends, however it ends.
 */
export function takeLock(databaseFile: string, name: LockName, now: Date): Lock {
  const sqlite = openLock(databaseFile, name);
  try {
    sqlite.pragma('journal_mode = WAL');
    sqlite.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, host TEXT, since TEXT)');
    sqlite.exec('BEGIN IMMEDIATE');
    sqlite.exec('DELETE FROM holder');
    sqlite.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(process.pid, hostname(), now.toISOString());
    sqlite.exec('COMMIT');
    sqlite.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const holder = readHolder(sqlite);
    sqlite.close();
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')))
      throw ownStoreError(error, databaseFile);
    throw new StoreError('locked', `${HELD[name]} ${holder}`, error);
  }
  return {
    release: () => {
      if (!sqlite.open) return;
      sqlite.exec('ROLLBACK');
      sqlite.close();
    },
  };
}

function openLock(databaseFile: string, name: LockName): Database.Database {
  try {
    return new Database(`${databaseFile}.${name}-lock`, { timeout: 0 });
  } catch (error) {
    throw ownStoreError(error, databaseFile);
  }
}

const HELD: Record<LockName, string> = {
  service: 'Seatkeeper is already running on this database:',
  sync: 'A sync is already running on this database:',
  removal: 'Accounts are already being removed on this database:',
};

function readHolder(sqlite: Database.Database): string {
  try {
    const row = sqlite.prepare('SELECT pid, host, since FROM holder').get() as
      | { pid: number; host: string; since: string }
      | undefined;
    return row === undefined
      ? 'a process that just started.'
      : `process ${row.pid} on ${row.host}, since ${row.since}.`;
  } catch {
    return 'a process that just started.';
  }
}
