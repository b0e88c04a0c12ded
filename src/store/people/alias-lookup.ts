import { setImmediate as turn } from 'node:timers/promises';
import { normaliseText } from '../../domain/email.ts';
import { hash53 } from '../../domain/lookup/hash.ts';
import type { Store } from '../db/open.ts';
import { peopleVersion } from '../db/versions.ts';

/** 26 bits of a key's hash before 27 of the person's row: what a double holds exactly, and sorts. */
const HASHES = 2 ** 26;
const ROWS = 2 ** 27;
const PAGE = 1000;

interface Carried {
  readonly version: string;
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

/** Makes the list beforehand, and lets others have their turn meanwhile: of 200,000 people it takes a quarter of a second. */
export function makeCarriedInTurns(store: Store): Promise<void> {
  const version = peopleVersion(store);
  if (carriedIn.get(store)?.version === version) return Promise.resolve();
  // Whoever comes meanwhile waits for the same list.
  const made = making.get(store) ?? make(store, version).finally(() => making.delete(store));
  making.set(store, made);
  return made;
}

const making = new WeakMap<Store, Promise<void>>();

async function make(store: Store, version: string): Promise<void> {
  const entries: number[] = [];
  for (const _ of readCarried(store, entries)) await turn();
  // Otherwise people were read meanwhile.
  if (peopleVersion(store) === version) keepCarried(store, version, entries);
}

function carriedNow(store: Store): Float64Array {
  const version = peopleVersion(store);
  const kept = carriedIn.get(store);
  if (kept?.version === version) return kept.entries;
  const entries: number[] = [];
  for (const _ of readCarried(store, entries));
  return keepCarried(store, version, entries);
}

function keepCarried(store: Store, version: string, unsorted: readonly number[]): Float64Array {
  const entries = Float64Array.from(unsorted).sort();
  carriedIn.set(store, { version, entries });
  return entries;
}

/** Reads into `entries`, a page of people at a time: about a millisecond. */
function* readCarried(store: Store, entries: number[]): Iterable<void> {
  const listing =
    "SELECT id, aliases, usernames FROM person WHERE id > ? AND (aliases <> '[]' OR usernames <> '[]') ORDER BY id LIMIT ?";
  const statement = store.sqlite.prepare(listing).raw();
  for (let after = 0; ; ) {
    const rows = statement.all(after, PAGE) as [number, string, string][];
    for (const [id, aliases, usernames] of rows)
      for (const list of [aliases, usernames])
        for (const key of listed(list)) entries.push(hashOf(key) * ROWS + id);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.[0] ?? after;
    yield;
  }
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
