import { StoreError } from '../db/errors.ts';
import type { Store } from '../db/open.ts';

export type BulkTable = 'account' | 'person';

/** As in migrations/; a test holds the two against each other. */
export const BULK_INDEXES = {
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
} as const satisfies Record<BulkTable, Record<string, string>>;

/**
 * A first import is several times faster when the large indexes are built at its end. Only into an empty table: everybody
 * else's look-ups need them.
 */
export function beginBulk(store: Store, table: BulkTable): boolean {
  if (store.sqlite.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined) return false;
  store.write(() => {
    for (const name of Object.keys(BULK_INDEXES[table])) store.run(`DROP INDEX IF EXISTS ${name}`);
  });
  return true;
}

/** Makes SQLite use an index, while it is there. */
export function hint(store: Store, index: string): string {
  return isThere(store, index) ? `INDEXED BY ${index}` : '';
}

/** Whether a first import is filling the table: it was empty, and nothing that is in it counts yet. */
export function isImporting(store: Store, table: BulkTable): boolean {
  return !isThere(store, `${table}_key`);
}

function isThere(store: Store, index: string): boolean {
  const found = store.sqlite.prepare("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?");
  return found.get(index) !== undefined;
}

/** Called by `recover` too, in case a first import was killed in between. Throws `isDuplicate` when an id was listed twice. */
export function endBulk(store: Store, table: BulkTable): void {
  const present = store.sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").pluck().all();
  for (const [name, sql] of Object.entries(BULK_INDEXES[table])) {
    if (!present.includes(name)) store.write(() => store.run(sql));
  }
}

/** An id that a source listed twice, for the error after a failed `endBulk`. */
export function duplicateId(store: Store, table: BulkTable, source: number, run: number): string {
  const owner = table === 'account' ? 'app' : 'source';
  const id = store.sqlite
    .prepare(
      `SELECT external_id FROM ${table} WHERE ${owner} = ? AND first_run = ? GROUP BY external_id HAVING count(*) > 1 LIMIT 1`,
    )
    .pluck()
    .get(source, run);
  return String(id ?? '');
}

export function isDuplicate(error: unknown): boolean {
  if (error instanceof StoreError) return isDuplicate(error.cause);
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}
