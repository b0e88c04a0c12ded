import { carrierOf, carrierSlots, primarySlots } from './address-carriers.ts';
import { keyTable } from './key-table.ts';
import type { Owner, PersonRef, RosterEntry } from './roster-entry.ts';
import { peopleColumns, sameHumans } from './same-humans.ts';

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
