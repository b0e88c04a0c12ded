import type { Day } from '../day.ts';
import type { PersonStatus } from '../person.ts';
import { carrierOf, carrierSlots, primarySlots } from './address-carriers.ts';
import { keyTable } from './key-table.ts';
import { peopleColumns, sameHumans } from './same-humans.ts';

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

/**
 * `seed`: any number, drawn anew by each process, so that nobody can make up an address that passes for another.
 * The order of `entries` does not matter. Kept compact: a few numbers per person and key, no texts.
 */
export function rosterIndex(entries: Iterable<RosterEntry>, seed = 0): RosterIndex {
  /** Everybody who carries an address; see carriers.ts. */
  const carriers = keyTable(seed);
  const usernames = keyTable(seed);
  const people = peopleColumns();

  for (const entry of entries) {
    const slot = people.add(entry);
    if (entry.email !== null) {
      carriers.add(entry.email, carrierOf(slot, 'primary'));
    }
    for (const alias of entry.aliases)
      if (alias !== entry.email) carriers.add(alias, carrierOf(slot, 'alias'));
    for (const username of entry.usernames) usernames.add(username, slot);
  }
  const current = sameHumans(people, carriers.shared(), usernames.shared());

  function owners(slots: readonly number[]): readonly Owner[] {
    if (slots.length === 0) return NOBODY;
    const found = current(slots);
    return found.map(people.owner).sort((a, b) => a.ref - b.ref);
  }

  return {
    size: people.size(),
    byPrimary: (email) => owners(primarySlots(carriers.get(email))),
    byAddress: (email) => owners(carrierSlots(carriers.get(email))),
    byUsername: (username) => owners(usernames.get(username)),
    byRef: (ref) => owners(people.slotOf(ref))[0] ?? null,
    carriers: (key) =>
      [...new Set([...carrierSlots(carriers.get(key)), ...usernames.get(key)])].map(
        (slot) => people.owner(slot).ref,
      ),
  };
}

const NOBODY: readonly Owner[] = [];

/** Names compared without case, accents, punctuation or the order of their words. */
export function nameKey(name: string): string {
  if (/^[a-z]+ [a-z]+$/i.test(name)) return twoWords(name.toLowerCase());
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

/** Most names are these, and there are many: no lists for them. */
function twoWords(name: string): string {
  const space = name.indexOf(' ');
  const [first, last] = [name.slice(0, space), name.slice(space + 1)];
  return first <= last ? name : `${last} ${first}`;
}
