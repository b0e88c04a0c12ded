import type { StoredAccount } from '../accounts/accounts.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import { FACTS_SQL, factsOf, HIDDEN, LAST_ACTIVE_SQL } from './access-codes.ts';
import type { InTurns } from './in-turns.ts';

/**
 * The accounts of one app as columns of numbers, 18 bytes each. They are filtered and sorted in milliseconds; the table itself,
 * hundreds of bytes wide, would take a second. An account's position is its place in the order of the app's own ids.
 */
export interface AccessIndex {
  readonly app: number;
  readonly sealedRun: number;
  /** Row ids by position. */
  readonly rows: Uint32Array;
  /** See access-codes.ts. */
  readonly facts: Uint16Array;
  /** Numbers of license sets; 0 is the empty one. */
  readonly licenses: Uint32Array;
  readonly licenseSets: (readonly string[])[];
  /** Seconds since 1970; 0 is never. */
  readonly lastActive: Uint32Array;
  /** Refs of people; 0 is nobody. */
  readonly owners: Uint32Array;
}

/** Rows read between two pauses: a few milliseconds. */
const PAGE = 4000;
/** A gap between row ids that is slower to walk through than to jump over. */
const GAP = 200;

type Entry = [row: number, facts: number, licenses: string | null, lastActive: number, owner: number];
const ENTRY = `id, ${FACTS_SQL}, licenses, ${LAST_ACTIVE_SQL}, ifnull(person, 0)`;

export function* buildAccessIndex(store: Store, app: number, sealedRun: number): InTurns<AccessIndex> {
  const rows = yield* rowsInOrder(store, app);
  const index: AccessIndex = {
    app,
    sealedRun,
    rows,
    facts: new Uint16Array(rows.length).fill(HIDDEN),
    licenses: new Uint32Array(rows.length),
    licenseSets: [[]],
    lastActive: new Uint32Array(rows.length),
    owners: new Uint32Array(rows.length),
  };
  const numbers = new Map<string, number>();
  for (const page of readIndexRows(store, index, ENTRY)) {
    for (const { position, values } of page) setEntry(index, numbers, position, values as Entry);
    yield;
  }
  return index;
}

/** Reads these rows again. Rows that the index lacks belong to a run that is not sealed: the next index will have them. */
export function refreshAccessIndex(store: Store, index: AccessIndex, rows: Iterable<number>): void {
  const read = store.sqlite
    .prepare(
      `SELECT external_id, gone_at IS NULL AND first_run <= ? AS shown, ${ENTRY} FROM account WHERE id = ? AND app = ?`,
    )
    .raw();
  const numbers = new Map(index.licenseSets.map((set, at) => [JSON.stringify(set), at]));
  for (const row of rows) {
    const found = read.get(index.sealedRun, row, index.app) as [string, number, ...Entry] | undefined;
    const position = found === undefined ? null : positionOf(store, index, found[0]);
    if (found === undefined || position === null || index.rows[position] !== row) continue;
    const [, shown, ...entry] = found;
    setEntry(index, numbers, position, entry);
    if (shown === 0) index.facts[position] = HIDDEN;
  }
}

/** Whether index and table agree about an account. */
export function agrees(index: AccessIndex, position: number, account: StoredAccount): boolean {
  return (
    index.facts[position] === factsOf(account) && (index.owners[position] ?? 0) === (account.person ?? 0)
  );
}

/** The position of the account with this id, by binary search: the ids themselves are only in the table. */
function positionOf(store: Store, { rows }: AccessIndex, externalId: string): number | null {
  const compare = store.sqlite
    .prepare('SELECT (external_id > ?) - (external_id < ?) FROM account WHERE id = ?')
    .pluck();
  for (let low = 0, high = rows.length - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    const order = compare.get(externalId, externalId, rows[middle]) as number | undefined;
    if (order === 0) return middle;
    if (order === undefined) return null;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

export interface ReadRow {
  readonly position: number;
  /** The row id first, then the columns that were asked for. */
  readonly values: readonly unknown[];
}

/** Reads columns of all visible rows of an index, along the table, a page at a time. `columns` must start with `id`. */
export function* readIndexRows(
  store: Store,
  { app, sealedRun, rows }: Pick<AccessIndex, 'app' | 'sealedRun' | 'rows'>,
  columns: string,
): Generator<readonly ReadRow[]> {
  const read = store.sqlite
    .prepare(
      `SELECT ${columns} FROM account NOT INDEXED WHERE id BETWEEN ? AND ? AND app = ? AND gone_at IS NULL AND first_run <= ?`,
    )
    .raw();
  const { first, positions } = byRow(rows);
  for (const [from, to] of windows(first, positions)) {
    const found = read.all(from, to, app, sealedRun) as [number, ...unknown[]][];
    const page: ReadRow[] = [];
    for (const values of found) {
      const position = (positions[values[0] - first] ?? 0) - 1;
      if (position >= 0) page.push({ position, values });
    }
    yield page;
  }
}

function setEntry(
  index: AccessIndex,
  numbers: Map<string, number>,
  position: number,
  [, facts, licenses, lastActive, owner]: Entry,
): void {
  index.facts[position] = facts;
  index.lastActive[position] = lastActive;
  index.owners[position] = owner;
  let number = licenses === null ? 0 : numbers.get(licenses);
  if (number === undefined) {
    number = index.licenseSets.push(JSON.parse(licenses ?? '[]') as string[]) - 1;
    numbers.set(licenses ?? '', number);
  }
  index.licenses[position] = number;
}

/** The row ids of an app in the order of its own ids, read from the SQL index alone. */
function* rowsInOrder(store: Store, app: number): InTurns<Uint32Array> {
  const read = store.sqlite
    .prepare(
      `SELECT id, external_id FROM account ${indexHint(store, 'account_key')} WHERE app = ? AND external_id > ? ORDER BY external_id LIMIT ${PAGE}`,
    )
    .raw();
  let rows = new Uint32Array(1024);
  let count = 0;
  for (let after = ''; ; ) {
    const page = read.all(app, after) as [number, string][];
    if (count + page.length > rows.length) {
      const more = new Uint32Array(Math.max(rows.length * 2, count + page.length));
      more.set(rows);
      rows = more;
    }
    for (const [row] of page) rows[count++] = row;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return rows.slice(0, count);
    after = last[1];
    yield;
  }
}

/** Position + 1 by row id. */
function byRow(rows: Uint32Array): { first: number; positions: Uint32Array } {
  let [first, last] = [Number.POSITIVE_INFINITY, -1];
  for (const row of rows) {
    if (row < first) first = row;
    if (row > last) last = row;
  }
  const positions = new Uint32Array(rows.length === 0 ? 0 : last - first + 1);
  for (let position = 0; position < rows.length; position++)
    positions[(rows[position] ?? 0) - first] = position + 1;
  return { first, positions };
}

/** Ranges of row ids with a page of rows each, without the gaps that rows of other apps leave. */
function* windows(first: number, positions: Uint32Array): Generator<[from: number, to: number]> {
  let [from, to, count] = [-1, -1, 0];
  for (let at = 0; at < positions.length; at++) {
    if (positions[at] === 0) continue;
    if (from >= 0 && (count >= PAGE || at - to > GAP)) {
      yield [first + from, first + to];
      [from, count] = [-1, 0];
    }
    if (from < 0) from = at;
    to = at;
    count++;
  }
  if (from >= 0) yield [first + from, first + to];
}
