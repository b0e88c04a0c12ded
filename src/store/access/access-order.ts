import { type AccessColumn, troubleOf } from '../../domain/access/access-column.ts';
import { typeOfValue } from '../../domain/access/column-type.ts';
import type { AccountState, ColumnValue } from '../../domain/account.ts';
import { ACCOUNT_LABEL } from '../accounts/account-sql.ts';
import type { Store } from '../db/open.ts';
import { groupsHere } from '../people/employed-person-sql.ts';
import { fieldHere } from '../people/field-order.ts';
import { KIND, KNOWN, OFFBOARDED, RULE, STATE, STATUS, word } from './access-codes.ts';
import { type AccessIndex, readIndexRows } from './access-index.ts';
import type { Order } from './access-selection.ts';
import type { InTurns } from './in-turns.ts';
import { type Places, ranking } from './ranking.ts';

/** Columns whose order is computed from the table, with their SQL. */
const IN_TABLE: Readonly<Record<string, string>> = {
  account: ACCOUNT_LABEL,
  email: 'email',
  username: 'username',
  name: 'name',
  role: 'role',
  id: 'external_id',
  created: 'created',
  first_seen: 'first_seen',
};

/** The order of a column that the index itself knows; `null` for every other one. */
export function orderInIndex(index: AccessIndex, { key, own }: AccessColumn): Order | null {
  if (own !== null) return null;
  switch (key) {
    case 'status':
      return byFacts(index, STATUS, inOrder(STATUS.words));
    case 'kind':
      return byFacts(index, KIND, inOrder(KIND.words));
    case 'state':
      return byFacts(index, STATE, inOrder(STATE.words));
    case 'offboarded':
      return byFacts(index, { mask: OFFBOARDED, shift: Math.log2(OFFBOARDED) }, [1, 2]);
    case 'match':
      // The strongest rule first; an account without an owner has none.
      return byFacts(index, RULE, [...RULE.words.keys()]);
    case 'last_active':
      return { places: index.lastActive, numbers: null };
    case 'licenses':
      return { places: inOrder(index.licenseSets.map((set) => set.join(', '))), numbers: index.licenses };
    default:
      return null;
  }
}

/** What needs a decision first: see `troubleOf`. */
export function troubleOrder({ facts }: AccessIndex): Order {
  const places = new Uint8Array(1 << 16);
  for (let value = 0; value < places.length; value++)
    places[value] = troubleOf({
      status: word(STATUS, value),
      state: word(STATE, value),
      kind: word(KIND, value),
      offboarded: (value & OFFBOARDED) !== 0,
      known: (value & KNOWN) !== 0,
    });
  return { places, numbers: facts };
}

/** The places of all possible facts, of which only these bits matter. */
function byFacts(
  { facts }: AccessIndex,
  { mask, shift }: { readonly mask: number; readonly shift: number },
  placeOf: ArrayLike<number>,
): Order {
  const places = new Uint32Array(1 << 16);
  for (let value = 0; value < places.length; value++) places[value] = placeOf[(value & mask) >> shift] ?? 0;
  return { places, numbers: facts };
}

/** The order of a column of the table, or of the app's own metadata, by position. */
export function* rankColumn(store: Store, index: AccessIndex, column: AccessColumn): InTurns<Places> {
  const ranks = ranking(index.rows.length);
  const expression = column.own === null ? IN_TABLE[column.key] : 'columns';
  if (expression === undefined) throw new Error(`the column ${column.key} has no order`);
  for (const page of readIndexRows(store, index, `id, ${expression}`)) {
    for (const { position, values } of page) {
      const key = column.own === null ? values[1] : ownKey(values[1], column);
      if (typeof key === 'string' || typeof key === 'number') ranks.add(position, key);
    }
    yield;
  }
  return yield* ranks.finish();
}

/** The facts about owners that accounts are sorted by. */
interface OrderedPerson {
  readonly name: string;
  readonly department: string | null;
  readonly manager: string | null;
  readonly lastDay: string | null;
  readonly groups: string;
}

/** The order of what accounts cost; `cost` is asked once for each set of licenses, for open and for closed accounts. */
export function* rankCost(
  { facts, licenses, licenseSets }: AccessIndex,
  cost: (licenses: readonly string[], state: AccountState) => number | null,
): InTurns<Places> {
  const ranks = ranking(facts.length);
  const known = new Map<string, number | null>();
  for (let position = 0; position < facts.length; position++) {
    const set = licenses[position] ?? 0;
    const state = word(STATE, facts[position] ?? 0);
    const key = `${set} ${state}`;
    let amount = known.get(key);
    if (amount === undefined) {
      amount = cost(licenseSets[set] ?? [], state);
      known.set(key, amount);
    }
    if (amount !== null) ranks.add(position, amount);
    if (position % 40_000 === 0) yield;
  }
  return yield* ranks.finish();
}

/** By ref: 1 for the people about whom the roster reports this. */
export function markReported(store: Store, fact: 'department' | 'manager' | 'end_date'): Uint8Array {
  const marks = new Uint8Array(1 + newestPerson(store));
  const shown = fact === 'end_date' ? fact : fieldHere(store, fact);
  const refs = store.sqlite.prepare(`SELECT id FROM person p WHERE ${shown} IS NOT NULL`).pluck().iterate();
  for (const ref of refs as Iterable<number>) marks[ref] = 1;
  return marks;
}

/** The order of owners, by ref: of their names, or of another text about them. */
export function* rankPeople(store: Store, key: (person: OrderedPerson) => string | null): InTurns<Places> {
  const ranks = ranking(1 + newestPerson(store));
  for (const page of peopleInPages(store)) {
    for (const { ref, ...person } of page) {
      const found = key(person);
      if (found !== null) ranks.add(ref, found);
    }
    yield;
  }
  return yield* ranks.finish();
}

/** By ref: 1 for the people whose groups pass. People who left are in no group. */
export function* markPeople(store: Store, holds: (groups: string) => boolean): InTurns<Uint8Array> {
  const marks = new Uint8Array(1 + newestPerson(store));
  // Companies have few sets of groups, however many people.
  const known = new Map<string, boolean>();
  for (const page of peopleInPages(store)) {
    for (const { ref, groups } of page) {
      const held = known.get(groups) ?? holds(groups);
      if (known.size < 10_000) known.set(groups, held);
      if (held) marks[ref] = 1;
    }
    yield;
  }
  return marks;
}

/** The groups that have members. */
export function* memberedGroups(store: Store): InTurns<ReadonlySet<string>> {
  const lists = new Set<string>();
  for (const page of peopleInPages(store)) {
    for (const { groups } of page) lists.add(groups);
    yield;
  }
  return new Set([...lists].flatMap((list) => JSON.parse(list) as string[]));
}

/** The order of the reasons for which accounts are known, by row. There are few, so it is computed each time. */
export function orderOfKnown({ facts, rows }: AccessIndex, reasons: ReadonlyMap<number, string>): Order {
  const places = inOrder([...reasons.values()]);
  const byRow = new Map([...reasons.keys()].map((row, at) => [row, places[at] ?? 0]));
  const byPosition = new Uint32Array(rows.length);
  for (let position = 0; position < rows.length; position++)
    if (((facts[position] ?? 0) & KNOWN) !== 0) byPosition[position] = byRow.get(rows[position] ?? 0) ?? 0;
  return { places: byPosition, numbers: null };
}

function newestPerson(store: Store): number {
  return (store.sqlite.prepare('SELECT max(id) FROM person').pluck().get() as number | null) ?? 0;
}

function* peopleInPages(store: Store): Generator<readonly (OrderedPerson & { readonly ref: number })[]> {
  const read = store.sqlite.prepare(
    `SELECT id AS ref, name, ${fieldHere(store, 'department')} AS department, ${fieldHere(store, 'manager')} AS manager, end_date AS lastDay, ${groupsHere(store)} AS "groups"
     FROM person p WHERE id > ? ORDER BY id LIMIT 4000`,
  );
  for (let after = 0; ; ) {
    const page = read.all(after) as (OrderedPerson & { ref: number })[];
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.ref;
  }
}

/** The place of each text among them, from 1; 0 for an empty one. */
function inOrder(texts: readonly string[]): Places {
  const ranks = ranking(texts.length);
  for (const [at, text] of texts.entries()) if (text !== '') ranks.add(at, text);
  const work = ranks.finish();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function ownKey(columns: unknown, { own, type }: AccessColumn): string | number | null {
  if (own === null || typeof columns !== 'string') return null;
  const value = (JSON.parse(columns) as Record<string, ColumnValue>)[own] ?? null;
  if (typeOfValue(value) === null || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = type === 'number' ? Number(value) : Number.NaN;
  return Number.isNaN(number) ? String(value) : number;
}
