import type { Day } from '../day.ts';
import { hash53 } from '../lookup/hash.ts';
import { nameKey } from '../lookup/name-key.ts';
import { isCurrent, PERSON_STATUSES } from '../person.ts';
import { carrierSlots, primarySlots } from './address-carriers.ts';
import { givenNameHash, NO_NAME } from './given-name.ts';
import { areTwoPeople } from './reused-address.ts';
import type { Employment, Owner, PersonRef, RosterEntry } from './roster-entry.ts';
import { type SlotFinder, slotFinder } from './slot-finder.ts';

/** What the index keeps of each roster record, in columns. A record's position in them is its slot. */
export interface PeopleColumns {
  add(entry: RosterEntry): number;
  size(): number;
  owner(slot: number): Owner;
  slotOf(ref: PersonRef): readonly number[];
  source(slot: number): number;
  /** A hash of the name as `nameKey` compares names. */
  name(slot: number): number;
  employment(slot: number): Employment;
}

export function peopleColumns(): PeopleColumns {
  let refs = new Float64Array(1 << 10);
  let names = new Float64Array(refs.length);
  let givenNames = new Float64Array(refs.length);
  let sources = new Int32Array(refs.length);
  let statuses = new Uint8Array(refs.length);
  let ends = new Int32Array(refs.length);
  let starts = new Int32Array(refs.length);
  const days = knownDays();
  let size = 0;
  let slots: SlotFinder | null = null;

  function grow(): void {
    refs = copy(refs, new Float64Array(refs.length * 2));
    names = copy(names, new Float64Array(refs.length));
    givenNames = copy(givenNames, new Float64Array(refs.length));
    sources = copy(sources, new Int32Array(refs.length));
    statuses = copy(statuses, new Uint8Array(refs.length));
    ends = copy(ends, new Int32Array(refs.length));
    starts = copy(starts, new Int32Array(refs.length));
  }

  const owner = (slot: number): Owner => ({
    ref: refs[slot] ?? 0,
    status: PERSON_STATUSES[statuses[slot] ?? 0] ?? 'active',
    endDate: days.at(ends[slot] ?? 0),
  });

  return {
    add(entry) {
      if (size === refs.length) grow();
      refs[size] = entry.ref;
      names[size] = hash53(nameKey(entry.name));
      givenNames[size] = givenNameHash(entry.name);
      sources[size] = entry.source;
      statuses[size] = PERSON_STATUSES.indexOf(entry.status);
      ends[size] = days.numberOf(entry.endDate);
      starts[size] = days.numberOf(entry.startDate ?? null);
      return size++;
    },
    size: () => size,
    owner,
    employment: (slot) => ({
      ...owner(slot),
      startDate: days.at(starts[slot] ?? 0),
      givenName: givenNames[slot] ?? NO_NAME,
    }),
    slotOf(ref) {
      // Only links and renames look up by ref, so most runs never build this.
      slots ??= slotFinder(refs.subarray(0, size));
      return slots(ref);
    },
    source: (slot) => sources[slot] ?? 0,
    name: (slot) => names[slot] ?? 0,
  };
}

/** Numbers days in the order in which they appear, with 0 for none: hundreds of thousands of people come and go on a few thousand days. */
function knownDays() {
  const all: Day[] = [];
  const numbers = new Map<Day, number>();
  return {
    numberOf(day: Day | null): number {
      if (day === null) return 0;
      let number = numbers.get(day);
      if (number === undefined) {
        number = all.push(day);
        numbers.set(day, number);
      }
      return number;
    },
    at: (number: number): Day | null => all[number - 1] ?? null,
  };
}

/** The place of a roster source in the order in which sources decide, by its row id; the lowest decides. */
export type SourceRank = (source: number) => number;

export const NO_RANK: SourceRank = () => 0;

/** Replaces records of one human by the one that counts today. */
export interface SameHumans {
  /** For several records that have something in common, such as an address. */
  current(slots: readonly number[]): readonly number[];
  /** For a single record. */
  currentOf(slot: number): number;
}

/**
 * Decides which records are one human: those with the same primary address, unless it was given to somebody else (see
 * `areTwoPeople`), and those with the same name where an alias of
 * one is an address of the other, or where both have the same username. Two current records of one source stay two people,
 * whatever they share.
 */
export function sameHumans(
  people: PeopleColumns,
  sharedAddresses: Iterable<readonly number[]>,
  sharedUsernames: Iterable<readonly number[]>,
  rank: SourceRank = NO_RANK,
): SameHumans {
  const parents = new Map<number, number>();
  const current = (slot: number) => isCurrent(people.owner(slot).status);
  const bothWork = (a: number, b: number) =>
    people.source(a) === people.source(b) && current(a) && current(b);
  const reused = (a: number, b: number) =>
    people.source(a) === people.source(b) &&
    people.name(a) !== people.name(b) &&
    areTwoPeople(people.employment(a), people.employment(b));
  const counts = (a: number, b: number) => {
    const [first, second] = [rank(people.source(a)), rank(people.source(b))];
    return first === second ? outranks(people.owner(a), people.owner(b)) : first < second;
  };
  const addresses = [...sharedAddresses];
  for (const carriers of addresses)
    for (const [a, b] of pairs(primarySlots(carriers)))
      if (!bothWork(a, b) && !reused(a, b)) unite(parents, a, b);
  for (const slots of [...addresses.map(carrierSlots), ...sharedUsernames]) {
    for (const [a, b] of pairs(slots))
      if (people.name(a) !== NO_NAME && people.name(a) === people.name(b) && !bothWork(a, b))
        unite(parents, a, b);
  }
  const best = new Map<number, number>();
  const seen = new Set<string>();
  /** Groups that hold two current people: each of these represents only itself, and an earlier record represents nobody else. */
  const torn = new Set<number>();
  for (const slot of parents.keys()) {
    const top = rootOf(parents, slot);
    const chosen = best.get(top);
    if (chosen === undefined || counts(slot, chosen)) best.set(top, slot);
    if (!current(slot)) continue;
    const key = `${top} ${people.source(slot)}`;
    if (seen.has(key)) torn.add(top);
    seen.add(key);
  }
  const stands = new Map<number, number>();
  const tornGroup = new Map<number, number>();
  for (const slot of parents.keys()) {
    const top = rootOf(parents, slot);
    if (torn.has(top)) tornGroup.set(slot, top);
    else stands.set(slot, best.get(top) ?? slot);
  }
  const currentOf = (slot: number) => stands.get(slot) ?? slot;
  const among = (slots: readonly number[]) => {
    const here = new Set(slots.filter(current).flatMap((slot) => tornGroup.get(slot) ?? []));
    const people = slots.filter((slot) => current(slot) || !here.has(tornGroup.get(slot) ?? -1));
    return [...new Set(people.map(currentOf))];
  };
  return { currentOf, current: (slots) => (slots.length === 1 ? slots.map(currentOf) : among(slots)) };
}

/** The current record ranks first; without one, the record that ended last. */
function outranks(a: Owner, b: Owner): boolean {
  const rank = ({ status }: Owner) => (isCurrent(status) ? 2 : status === 'inactive' ? 1 : 0);
  if (rank(a) !== rank(b)) return rank(a) > rank(b);
  const ended = ({ endDate }: Owner) => endDate ?? '9999';
  return ended(a) === ended(b) ? a.ref > b.ref : ended(a) > ended(b);
}

/** An address shared by so many people says nothing about any two of them. */
const MANY = 50;

function* pairs(slots: readonly number[]): Iterable<[number, number]> {
  if (slots.length > MANY) return;
  for (const [i, a] of slots.entries()) for (const b of slots.slice(i + 1)) if (a !== b) yield [a, b];
}

function rootOf(parents: Map<number, number>, slot: number): number {
  let top = slot;
  for (let up = parents.get(top); up !== undefined && up !== top; up = parents.get(top)) top = up;
  return top;
}

function unite(parents: Map<number, number>, a: number, b: number): void {
  const [first, second] = [rootOf(parents, a), rootOf(parents, b)];
  const top = Math.min(first, second);
  for (const slot of [a, b, first, second]) parents.set(slot, top);
}

function copy<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
