import type { RosterEntry } from '../../domain/roster-index/roster-entry.ts';
import type { Store } from '../db/open.ts';
import { peopleCarrying } from './alias-lookup.ts';
import { ENTRY_COLUMNS, type EntryRow, entryOf, PRESENT } from './people.ts';

/**
 * What matching needs of the people who could own accounts with these addresses or usernames, or are meant by these refs,
 * and of everybody whom something they carry ties to them: they may be one human.
 */
export function rosterEntriesNear(
  store: Store,
  keys: readonly string[],
  refs: readonly number[],
): readonly RosterEntry[] {
  const found = new Map<number, RosterEntry>();
  const asked = new Set<string>();
  const take = (where: string, wanted: readonly (string | number)[], carrying: readonly number[] = []) => {
    const rows = store.sqlite
      .prepare(`SELECT ${ENTRY_COLUMNS} FROM person WHERE ${PRESENT} AND (${where})`)
      .raw()
      .all({ wanted: JSON.stringify(wanted), carrying: JSON.stringify(carrying) });
    for (const row of rows as EntryRow[]) found.set(row[0], entryOf(row));
  };
  take('id IN (SELECT value FROM json_each(@wanted))', refs);
  for (let next = [...keys]; ; next = []) {
    const carried = [...found.values()].flatMap(({ email, aliases, usernames }) => [
      ...(email === null ? [] : [email]),
      ...aliases,
      ...usernames,
    ]);
    const wanted = [...new Set([...next, ...carried])].filter((key) => !asked.has(key));
    if (wanted.length === 0) return [...found.values()];
    for (const key of wanted) asked.add(key);
    take(
      'email IN (SELECT value FROM json_each(@wanted)) OR id IN (SELECT value FROM json_each(@carrying))',
      wanted,
      peopleCarrying(store, wanted),
    );
  }
}
