import type { Day } from './day.ts';
import { isCurrent, type PersonStatus } from './person.ts';

/** A person's number in the store: stable, never reused. */
export type PersonRef = number;

/** What matching needs to know of one roster record. Addresses and usernames arrive normalised. */
export interface RosterEntry {
  readonly ref: PersonRef;
  readonly source: number;
  readonly email: string | null;
  readonly aliases: readonly string[];
  readonly usernames: readonly string[];
  readonly name: string;
  readonly status: PersonStatus;
  readonly endDate: Day | null;
}

export interface Owner {
  readonly ref: PersonRef;
  readonly status: PersonStatus;
  readonly endDate: Day | null;
}

/**
 * Looks people up by what accounts carry. Several records of one human (left and rehired, or reported by two sources)
 * count as one person: the current record if there is one, else the one that ended last.
 */
export interface RosterIndex {
  readonly size: number;
  byPrimary(email: string): readonly Owner[];
  /** By primary address or alias. */
  byAddress(email: string): readonly Owner[];
  byUsername(username: string): readonly Owner[];
  /** The person this record stands for today. */
  byRef(ref: PersonRef): Owner | null;
  /** Every record that carries this address or username, also those that stand for somebody else. */
  carriers(key: string): readonly PersonRef[];
}

type Slots = number | number[];

/** The order of `entries` does not matter. Kept compact: a few numbers and the lookup keys per person. */
export function rosterIndex(entries: Iterable<RosterEntry>): RosterIndex {
  const primary = new Map<string, Slots>();
  const aliases = new Map<string, Slots>();
  const usernames = new Map<string, Slots>();
  const refs = new Map<PersonRef, number>();
  const owners: Owner[] = [];
  const sources: number[] = [];
  const names: string[] = [];

  for (const entry of entries) {
    const slot = owners.length;
    owners.push({ ref: entry.ref, status: entry.status, endDate: entry.endDate });
    sources.push(entry.source);
    names.push(nameKey(entry.name));
    refs.set(entry.ref, slot);
    if (entry.email !== null) put(primary, entry.email, slot);
    for (const alias of entry.aliases) if (alias !== entry.email) put(aliases, alias, slot);
    for (const username of entry.usernames) put(usernames, username, slot);
  }

  const same = new Map<number, number>();
  for (const slots of primary.values()) {
    if (typeof slots === 'number') continue;
    for (const [a, b] of pairs(slots)) if (!bothWork(a, b)) unite(same, a, b);
  }
  for (const [address, slots] of aliases) {
    const holders = [...list(slots), ...list(primary.get(address))];
    for (const [a, b] of pairs(holders)) if (names[a] === names[b] && !bothWork(a, b)) unite(same, a, b);
  }
  names.length = 0;
  const chosen = currentRecords(same, owners);

  /** Two current records of one source are two people, whatever they share. */
  function bothWork(a: number, b: number): boolean {
    const first = owners[a];
    const second = owners[b];
    return (
      sources[a] === sources[b] &&
      first !== undefined &&
      second !== undefined &&
      isCurrent(first.status) &&
      isCurrent(second.status)
    );
  }

  function people(slots: readonly number[]): readonly Owner[] {
    const found = new Set(
      slots.map((slot) => (same.size === 0 ? slot : (chosen.get(root(same, slot)) ?? slot))),
    );
    return [...found].flatMap((slot) => owners[slot] ?? []).sort((a, b) => a.ref - b.ref);
  }

  return {
    size: owners.length,
    byPrimary: (email) => people(list(primary.get(email))),
    byAddress: (email) => people([...list(primary.get(email)), ...list(aliases.get(email))]),
    byUsername: (username) => people(list(usernames.get(username))),
    byRef: (ref) => people(list(refs.get(ref)))[0] ?? null,
    carriers: (key) =>
      [primary, aliases, usernames]
        .flatMap((map) => list(map.get(key)))
        .flatMap((slot) => owners[slot]?.ref ?? []),
  };
}

/** Names compared without case, accents, punctuation or the order of their words. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

function currentRecords(same: Map<number, number>, owners: readonly Owner[]): Map<number, number> {
  const chosen = new Map<number, number>();
  for (const slot of same.keys()) {
    const top = root(same, slot);
    for (const candidate of [slot, top]) {
      const best = chosen.get(top);
      if (best === undefined || outranks(owners[candidate], owners[best])) chosen.set(top, candidate);
    }
  }
  return chosen;
}

function outranks(a: Owner | undefined, b: Owner | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  const rank = (owner: Owner) => (isCurrent(owner.status) ? 2 : owner.status === 'inactive' ? 1 : 0);
  if (rank(a) !== rank(b)) return rank(a) > rank(b);
  const ended = (owner: Owner) => owner.endDate ?? '9999';
  return ended(a) === ended(b) ? a.ref > b.ref : ended(a) > ended(b);
}

function put(map: Map<string, Slots>, key: string, slot: number): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, slot);
  else if (typeof held === 'number') {
    if (held !== slot) map.set(key, [held, slot]);
  } else if (!held.includes(slot)) held.push(slot);
}

function list(slots: Slots | undefined): readonly number[] {
  if (slots === undefined) return [];
  return typeof slots === 'number' ? [slots] : slots;
}

function* pairs(slots: readonly number[]): Iterable<[number, number]> {
  for (const [i, a] of slots.entries()) for (const b of slots.slice(i + 1)) if (a !== b) yield [a, b];
}

function root(same: Map<number, number>, slot: number): number {
  let top = slot;
  for (let up = same.get(top); up !== undefined && up !== top; up = same.get(top)) top = up;
  return top;
}

function unite(same: Map<number, number>, a: number, b: number): void {
  const top = Math.min(root(same, a), root(same, b));
  const under = Math.max(root(same, a), root(same, b));
  same.set(top, top);
  if (under !== top) same.set(under, top);
}
