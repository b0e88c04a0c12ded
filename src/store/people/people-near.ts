import { normaliseText } from '../../domain/email.ts';
import type { RosterEntry } from '../../domain/roster-index/roster-index.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { ENTRY_COLUMNS, type EntryRow, entryOf, PRESENT } from './people.ts';

/**
 * What matching needs to know of the people who could own accounts with these addresses or usernames, of those with these refs,
 * and of everybody who shares an address, alias or username with one of them, because they may be the same human.
 */
export function rosterEntriesNear(
  store: Store,
  keys: readonly string[],
  refs: readonly number[],
): readonly RosterEntry[] {
  return entriesNear(store, { keys, refs }, { changed: [], stale: () => false });
}

/** Addresses, usernames and people to look near. */
export interface Near {
  readonly keys: readonly string[];
  readonly refs: readonly number[];
}

/** What to assume about people instead of what is stored. */
interface Assumed {
  /** These people as they will be. */
  readonly changed: readonly RosterEntry[];
  /** Whether the stored facts about the person will no longer be true. */
  readonly stale: (ref: number) => boolean;
}

/** Like `rosterEntriesNear`, for the people as they will be. Everybody who changes is among the entries. */
export function entriesNear(
  store: Store,
  { keys, refs }: Near,
  { changed, stale }: Assumed,
): readonly RosterEntry[] {
  const found = new Map(changed.map((entry) => [entry.ref, entry]));
  const asked = new Set<string>();
  let fresh = [...found.values()];
  const take = (sql: string, wanted: readonly (string | number)[]) => {
    const rows = prepared(store, sql)
      .raw()
      .all({ wanted: JSON.stringify(wanted) });
    for (const row of rows as EntryRow[]) {
      if (found.has(row[0]) || stale(row[0])) continue;
      const entry = entryOf(row);
      found.set(entry.ref, entry);
      fresh.push(entry);
    }
  };
  take(BY_REF, refs);
  for (let next = keys.map(normaliseText); ; next = []) {
    const shared = fresh.flatMap(({ email, aliases, usernames }) => [
      ...(email === null ? [] : [email]),
      ...aliases,
      ...usernames,
    ]);
    fresh = [];
    const wanted = [...new Set([...next, ...shared])].filter((key) => !asked.has(key));
    if (wanted.length === 0) return [...found.values()];
    for (const key of wanted) asked.add(key);
    take(BY_KEY, wanted);
  }
}

const BY_REF = `SELECT ${ENTRY_COLUMNS} FROM person WHERE ${PRESENT} AND id IN (SELECT value FROM json_each(@wanted))`;
const BY_KEY = `SELECT ${ENTRY_COLUMNS} FROM person WHERE ${PRESENT} AND (email IN (SELECT value FROM json_each(@wanted))
  OR id IN (SELECT person FROM person_lookup WHERE value IN (SELECT value FROM json_each(@wanted))))`;
