/**
 * Finds the owners of accounts among everybody in the roster, in memory. This is the only file of the folder that the rest of
 * `src` imports.
 *
 * It is asked several times for each account, a million times in a sync, and has to hold every address, alias and username:
 * so it keeps no texts. A key is 96 bits of hash in a typed array (key-table.ts), a person a few numbers in columns, and
 * records of one human are grouped once, when all are there (same-humans.ts).
 *
 * The gain: 200,000 people take about 20 MB instead of an estimated 60 to 80 MB as maps of strings, and the garbage collector has
 * nothing to walk, which used to cost more than the matching.
 */
import { carrierOf, carrierSlots, primarySlots } from './address-carriers.ts';
import { givenNameHash, NO_NAME } from './given-name.ts';
import { keyTable } from './key-table.ts';
import { type Evidence, ownerByEvidence } from './reused-address.ts';
import type { Owner, PersonRef, RosterEntry } from './roster-entry.ts';
import { NO_RANK, peopleColumns, type SourceRank, sameHumans } from './same-humans.ts';

export { namesContradict } from './given-name.ts';
export type { Owner, PersonRef, RosterEntry } from './roster-entry.ts';
export type { SourceRank } from './same-humans.ts';

/**
 * Looks people up by the addresses, usernames and owners that accounts have. Several records of one human (left and rehired, or reported by two sources)
 * count as one person: the current record if there is one, else the one that ended last.
 */
export interface RosterIndex {
  readonly size: number;
  byPrimary(email: string): readonly Owner[];
  /** By primary address or alias. */
  byAddress(email: string): readonly Owner[];
  byUsername(username: string): readonly Owner[];
  /** The record that represents this person today. */
  byRef(ref: PersonRef): Owner | null;
  /** Which of these people owns the account, judging by its name and dates; `null` when that is not certain. */
  ownerByEvidence(refs: readonly PersonRef[], evidence: Evidence): Owner | null;
  /** The one of these people with the same given name, if there is exactly one. */
  onlyNamed(refs: readonly PersonRef[], name: string): PersonRef | null;
  /** Whether two records are called the same. */
  sameName(a: PersonRef, b: PersonRef): boolean;
  /** Every record with this address or username, including those that another record represents. */
  carriers(key: string): readonly PersonRef[];
}

/**
 * `rank`: if several sources know one human, the one with the lowest number says whether they work there; without it, any record that
 * says so counts. `seed`: a random number per process, so that nobody can construct an address whose hash equals another's.
 * The order of `entries` does not matter.
 */
export function rosterIndex(
  entries: Iterable<RosterEntry>,
  seed = 0,
  rank: SourceRank = NO_RANK,
): RosterIndex {
  /** Everybody who has an address; see address-carriers.ts. */
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
  const { current, currentOf } = sameHumans(people, carriers.shared(), usernames.shared(), rank);

  function owners(slots: readonly number[]): readonly Owner[] {
    if (slots.length === 0) return NOBODY;
    const only = slots.length === 1 ? slots[0] : undefined;
    if (only !== undefined) return [people.owner(currentOf(only))];
    const found = current(slots);
    return found.map(people.owner).sort((a, b) => a.ref - b.ref);
  }

  return {
    size: people.size(),
    byPrimary: (email) => owners(primarySlots(carriers.get(email))),
    byAddress: (email) => owners(carrierSlots(carriers.get(email))),
    byUsername: (username) => owners(usernames.get(username)),
    byRef: (ref) => owners(people.slotOf(ref))[0] ?? null,
    ownerByEvidence: (refs, evidence) => {
      const chosen = ownerByEvidence(refs.flatMap(people.slotOf).map(people.employment), evidence);
      return chosen === null ? null : (owners(people.slotOf(chosen.ref))[0] ?? null);
    },
    onlyNamed: (refs, name) => {
      const given = givenNameHash(name);
      const [only, second] = refs
        .flatMap(people.slotOf)
        .map(people.employment)
        .filter(({ givenName }) => given !== NO_NAME && givenName === given);
      return only === undefined || second !== undefined ? null : only.ref;
    },
    sameName: (a, b) => {
      const [one, other] = [a, b].map((ref) => people.slotOf(ref).map(people.name)[0]);
      return one !== undefined && one === other;
    },
    carriers: (key) =>
      [...new Set([...carrierSlots(carriers.get(key)), ...usernames.get(key)])].map(
        (slot) => people.owner(slot).ref,
      ),
  };
}

const NOBODY: readonly Owner[] = [];
