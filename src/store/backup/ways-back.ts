import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Instant } from '../../domain/day.ts';
import { noDatabase, storeError } from '../db/errors.ts';
import { upgradeCopies } from '../upgrade/copy-before-upgrade.ts';
import { lastApplied, ownMigrations, type Release, releases } from '../upgrade/migrations.ts';

/** A copy that was made before an upgrade. */
interface UpgradeCopy {
  readonly file: string;
  /** The last moment in its audit log. */
  readonly of: Instant | null;
  /** How many decisions admins made after it, by the audit log of the database; `null` if that does not continue the log of the copy. */
  readonly lostDecisions: number | null;
}

/** What an older version would do with a database. */
interface WayBack {
  readonly release: Release;
  /** Whether it reads the database as it is. */
  readonly reads: boolean;
  /** The copies that it reads, newest first. */
  readonly copies: readonly UpgradeCopy[];
}

export interface WaysBack {
  /** The last migration of the database; `null` for one of a version that is newer than this one. */
  readonly last: string | null;
  readonly ways: readonly WayBack[];
}

/** Which released versions read this database, or a copy of it that was made before an upgrade. Only reads. Throws `StoreError`. */
export function waysBack(database: string): WaysBack {
  if (!existsSync(database)) throw noDatabase(database);
  const own = ownMigrations();
  const numberOf = (tag: string) => own.findIndex((migration) => migration.tag === tag);
  const { at, decisions } = read(database, (sqlite) => ({
    at: lastApplied(sqlite) ?? 0,
    decisions: decisionsOf(sqlite),
  }));
  const applied = own.filter(({ when }) => when <= at).length - 1;
  const isNewer = own.every(({ when }) => when < at);
  const folder = dirname(database);
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(basename(upgradeCopies(database))) && !name.includes('.partial'))
    .map((name) => join(folder, name))
    .map((file) => ({ file, ...read(file, (sqlite) => copyOf(sqlite, decisions)) }))
    .sort((a, b) => (b.of ?? '').localeCompare(a.of ?? ''));
  return {
    last: isNewer ? null : (own[applied]?.tag ?? null),
    ways: releases().map((release) => ({
      release,
      reads: !isNewer && applied <= numberOf(release.last),
      copies: copies
        .filter((copy) => copy.at <= (own[numberOf(release.last)]?.when ?? 0))
        .map(({ file, of, lostDecisions }) => ({ file, of, lostDecisions })),
    })),
  };
}

interface Entry {
  readonly seq: number;
  readonly hash: string;
  readonly byAdmin: number;
}

function decisionsOf(sqlite: Database.Database): readonly Entry[] {
  return sqlite
    .prepare("SELECT seq, hash, actor <> 'seatkeeper' AND action <> 'export' AS byAdmin FROM audit")
    .all() as Entry[];
}

function copyOf(sqlite: Database.Database, entries: readonly Entry[]) {
  const last = sqlite.prepare('SELECT seq, at, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; at: Instant; hash: string }
    | undefined;
  const continues =
    last === undefined || entries.some(({ seq, hash }) => seq === last.seq && hash === last.hash);
  const later = entries.filter(({ seq, byAdmin }) => seq > (last?.seq ?? 0) && byAdmin === 1);
  return {
    at: lastApplied(sqlite) ?? 0,
    of: last?.at ?? null,
    lostDecisions: continues ? later.length : null,
  };
}

function read<Found>(file: string, look: (sqlite: Database.Database) => Found): Found {
  let sqlite: Database.Database | null = null;
  try {
    sqlite = new Database(file, { readonly: true });
    return look(sqlite);
  } catch (error) {
    throw storeError(error, file);
  } finally {
    sqlite?.close();
  }
}
