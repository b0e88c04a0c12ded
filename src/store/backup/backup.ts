import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { auditHead, verifyAudit } from '../audit.ts';
import { StoreError, storeError } from '../db/errors.ts';
import { openStore, type Store } from '../db/open.ts';

/**
 * Copies the database while it is in use, checks the copy as a start would, and only then gives it its name.
 * An existing file is never overwritten.
 */
export async function backupStore(store: Store, file: string): Promise<{ bytes: number; head: string }> {
  const target = resolve(file);
  if (existsSync(target))
    throw new StoreError('unreachable', `${target} already exists. Nothing was written; name a new file.`);
  const partial = `${target}.partial`;
  try {
    rmSync(partial, { force: true });
    closeSync(openSync(partial, 'w', 0o600));
    await copyTo(store.file, partial);
    const copy = openStore(partial, { verify: true, copy: true });
    const chain = verifyAudit(copy);
    const head = auditHead(copy);
    // Without a separate -wal file, so that one file is the whole backup.
    copy.sqlite.pragma('journal_mode = DELETE');
    copy.close();
    if (!chain.ok)
      throw new StoreError(
        'damaged',
        `The audit log of ${store.file} was tampered with: ${chain.what}. The backup was not kept.`,
      );
    renameSync(partial, target);
    return { bytes: statSync(target).size, head };
  } catch (error) {
    discard(partial);
    throw storeError(written(error), target);
  }
}

/** SQLite's backup reports every failed write, except a full disk, as a plain I/O error. */
function written(error: unknown): unknown {
  const isWrite = error instanceof Error && 'code' in error && error.code === 'SQLITE_IOERR';
  return isWrite
    ? Object.assign(new Error(error.message, { cause: error }), { code: 'SQLITE_IOERR_WRITE' })
    : error;
}

function discard(partial: string): void {
  try {
    rmSync(partial, { force: true });
  } catch {
    // When the folder itself cannot be used there is nothing to discard, and the first error says why.
  }
}

/** Others may write during the copy: a read transaction pins the moment that is copied. */
async function copyTo(file: string, target: string): Promise<void> {
  const reader = openStore(file);
  try {
    reader.run('BEGIN');
    auditHead(reader);
    await reader.sqlite.backup(target, { progress: () => PAGES });
  } finally {
    reader.close();
  }
}

/** Pages copied at a time. Commands are answered in between. */
const PAGES = 1000;
