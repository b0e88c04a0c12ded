import { hasIndex } from '../db/index-hint.ts';
import { CACHE_KB, type Store } from '../db/open.ts';

export type ImportTable = 'account' | 'person';

/** As in migrations/; a test compares the two. */
export const IMPORT_INDEXES = {
  account: {
    account_key: 'CREATE UNIQUE INDEX `account_key` ON `account` (`app`,`external_id`)',
    account_owner: 'CREATE INDEX `account_owner` ON `account` (`person`) WHERE person is not null',
    account_loose:
      "CREATE INDEX `account_loose` ON `account` (`email`) WHERE person is null or rule not in ('manual-link', 'email')",
  },
  person: {
    person_key: 'CREATE UNIQUE INDEX `person_key` ON `person` (`source`,`external_id`)',
    person_email: 'CREATE INDEX `person_email` ON `person` (`email`)',
    person_local: 'CREATE INDEX `person_local` ON `person` (`local_key`)',
    person_name: 'CREATE INDEX `person_name` ON `person` (`name_key`)',
  },
} as const satisfies Record<ImportTable, Record<string, string>>;

/**
 * The page cache of the connection during the import. It needs no look-ups, and SQLite sorts in pieces as large as this cache: pieces that
 * fit into the processor's cache are sorted in two thirds of the time.
 */
const IMPORT_CACHE_KB = 4000;

/**
 * Drops the large indexes of an empty table, so that they can be built once at the end; `false` when the table is not empty,
 * because look-ups in its rows need them.
 */
export function startFirstImport(store: Store, table: ImportTable): boolean {
  if (store.sqlite.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined) return false;
  store.write(() => {
    for (const name of Object.keys(IMPORT_INDEXES[table])) store.run(`DROP INDEX IF EXISTS ${name}`);
  });
  store.sqlite.pragma(`cache_size = -${IMPORT_CACHE_KB}`);
  return true;
}

/** Whether a first import is filling the table: it was empty, and nothing in it is visible yet. */
export function isImporting(store: Store, table: ImportTable): boolean {
  return !hasIndex(store, `${table}_key`);
}

/**
 * Builds the indexes that are missing. `recover` calls it too, in case the process was killed during a first import. Throws an
 * error that `isUniqueViolation` recognises when the source listed an id twice.
 */
export function finishFirstImport(store: Store, table: ImportTable): void {
  const present = store.sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").pluck().all();
  const missing = Object.entries(IMPORT_INDEXES[table]).filter(([name]) => !present.includes(name));
  if (missing.length === 0) return;
  store.sqlite.pragma(`cache_size = -${IMPORT_CACHE_KB}`);
  try {
    for (const [, sql] of missing) store.write(() => store.run(sql));
  } finally {
    store.sqlite.pragma(`cache_size = -${CACHE_KB}`);
  }
}

/** An id that the source listed twice, for the error message when `finishFirstImport` failed. */
export function duplicateId(store: Store, table: ImportTable, source: number, run: number): string {
  const owner = table === 'account' ? 'app' : 'source';
  const id = store.sqlite
    .prepare(
      `SELECT external_id FROM ${table} WHERE ${owner} = ? AND first_run = ? GROUP BY external_id HAVING count(*) > 1 LIMIT 1`,
    )
    .pluck()
    .get(source, run);
  return String(id ?? '');
}
