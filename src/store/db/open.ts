import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { dayReader } from '../../domain/day.ts';
import { normaliseText } from '../../domain/email.ts';
import { copyBeforeUpgrade } from '../upgrade/copy-before-upgrade.ts';
import { isNewer, MIGRATIONS } from '../upgrade/migrations.ts';
import { noUpgradeCopy, StoreError, storeError } from './errors.ts';
import { refuseUnfinished } from './unfinished-restore.ts';

/** An open database: one connection. Every process, and every sync thread of the service, has its own. */
export interface Store {
  readonly file: string;
  /** Names of roster sources, in the order in which they decide what is shown of a person. Set by code that knows the configuration. */
  readonly fieldOrder: { department: readonly string[]; manager: readonly string[] };
  readonly db: BetterSQLite3Database;
  /** For the few statements that run a million times. */
  readonly sqlite: Database.Database;
  /** Runs `change` in one transaction: all of it or nothing. Nested calls join the outer one. */
  write<T>(change: () => T): T;
  /** Runs one bare statement. */
  run(statement: string): void;
  /** Whether the database answers. Never throws. */
  answers(): boolean;
  close(): void;
}

export interface OpenOptions {
  /** Reads every page first, and compares every index with its table unless the file is large; takes seconds. */
  readonly verify?: boolean;
  /** It is already a copy, so no other copy is kept before it is brought up to date. */
  readonly copy?: boolean;
  /** Called with each statement before it runs. */
  readonly onStatement?: (sql: string) => void;
}

/** Opens the file, creating it and bringing it up to date. Throws `StoreError`. */
export function openStore(
  file: string,
  { verify = false, copy = false, onStatement }: OpenOptions = {},
): Store {
  try {
    refuseUnfinished(file);
    if (file !== ':memory:') {
      mkdirSync(dirname(file), { recursive: true });
      // SQLite gives its -wal and -shm files the same mode.
      if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    }
    const sqlite = new Database(
      file,
      onStatement === undefined ? {} : { verbose: (sql) => onStatement(String(sql)) },
    );
    sqlite.pragma('busy_timeout = 5000');
    refuseNewer(sqlite, file);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma(`cache_size = -${CACHE_KB}`);
    // Lets the sorting of a large new index use a second core.
    sqlite.pragma('threads = 1');
    // A larger log is copied into the file less often; at 32 MB a restart still reads it quickly.
    sqlite.pragma('wal_autocheckpoint = 8000');
    if (verify) refuseDamaged(sqlite, file, copy);
    // For SQL that fills `person_lookup`, also in a migration: SQLite's own lower() does not know letters beyond ASCII.
    sqlite.function('normalise_text', { deterministic: true }, (text) => normaliseText(String(text)));
    // The day of the organisation on which a moment was: SQLite knows no time zones.
    sqlite.function('day_in', { deterministic: true }, (timezone, instant) =>
      instant === null ? null : dayReader(String(timezone))(String(instant)),
    );
    const db = drizzle(sqlite);
    const notCopied = copy ? null : copyBeforeUpgrade(sqlite, file);
    if (notCopied !== null) throw noUpgradeCopy(file, notCopied);
    bringUpToDate(db);
    const attempt = <T>(work: () => T): T => {
      try {
        return work();
      } catch (error) {
        throw storeError(error, file);
      }
    };
    return {
      file,
      fieldOrder: { department: [], manager: [] },
      db,
      sqlite,
      write: (change) =>
        sqlite.inTransaction ? change() : attempt(() => sqlite.transaction(change).immediate()),
      run: (statement) => attempt(() => void sqlite.exec(statement)),
      answers: () => {
        try {
          return sqlite.prepare('SELECT 1').pluck().get() === 1;
        } catch {
          return false;
        }
      },
      close: () => sqlite.close(),
    };
  } catch (error) {
    throw storeError(error, file);
  }
}

/** The page cache of a connection. */
export const CACHE_KB = 16_000;

const MIGRATE_TRIES = 5;

/** Several processes may open a new file at once: one of them creates the tables, the others try again. */
function bringUpToDate(db: BetterSQLite3Database): void {
  for (let attempt = 1; ; attempt++) {
    try {
      migrate(db, { migrationsFolder: MIGRATIONS });
      return;
    } catch (error) {
      if (attempt === MIGRATE_TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100 * attempt);
    }
  }
}

/** A database written by a newer Seatkeeper may contain data that this version would misread. */
function refuseNewer(sqlite: Database.Database, file: string): void {
  if (!isNewer(sqlite)) return;
  sqlite.close();
  throw new StoreError(
    'newer',
    `${file} was written by a newer version of Seatkeeper. Nothing was changed. Install that version again, or restore a backup made with this one.`,
  );
}

function refuseDamaged(sqlite: Database.Database, file: string, copy: boolean): void {
  const found = damageIn(sqlite, copy || statSync(file).size < LARGE_BYTES);
  if (found === null) return;
  sqlite.close();
  throw new StoreError(
    'damaged',
    `${file} is damaged (${found}). Stop Seatkeeper, then restore the last backup: seatkeeper restore <backup file>`,
  );
}

/**
 * From this size on, a start does not compare each index with its table: that takes ten times as long as the other checks, eight seconds of processor time for a
 * million accounts, during which the service answers nobody. A backup is checked completely, whatever its size.
 */
const LARGE_BYTES = 400_000_000;

/** What is wrong with the pages of a database; `null` when nothing is. `whole`: also compares every index with its table. */
export function damageIn(sqlite: Database.Database, whole: boolean): string | null {
  const check = whole ? 'integrity_check' : 'quick_check';
  const problems = sqlite.pragma(`${check}(3)`) as Readonly<Record<string, string>>[];
  const found = problems.map((problem) => problem[check] ?? '');
  return found[0] === 'ok' ? null : found.join('; ');
}
