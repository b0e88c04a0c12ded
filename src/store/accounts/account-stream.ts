import type { Account, ColumnValue } from '../../domain/account.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import { parsedLists } from '../people/owners.ts';
import type { Source } from '../sources/sources.ts';
import type { StoredAccount } from './accounts.ts';

/** Row ids covered before other work has its turn: a few milliseconds. */
const WINDOW = 250;
/** An app with at least this share of all accounts is read along the table. */
const SHARE = 0.2;

/**
 * All visible accounts of an app that meet a condition, in the order in which the app first listed them, a page at a time. A
 * large app is read along the table, which is several times faster than by its own ids; a small one by its index.
 */
export function* accountStream(
  store: Store,
  app: Source,
  where = '1',
  values: readonly unknown[] = [],
): Iterable<readonly StoredAccount[]> {
  const read = toAccounts(app.id);
  for (const page of streamed(store, app, COLUMNS, where, values)) yield read(page as Raw[]);
}

/** The metadata of the accounts as JSON, a page at a time. */
export function* metadataStream(store: Store, app: Source): Iterable<readonly string[]> {
  for (const page of streamed(store, app, 'columns', 'columns IS NOT NULL', [], 'one'))
    yield page as string[];
}

function* streamed(
  store: Store,
  app: Source,
  columns: string,
  where: string,
  values: readonly unknown[],
  cells: 'all' | 'one' = 'all',
): Iterable<readonly unknown[]> {
  const { first, last } = store.sqlite
    .prepare('SELECT min(id) AS first, max(id) AS last FROM account')
    .get() as {
    first: number | null;
    last: number | null;
  };
  if (first === null || last === null) return;
  // The same as VISIBLE, without a look-up of the source for every row.
  const shown = `gone_at IS NULL AND first_run <= ${app.sealedRun} AND (${where})`;
  const reader = (sql: string) => {
    const statement = store.sqlite.prepare<unknown[]>(sql);
    return cells === 'one' ? statement.pluck() : statement.raw();
  };
  const index = indexHint(store, 'account_key');
  if (index !== '' && app.numbers.total < (last - first) * SHARE) {
    const ids = store.sqlite
      .prepare(`SELECT id FROM account ${index} WHERE app = ?`)
      .pluck()
      .all(app.id) as number[];
    const read = reader(
      `SELECT ${columns} FROM account WHERE id IN (SELECT value FROM json_each(?)) AND ${shown} ORDER BY id`,
    );
    ids.sort((a, b) => a - b);
    for (let at = 0; at < ids.length; at += WINDOW)
      yield read.all(JSON.stringify(ids.slice(at, at + WINDOW)), ...values);
    return;
  }
  const read = reader(
    `SELECT ${columns} FROM account NOT INDEXED WHERE id BETWEEN ? AND ? AND app = ? AND ${shown} ORDER BY id`,
  );
  for (let from = first; from <= last; from += WINDOW)
    yield read.all(from, from + WINDOW - 1, app.id, ...values);
}

const COLUMNS =
  'id, external_id, email, emails, username, name, state, kind, role, licenses, last_active, created, columns, person, rule, via, status, offboarded, known, concern, first_seen, last_person';

type Raw = [
  row: number,
  id: string,
  email: string | null,
  emails: string | null,
  username: string | null,
  name: string | null,
  state: Account['state'],
  kind: Account['kind'],
  role: string | null,
  licenses: string | null,
  lastActive: string | null,
  created: string | null,
  columns: string | null,
  person: number | null,
  rule: StoredAccount['rule'],
  via: string | null,
  status: StoredAccount['status'],
  offboarded: number,
  known: number,
  concern: StoredAccount['concern'],
  firstSeen: string,
  lastPerson: number | null,
];

const NONE: readonly string[] = [];
const NO_COLUMNS: Readonly<Record<string, ColumnValue>> = {};

/** Rows as arrays are read in half the time of rows as objects. */
function toAccounts(app: number): (page: readonly Raw[]) => readonly StoredAccount[] {
  const listOf = parsedLists();
  const recordOf = parsedRecords();
  return (page) =>
    page.map((raw) => ({
      row: raw[0],
      app,
      account: {
        id: raw[1],
        emails: raw[3] === null ? (raw[2] === null ? NONE : [raw[2]]) : (JSON.parse(raw[3]) as string[]),
        username: raw[4],
        name: raw[5],
        state: raw[6],
        kind: raw[7],
        role: raw[8],
        licenses: raw[9] === null ? NONE : listOf(raw[9]),
        lastActive: raw[10],
        created: raw[11],
        columns: raw[12] === null ? NO_COLUMNS : recordOf(raw[12]),
      },
      person: raw[13],
      lastPerson: raw[21],
      rule: raw[14],
      via: raw[15],
      status: raw[16],
      offboarded: raw[17] === 1,
      known: raw[18] === 1,
      concern: raw[19],
      firstSeen: raw[20],
      goneAt: null,
    }));
}

/** How many are cached: metadata are mostly teams and places that many accounts share. */
const REMEMBERED = 30_000;

function parsedRecords(): (json: string) => Readonly<Record<string, ColumnValue>> {
  const records = new Map<string, Readonly<Record<string, ColumnValue>>>();
  return (json) => {
    const known = records.get(json);
    if (known !== undefined) return known;
    const record = JSON.parse(json) as Record<string, ColumnValue>;
    if (records.size < REMEMBERED) records.set(json, record);
    return record;
  };
}
