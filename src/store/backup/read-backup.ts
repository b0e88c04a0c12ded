import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError, storeError } from '../db/errors.ts';
import { openStore, type Store } from '../db/open.ts';
import { isNewer } from '../upgrade/migrations.ts';

/**
 * Copies a backup to `copy`, checks it as a whole, and opens the copy, brought up to date. The backup itself is only read. Throws
 * `StoreError` for a file that cannot take the place of the database.
 */
export function openBackup(backup: string, { database, copy }: { database: string; copy: string }): Store {
  const file = resolve(backup);
  if (!existsSync(file) || !statSync(file).isFile())
    throw new StoreError('unreachable', `There is no file ${file}. Nothing was changed.`);
  if (existsSync(database) && realpathSync(file) === realpathSync(database))
    throw new StoreError(
      'unreachable',
      `${file} is the database itself. Nothing was changed; name a backup of it.`,
    );
  try {
    removeCopy(copy);
    copyQuietly(file, copy);
    chmodSync(copy, 0o600);
    // A copy that was made by hand while Seatkeeper was running consists of two files.
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    refuseUnfit(file, copy);
    const store = openStore(copy, { verify: true, copy: true });
    // One file is the whole database, whenever the process ends.
    store.sqlite.pragma('journal_mode = DELETE');
    return store;
  } catch (error) {
    removeCopy(copy);
    const told = storeError(error, file);
    if (told instanceof StoreError && told.kind === 'damaged')
      throw new StoreError(
        'damaged',
        `The backup ${file} is damaged. Nothing was changed; restore another one.`,
        error,
      );
    // What did not fit is the copy next to the database.
    throw told instanceof StoreError && told.kind === 'disk-full' ? storeError(error, database) : told;
  }
}

/** A standby's copy may be written at the same time: SQLite's own lock makes the writer wait until the copy has been read. */
function copyQuietly(file: string, copy: string): void {
  // A file with a log next to it was copied by hand, and nobody writes to it.
  if (existsSync(`${file}-wal`) || !hasRollbackJournal(file)) {
    copyFileSync(file, copy);
    return;
  }
  const reader = new Database(file, { readonly: true, timeout: 5000 });
  try {
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM sqlite_master').get();
    copyFileSync(file, copy);
  } catch (error) {
    // The writer was killed half way through.
    const cutOff = Reflect.get(error as object, 'code') === 'SQLITE_READONLY_ROLLBACK';
    throw cutOff ? new StoreError('damaged', `${file} was left half written`, error) : error;
  } finally {
    reader.close();
  }
}

/** As SQLite's header says at byte 18; a database in WAL mode cannot be read without making files next to it. */
function hasRollbackJournal(file: string): boolean {
  const header = Buffer.alloc(20);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  return header[18] === 1;
}

export function removeCopy(copy: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${copy}${end}`, { force: true });
}

function refuseUnfit(file: string, copy: string): void {
  const sqlite = new Database(copy);
  try {
    const tables = sqlite
      .prepare(
        "SELECT count(*) FROM sqlite_master WHERE name IN ('__drizzle_migrations', 'source', 'outbox', 'audit')",
      )
      .pluck()
      .get();
    if (tables !== 4)
      throw new StoreError(
        'not-a-database',
        `${file} is not a database of Seatkeeper. Nothing was changed; name a file that "backup" wrote.`,
      );
    if (isNewer(sqlite))
      throw new StoreError(
        'newer',
        `${file} was written by a newer version of Seatkeeper. Nothing was changed. Install that version, then restore it.`,
      );
  } finally {
    sqlite.close();
  }
}
