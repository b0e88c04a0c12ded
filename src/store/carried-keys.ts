import { normaliseText } from '../domain/email.ts';
import { hash53 } from '../domain/hash.ts';
import type { Store } from './open.ts';
import { peopleBasis } from './people-basis.ts';

/** 26 bits of a key's hash before 27 of the person's row: what a double holds exactly, and sorts. */
const HASHES = 2 ** 26;
const ROWS = 2 ** 27;

interface Carried {
  readonly basis: string;
  /** Sorted. */
  readonly entries: Float64Array;
}

const carriedIn = new WeakMap<Store, Carried>();

/**
 * The rows of everybody who may carry one of these aliases or usernames; now and then somebody who does not. Lists in JSON
 * have no index, and a walk over 200,000 people takes as long for one key as for a page of them: so it is made once, kept in
 * 8 bytes a key, until people are read or added again.
 */
export function peopleCarrying(store: Store, keys: readonly string[]): readonly number[] {
  const entries = carriedNow(store);
  const found = new Set<number>();
  for (const key of keys) {
    const first = hashOf(key) * ROWS;
    for (let at = firstFrom(entries, first); (entries[at] ?? Number.POSITIVE_INFINITY) < first + ROWS; at++)
      found.add((entries[at] ?? 0) - first);
  }
  return [...found];
}

function carriedNow(store: Store): Float64Array {
  const basis = peopleBasis(store);
  const kept = carriedIn.get(store);
  if (kept?.basis === basis) return kept.entries;
  const carried = { basis, entries: readCarried(store) };
  carriedIn.set(store, carried);
  return carried.entries;
}

function readCarried(store: Store): Float64Array {
  const listing = "SELECT id, aliases, usernames FROM person WHERE aliases <> '[]' OR usernames <> '[]'";
  const entries: number[] = [];
  for (const row of store.sqlite.prepare(listing).raw().iterate()) {
    const [id, aliases, usernames] = row as [number, string, string];
    for (const list of [aliases, usernames])
      for (const key of listed(list)) entries.push(hashOf(key) * ROWS + id);
  }
  return Float64Array.from(entries).sort();
}

function listed(json: string): readonly string[] {
  return json === '[]' ? [] : (JSON.parse(json) as string[]);
}

function hashOf(key: string): number {
  return hash53(normaliseText(key)) % HASHES;
}

/** Where the first entry that is not smaller stands. */
function firstFrom(entries: Float64Array, least: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
