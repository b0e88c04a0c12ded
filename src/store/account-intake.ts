import type { Account } from '../domain/account.ts';
import type { Assessment } from '../domain/assess.ts';
import type { AccountStatus, Concern } from '../domain/classify.ts';
import type { Earlier, MatchRule } from '../domain/match.ts';
import {
  FACT_COLUMNS,
  type FactValues,
  factValues,
  VERDICT_COLUMNS,
  verdictValues,
} from './account-facts.ts';
import { StoreError } from './errors.ts';
import type { Store } from './open.ts';

/** What the store has of an account that a run lists. */
export interface ListedBefore {
  readonly row: number;
  readonly fingerprint: number;
  readonly status: AccountStatus;
  readonly concern: Concern | null;
  readonly earlier: Earlier | null;
  /** It was marked gone and is back. */
  readonly wasGone: boolean;
}

/** Writes what one run reads. New accounts are stored but not visible, changes wait: nothing shows before the run is sealed. */
export interface AccountIntake {
  before(externalId: string): ListedBefore | null;
  facts(account: Account): FactValues;
  /** Returns the new row's id, or `null` when this run has listed the id already. */
  add(externalId: string, facts: FactValues, assessment: Assessment): number | null;
  change(row: number, facts: FactValues, assessment: Assessment): void;
}

const HOLDERS = (count: number) => Array.from({ length: count }, () => '?').join(', ');

export function accountIntake(
  store: Store,
  app: number,
  run: number,
  at: string,
  knowsApp: boolean,
): AccountIntake {
  const find = store.sqlite
    .prepare(
      'SELECT id, fingerprint, status, concern, person, rule, via, email, gone_at FROM account WHERE app = ? AND external_id = ?',
    )
    .raw();
  const insert = store.sqlite.prepare(
    `INSERT INTO account (app, external_id, first_run, first_seen, ${FACT_COLUMNS}, ${VERDICT_COLUMNS}) VALUES (${HOLDERS(4 + 12 + 7)})`,
  );
  const stage = store.sqlite.prepare(
    `INSERT INTO account_change (account, run, ${FACT_COLUMNS}, ${VERDICT_COLUMNS}) VALUES (${HOLDERS(2 + 12 + 7)})`,
  );
  return {
    before: (externalId) => (knowsApp ? toListed(find.get(app, externalId)) : null),
    facts: factValues,
    add: (externalId, facts, assessment) => {
      try {
        const made = insert.run(app, externalId, run, at, ...facts, ...verdictValues(assessment, facts[0]));
        return Number(made.lastInsertRowid);
      } catch (error) {
        if (isDuplicate(error)) return null;
        throw error;
      }
    },
    change: (row, facts, assessment) => {
      stage.run(row, run, ...facts, ...verdictValues(assessment, facts[0]));
    },
  };
}

type FoundRow = [
  number,
  number,
  AccountStatus,
  Concern | null,
  number | null,
  MatchRule | null,
  string | null,
  string | null,
  string | null,
];

function toListed(found: unknown): ListedBefore | null {
  if (found === undefined) return null;
  const [row, fingerprint, status, concern, person, rule, via, email, goneAt] = found as FoundRow;
  const earlier = person === null || rule === null ? null : { person, rule, via, email };
  return { row, fingerprint, status, concern, earlier, wasGone: goneAt !== null };
}

/** Moves up to `limit` waiting changes of the run into the picture; `false` when none are left. */
export function applyAccountChanges(store: Store, run: number, limit: number): boolean {
  return store.write(() => {
    const assignments = [...FACT_COLUMNS.split(', '), ...VERDICT_COLUMNS.split(', ')]
      .map((column) => `${column} = c.${column}`)
      .join(', ');
    store.sqlite.exec('CREATE TEMP TABLE IF NOT EXISTS batch (account INTEGER PRIMARY KEY)');
    store.sqlite.exec('DELETE FROM batch');
    const taken = store.sqlite
      .prepare('INSERT INTO batch SELECT account FROM account_change WHERE run = ? ORDER BY account LIMIT ?')
      .run(run, limit);
    store.sqlite
      .prepare(
        `UPDATE account SET ${assignments}, gone_at = NULL FROM account_change c
         WHERE account.id = c.account AND c.account IN (SELECT account FROM batch)`,
      )
      .run();
    store.sqlite.exec('DELETE FROM account_change WHERE account IN (SELECT account FROM batch)');
    return taken.changes === limit;
  });
}

/** Forgets what an unsealed run brought, a batch at a time. Its rows are the newest ones: one sync runs at a time. */
export function dropAccountIntake(store: Store, app: number, run: number): void {
  store.write(() => store.sqlite.prepare('DELETE FROM account_change WHERE run = ?').run(run));
  const remove = store.sqlite.prepare('DELETE FROM account WHERE id > ? AND app = ? AND first_run = ?');
  const newest = store.sqlite.prepare('SELECT max(id) FROM account').pluck();
  for (let top = newest.get() as number | null; top !== null; top = newest.get() as number | null) {
    const from = top - 5000;
    if (store.write(() => remove.run(from, app, run).changes) === 0) return;
  }
}

export function markGone(store: Store, rows: readonly number[], at: string): void {
  store.sqlite
    .prepare('UPDATE account SET gone_at = ?, concern = NULL WHERE id IN (SELECT value FROM json_each(?))')
    .run(at, JSON.stringify(rows));
}

/** Visible accounts of the app that the run did not see. */
export function unseenAccounts(store: Store, app: number, seen: (row: number) => boolean): number[] {
  const rows: number[] = [];
  const all = store.sqlite
    .prepare(
      'SELECT id FROM account WHERE app = ? AND gone_at IS NULL AND first_run <= (SELECT sealed_run FROM source WHERE id = ?)',
    )
    .raw();
  for (const row of all.iterate(app, app)) {
    const [id] = row as [number];
    if (!seen(id)) rows.push(id);
  }
  return rows;
}

/**
 * A first import is several times faster when the large indexes are built at its end. Only while the table is nearly empty:
 * everybody else's look-ups need them.
 */
export function beginBulk(store: Store): boolean {
  const few = store.sqlite.prepare('SELECT count(*) AS n FROM (SELECT 1 FROM account LIMIT 10001)').get() as {
    n: number;
  };
  if (few.n > 10_000) return false;
  store.write(() => {
    for (const name of Object.keys(BULK_INDEXES)) store.sqlite.exec(`DROP INDEX IF EXISTS ${name}`);
  });
  return true;
}

/** Also called at start, in case a first import was killed in between. Throws when the app listed an id twice. */
export function endBulk(store: Store): void {
  const present = new Set(
    (
      store.sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").all() as { name: string }[]
    ).map(({ name }) => name),
  );
  for (const [name, sql] of Object.entries(BULK_INDEXES)) {
    if (!present.has(name)) store.write(() => store.sqlite.exec(sql));
  }
}

/** The first id that an app listed twice, for the error after a failed `endBulk`. */
export function duplicateId(store: Store, app: number, run: number): string | null {
  const row = store.sqlite
    .prepare(
      'SELECT external_id AS id FROM account WHERE app = ? AND first_run = ? GROUP BY external_id HAVING count(*) > 1 LIMIT 1',
    )
    .get(app, run) as { id: string } | undefined;
  return row?.id ?? null;
}

/** As in migrations/; a test holds the two against each other. */
const BULK_INDEXES = {
  account_key: 'CREATE UNIQUE INDEX `account_key` ON `account` (`app`,`external_id`)',
  account_owner: 'CREATE INDEX `account_owner` ON `account` (`person`) WHERE person is not null',
} as const;

export function isDuplicate(error: unknown): boolean {
  if (error instanceof StoreError) return isDuplicate(error.cause);
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}
