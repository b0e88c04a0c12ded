import type { Day } from '../../domain/day.ts';
import { normaliseText } from '../../domain/email.ts';
import { goneStatus, type PersonStatus } from '../../domain/person.ts';
import type { RosterEntry } from '../../domain/roster-index/roster-index.ts';
import type { Store } from '../db/open.ts';
import { type EntryRow, entryOf, PRESENT } from '../people/people.ts';

/* What a roster run that was read, and is not sealed, would change. */

/** All people as they will be once the run is sealed, to judge its effects beforehand. */
export function* rosterEntriesAfter(
  store: Store,
  source: number,
  run: number,
  { gone, today }: { readonly gone: (ref: number) => boolean; readonly today: Day },
): Iterable<RosterEntry> {
  const columns = (from: string) =>
    `person.id, person.source, ${['email', 'aliases', 'usernames', 'name', 'status', 'end_date', 'start_date', 'reported'].map((column) => `${from}.${column}`).join(', ')}`;
  const statement = store.sqlite
    .prepare(
      `SELECT ${columns('person')} FROM person LEFT JOIN person_change c ON c.person = person.id
         WHERE c.person IS NULL AND replaced_by IS NULL AND (${PRESENT} OR (person.source = ? AND first_run = ?))
       UNION ALL
       SELECT ${columns('c')} FROM person_change c JOIN person ON person.id = c.person WHERE c.run = ?`,
    )
    .raw();
  for (const row of statement.iterate(source, run, run)) {
    const entry = entryOf(row as EntryRow);
    const reported = (row as unknown[]).at(-1) as PersonStatus;
    const leaves = entry.source === source && gone(entry.ref);
    const standing = { status: reported, startDate: entry.startDate ?? null, endDate: entry.endDate };
    yield leaves ? { ...entry, status: goneStatus(standing, today, today) } : entry;
  }
}

/** The addresses and usernames that these people had or will have once the run is sealed. */
export function changedKeys(
  store: Store,
  run: number,
  refs: readonly number[],
): { emails: readonly string[]; usernames: readonly string[] } {
  const emails = new Set<string>();
  const usernames = new Set<string>();
  const among = 'IN (SELECT value FROM json_each(?))';
  const rows = store.sqlite
    .prepare(
      `SELECT email, aliases, usernames FROM person WHERE id ${among}
       UNION ALL SELECT email, aliases, usernames FROM person_change WHERE run = ? AND person ${among}`,
    )
    .all(JSON.stringify(refs), run, JSON.stringify(refs)) as {
    email: string | null;
    aliases: string;
    usernames: string;
  }[];
  for (const row of rows) {
    if (row.email !== null) emails.add(row.email);
    for (const alias of JSON.parse(row.aliases) as string[]) emails.add(alias);
    for (const username of JSON.parse(row.usernames) as string[]) usernames.add(normaliseText(username));
  }
  return { emails: [...emails], usernames: [...usernames] };
}

/** The people a stored run would add or change. */
export function changesOf(store: Store, source: number, run: number): readonly number[] {
  return store.sqlite
    .prepare(
      'SELECT id FROM person WHERE source = ? AND first_run = ? UNION SELECT person FROM person_change WHERE run = ?',
    )
    .pluck()
    .all(source, run, run) as number[];
}
