import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';

export const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

interface Migration {
  /** `0005_refused` */
  readonly tag: string;
  /** When it was written, in milliseconds; a database stores this number. */
  readonly when: number;
}

/** A released version, and the last migration that it has. */
export interface Release {
  readonly version: string;
  readonly last: string;
  /** Whether it has the command `restore`. */
  readonly restores: boolean;
}

/** The migrations of this version, oldest first. */
export function ownMigrations(): readonly Migration[] {
  return (JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, 'utf8')) as { entries: Migration[] })
    .entries;
}

/** The versions that were released, oldest first; `npm version` adds to them. */
export function releases(): readonly Release[] {
  return JSON.parse(readFileSync(`${MIGRATIONS}/releases.json`, 'utf8')) as Release[];
}

/** `when` of the last migration that a database has had; `null` for one that is new. */
export function lastApplied(sqlite: Database.Database): number | null {
  const known = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (known === undefined) return null;
  return sqlite.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() as number | null;
}

/** What this version would still do to a database; all of it for one that is new. */
export function pendingMigrations(sqlite: Database.Database): readonly Migration[] {
  const last = lastApplied(sqlite) ?? 0;
  return ownMigrations().filter(({ when }) => when > last);
}

/** Whether a version of Seatkeeper that is newer than this one has migrated it. */
export function isNewer(sqlite: Database.Database): boolean {
  const newest = Math.max(...ownMigrations().map(({ when }) => when));
  return (lastApplied(sqlite) ?? 0) > newest;
}
