import { type ColumnType, columnType, typeOfValue } from '../../domain/access/column-type.ts';
import type { AccountState, ColumnValue } from '../../domain/account.ts';
import { metadataStream } from '../accounts/account-stream.ts';
import type { Store } from '../db/open.ts';
import type { Source } from '../sources/sources.ts';
import { HIDDEN, KNOWN, OFFBOARDED, RULE, STATE, word } from './access-codes.ts';
import { type AccessIndex, readIndexRows } from './access-index.ts';
import type { InTurns } from './in-turns.ts';

export interface OwnCount {
  readonly key: string;
  /** The type that its values look like. */
  readonly type: ColumnType;
  readonly rows: number;
}

/** How many accounts have something in a column that the index does not hold. */
export interface ColumnCounts {
  /** Of the columns every app has, by key. */
  readonly common: Readonly<Record<string, number>>;
  /** Of the app's own metadata, in the order of their first appearance. */
  readonly own: readonly OwnCount[];
}

const FROM_TABLE = ['email', 'username', 'name', 'role', 'created'];
/** Metadata repeats, so the same text is parsed once for many accounts. */
const REMEMBERED = 20_000;

export function* countColumns(store: Store, index: AccessIndex): InTurns<ColumnCounts> {
  const own = new Map<string, { rows: number; types: Set<ColumnType> }>();
  const fromTable = FROM_TABLE.map(() => 0);
  let texts = new Map<string, number>();
  const look = () => {
    for (const [text, times] of texts) countOwn(own, JSON.parse(text) as Record<string, ColumnValue>, times);
    texts = new Map();
  };
  for (const page of readIndexRows(
    store,
    index,
    `id, columns, ${FROM_TABLE.map((name) => `${name} IS NOT NULL`).join(', ')}`,
  )) {
    for (const { values } of page) {
      const [, columns, ...there] = values as [number, string | null, ...number[]];
      for (const [at, yes] of there.entries()) fromTable[at] = (fromTable[at] ?? 0) + yes;
      if (columns !== null) texts.set(columns, (texts.get(columns) ?? 0) + 1);
    }
    if (texts.size > REMEMBERED) look();
    yield;
  }
  look();
  return {
    common: Object.fromEntries(FROM_TABLE.map((name, at) => [name, fromTable[at] ?? 0])),
    own: [...own].map(([key, { rows, types }]) => ({ key, rows, type: columnType(types) })),
  };
}

/** The app's own metadata alone, read along the table: for a process that answers one question and builds no index. */
export function* countMetadata(store: Store, app: Source): InTurns<readonly OwnCount[]> {
  const own = new Map<string, { rows: number; types: Set<ColumnType> }>();
  let texts = new Map<string, number>();
  const look = () => {
    for (const [text, times] of texts) countOwn(own, JSON.parse(text) as Record<string, ColumnValue>, times);
    texts = new Map();
  };
  for (const page of metadataStream(store, app)) {
    for (const text of page) texts.set(text, (texts.get(text) ?? 0) + 1);
    if (texts.size > 2 * REMEMBERED) look();
    yield;
  }
  look();
  return [...own].map(([key, { rows, types }]) => ({ key, rows, type: columnType(types) }));
}

function countOwn(
  own: Map<string, { rows: number; types: Set<ColumnType> }>,
  columns: Readonly<Record<string, ColumnValue>>,
  times: number,
): void {
  for (const [key, value] of Object.entries(columns)) {
    let found = own.get(key);
    if (found === undefined) {
      found = { rows: 0, types: new Set() };
      own.set(key, found);
    }
    const type = typeOfValue(value);
    if (type === null) continue;
    found.rows += times;
    found.types.add(type);
  }
}

/** The same for the columns that the index holds. */
export function countIndex(index: AccessIndex): Readonly<Record<string, number>> {
  let [rows, person, offboarded, known, match, licenses, lastActive] = [0, 0, 0, 0, 0, 0, 0];
  for (const [position, facts] of index.facts.entries()) {
    if ((facts & HIDDEN) !== 0) continue;
    rows++;
    if (index.owners[position] !== 0) person++;
    if ((facts & OFFBOARDED) !== 0) offboarded++;
    if ((facts & KNOWN) !== 0) known++;
    if ((facts & RULE.mask) !== 0) match++;
    if (index.licenses[position] !== 0) licenses++;
    if (index.lastActive[position] !== 0) lastActive++;
  }
  const always = { account: rows, status: rows, kind: rows, state: rows, id: rows, first_seen: rows };
  return { ...always, person, offboarded, known, match, licenses, last_active: lastActive };
}

/** How many accounts belong to people who are marked, by ref. */
export function countOwned({ facts, owners }: AccessIndex, marks: Uint8Array): number {
  let count = 0;
  for (let position = 0; position < facts.length; position++)
    if (((facts[position] ?? 0) & HIDDEN) === 0 && marks[owners[position] ?? 0] === 1) count++;
  return count;
}

/** How many accounts there are, grouped by what decides on their cost. */
export function countSets({ facts, licenses, licenseSets }: AccessIndex): readonly {
  readonly licenses: readonly string[];
  readonly state: AccountState;
  readonly count: number;
}[] {
  const counts = new Map<number, number>();
  const states = STATE.words.length;
  for (let position = 0; position < facts.length; position++) {
    const bits = facts[position] ?? 0;
    if ((bits & HIDDEN) !== 0) continue;
    const key = (licenses[position] ?? 0) * states + STATE.words.indexOf(word(STATE, bits));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({
    licenses: licenseSets[Math.floor(key / states)] ?? [],
    state: STATE.words[key % states] ?? 'unknown',
    count,
  }));
}
