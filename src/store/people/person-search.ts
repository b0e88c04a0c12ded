import { setImmediate as turn } from 'node:timers/promises';
import { madeKey } from '../../domain/email.ts';
import { nameKey } from '../../domain/lookup/name-key.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import {
  type PersonRow,
  PRESENT,
  personByRef,
  SELECT_PERSON,
  type StoredPerson,
  toPerson,
} from './people.ts';

/** Rows read at a time, which takes about a millisecond; then other work has its turn. */
const ROWS = 2000;

/** People by address, alias, username or roster id, or else by part of their name or address. */
export function searchPeople(store: Store, word: string, limit: number): readonly StoredPerson[] {
  const known = knownSoon(store, word, limit);
  if (known !== null) return known;
  const walk = walkNames(store, word, limit);
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
  }
}

/** The same for text typed into a chat: other requests get their turn in between. */
export async function searchPeopleInTurns(
  store: Store,
  word: string,
  limit: number,
): Promise<readonly StoredPerson[]> {
  const known = knownSoon(store, word, limit);
  if (known !== null) return known;
  const walk = walkNames(store, word, limit);
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
    await turn();
  }
}

/** Everybody whose address, alias, username or roster id this is. Found by indexes alone. */
export function peopleCalled(store: Store, word: string, limit: number): readonly StoredPerson[] {
  const key = madeKey(word);
  if (key === '') return [];
  return distinct(limit, [
    ...prepared(store, BY_EMAIL).all(key, limit),
    ...prepared(store, BY_ID).all(word.trim(), limit),
    ...prepared(store, BY_ALIAS_OR_USERNAME).all(key, limit),
  ]);
}

/** Everybody who has this address, as primary address or alias. */
export function peopleAt(store: Store, address: string, limit: number): readonly StoredPerson[] {
  return distinct(limit, [
    ...prepared(store, BY_EMAIL).all(address, limit),
    ...prepared(store, BY_ALIAS).all(address, limit),
  ]);
}

const BY_EMAIL = `${SELECT_PERSON} WHERE email = ? AND ${PRESENT} LIMIT ?`;
const BY_ID = `${SELECT_PERSON} WHERE source IN (SELECT id FROM source WHERE kind = 'roster') AND external_id = ? AND ${PRESENT} LIMIT ?`;
const BY_ALIAS_OR_USERNAME = `${SELECT_PERSON} WHERE id IN (SELECT person FROM person_lookup WHERE value = ?) AND ${PRESENT} LIMIT ?`;
const BY_ALIAS = `${SELECT_PERSON} WHERE id IN (SELECT person FROM person_lookup WHERE value = ? AND kind = 'alias') AND ${PRESENT} LIMIT ?`;

function distinct(limit: number, rows: readonly unknown[]): readonly StoredPerson[] {
  const found = new Map<number, StoredPerson>();
  for (const person of rows.map((row) => toPerson(row as PersonRow))) found.set(person.ref, person);
  return [...found.values()].slice(0, limit);
}

/** What indexes find: exact matches, or a full list of people whose name or address starts with the word. */
function knownSoon(store: Store, word: string, limit: number): readonly StoredPerson[] | null {
  const called = peopleCalled(store, word, limit);
  if (called.length > 0) return called;
  const key = nameKey(word);
  const named = key === '' ? [] : distinct(limit, prepared(store, BY_NAME).all(key, limit));
  if (named.length > 0 && key.includes(' ')) return named;
  const wanted = word.trim().toLowerCase();
  // The key drops punctuation and sorts words, so a text that it changes is not the start of any key.
  const start = nameKey(wanted) === wanted && wanted !== '' ? wanted : null;
  const found = new Map<number, StoredPerson>();
  for (const sql of start === null ? [] : [BY_NAME_START, BY_EMAIL_START])
    for (const row of prepared(store, sql).all(start, `${start}\uffff`, limit)) {
      const person = toPerson(row as PersonRow);
      if (sql === BY_EMAIL_START || person.name.toLowerCase().includes(wanted)) found.set(person.ref, person);
    }
  return found.size < limit ? null : wholeWordsFirst([...found.values()], key).slice(0, limit);
}

const BY_NAME = `${SELECT_PERSON} WHERE name_key = ? AND ${PRESENT} ORDER BY name LIMIT ?`;
const BY_NAME_START = `${SELECT_PERSON} WHERE name_key >= ? AND name_key < ? AND ${PRESENT} ORDER BY name_key LIMIT ?`;
const BY_EMAIL_START = `${SELECT_PERSON} WHERE email >= ? AND email < ? AND ${PRESENT} ORDER BY email LIMIT ?`;

/** No index finds part of a name or address, so all people are read, some at a time. */
function* walkNames(store: Store, word: string, limit: number): Generator<void, readonly StoredPerson[]> {
  const part = `%${like(word.trim().toLowerCase())}%`;
  // Words are sorted in keys, and have no accents.
  const words = nameKey(word);
  const folded = words === '' ? part : `%${words.split(' ').map(like).join('%')}%`;
  const last = store.sqlite.prepare('SELECT max(id) FROM person').pluck().get() as number | null;
  let found: Named[] = [];
  for (let from = 0; from <= (last ?? -1); from += ROWS) {
    found.push(...(prepared(store, BY_PART).all(from, from + ROWS - 1, part, part, folded) as Named[]));
    if (found.length > limit) found = wholeWordsFirst(found, words).slice(0, limit);
    yield;
  }
  return wholeWordsFirst(found, words).flatMap(({ id }) => personByRef(store, id) ?? []);
}

interface Named {
  readonly id: number;
  readonly name: string;
}

function like(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** People called Kim come before those called Kimura, and those before people called Akim. */
function wholeWordsFirst<T extends { readonly name: string }>(people: readonly T[], words: string): T[] {
  const wanted = words.split(' ');
  const rank = ({ name }: T) => {
    const own = nameKey(name).split(' ');
    if (wanted.every((word) => own.includes(word))) return 0;
    return wanted.every((word) => own.some((part) => part.startsWith(word))) ? 1 : 2;
  };
  const ranked = byName(people).map((person) => ({ person, rank: rank(person) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ person }) => person);
}

const BY_PART = `SELECT id, name FROM person WHERE id BETWEEN ? AND ? AND (name LIKE ? ESCAPE '\\' OR email LIKE ? ESCAPE '\\' OR name_key LIKE ? ESCAPE '\\') AND ${PRESENT}`;

function byName<T extends { readonly name: string }>(people: readonly T[]): T[] {
  return [...people].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
