import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from '../db/errors.ts';
import { unfinishedRestore } from '../db/unfinished-restore.ts';

/**
 * Puts `copy` in the place of the database. The old files are kept under the name that is returned; `null` when there was
 * no database. If the process ends in between, either the old database is whole, or the database refuses to open until the restore is
 * repeated, or the new one is in place. `step` is called after each change on the disk.
 */
export function swapIn(
  { database, copy, aside }: { database: string; copy: string; aside: string },
  step: (name: string) => void = () => {},
): string | null {
  if (existsSync(database)) likeThe(database, copy);
  flush(copy);
  const marker = unfinishedRestore(database);
  // A restore that was cut off has already named the place for the old files.
  const kept = existsSync(marker) ? join(dirname(database), readFileSync(marker, 'utf8')) : aside;
  const old = existsSync(database);
  if (old) settleLog(database);
  step('settled');
  note(marker, basename(kept));
  flush(dirname(database));
  step('marked');
  if (old && !existsSync(kept)) link(database, kept);
  step('kept');
  // A log that stays would be replayed over the new file.
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${kept}-wal`);
  rmSync(`${database}-shm`, { force: true });
  flush(dirname(database));
  step('log moved');
  renameSync(copy, database);
  flush(dirname(database));
  step('swapped');
  rmSync(marker);
  flush(dirname(database));
  return old ? kept : null;
}

/**
 * Writes the log into the old file, so that it is one file. Refuses while another process has the database open. A damaged one
 * is left as it is.
 */
function settleLog(database: string): void {
  if (!isSound(database)) return;
  const sqlite = new Database(database, { timeout: 1000 });
  try {
    sqlite.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!String(Reflect.get(error as object, 'code')).startsWith('SQLITE_BUSY')) throw error;
    throw new StoreError(
      'locked',
      `${database} is in use by another process. Nothing was changed. Stop it, then try again.`,
      error,
    );
  } finally {
    sqlite.close();
  }
}

/** Looked at without writing: closing a connection that may write would write the log into the file. */
function isSound(database: string): boolean {
  try {
    const sqlite = new Database(database, { readonly: true });
    try {
      return sqlite.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      sqlite.close();
    }
  } catch {
    return false;
  }
}

/** An admin may run the restore as a different user than Seatkeeper. */
function likeThe(old: string, copy: string): void {
  const { mode, uid, gid } = statSync(old);
  chmodSync(copy, mode & 0o777);
  const made = statSync(copy);
  if (made.uid !== uid || made.gid !== gid) chownSync(copy, uid, gid);
}

function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Some file systems do not support links.
    copyFileSync(from, `${to}.partial`);
    flush(`${to}.partial`);
    renameSync(`${to}.partial`, to);
  }
}

function note(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A file, or the names in a folder, are on the disk when this returns. */
function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
