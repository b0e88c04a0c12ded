import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { lastApplied, pendingMigrations } from './migrations.ts';

/** How the names of such copies begin: `seatkeeper.db.before-upgrade-0006_license`. */
export function upgradeCopies(file: string): string {
  return `${file}.before-upgrade-`;
}

/** A copy that could not be written, and why. */
interface NotCopied {
  readonly copy: string;
  readonly cause: unknown;
}

/**
 * Keeps a copy of a database that this version is about to migrate, so that the previous version can be used again. It is named after the
 * first migration that the copy has not had. If it cannot be written, the database is left as it is.
 */
export function copyBeforeUpgrade(sqlite: Database.Database, file: string): NotCopied | null {
  const [first] = pendingMigrations(sqlite);
  if (first === undefined || lastApplied(sqlite) === null) return null;
  const copy = freeName(`${upgradeCopies(file)}${first.tag}`);
  const partial = freeName(`${copy}.partial`);
  try {
    // SQLite writes into an empty file that is there, and keeps its mode.
    closeSync(openSync(partial, 'wx', 0o600));
    sqlite.prepare('VACUUM INTO ?').run(partial);
    renameSync(partial, copy);
    return null;
  } catch (cause) {
    rmSync(partial, { force: true, recursive: true });
    return { copy, cause };
  }
}

/** A copy that was kept before is never overwritten: the same upgrade may come twice, after a way back. */
function freeName(wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}
