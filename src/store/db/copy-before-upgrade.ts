import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { StoreError } from './errors.ts';
import { lastApplied, pendingMigrations } from './migrations.ts';

/** What the names of such copies begin with: `seatkeeper.db.before-upgrade-0006_license`. */
export function upgradeCopies(file: string): string {
  return `${file}.before-upgrade-`;
}

/**
 * Keeps a copy of a database that this version is about to migrate, so that the version before it can be used again. It is named after
 * the first migration that the copy has not had. Throws where there is no room for it: the database is left as it is.
 */
export function copyBeforeUpgrade(sqlite: Database.Database, file: string): void {
  const [first] = pendingMigrations(sqlite);
  if (first === undefined || lastApplied(sqlite) === null) return;
  const copy = freeName(`${upgradeCopies(file)}${first.tag}`);
  const partial = `${copy}.partial-${process.pid}`;
  try {
    // SQLite writes into an empty file that is there, and keeps its mode.
    closeSync(openSync(partial, 'w', 0o600));
    sqlite.prepare('VACUUM INTO ?').run(partial);
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { force: true, recursive: true });
    throw new StoreError(
      'disk-full',
      `Before an upgrade ${file} is copied to ${copy}, and that failed (${error instanceof Error ? error.message : error}). Nothing was changed. Free as much space as the database takes, or install the version before again.`,
      error,
    );
  }
}

/** A copy that was kept before is never overwritten: the same upgrade may come twice, after a way back. */
function freeName(wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}
