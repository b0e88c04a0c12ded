import type { Day } from '../../domain/day.ts';
import { normaliseText } from '../../domain/email.ts';
import { goneStatus, type PersonStatus } from '../../domain/person.ts';
import type { RosterEntry } from '../../domain/roster-index/roster-index.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { type EntryRow, entryOf, PRESENT } from '../people/people.ts';
import { entriesNear, type Near } from '../people/people-near.ts';

/* What a roster run that was read, and is not sealed, would change. */

/** A roster run that is not sealed, and assumptions about people that its rows do not contain. */
export interface PendingRun {
  readonly source: number;
  readonly run: number;
  /** Whether the run no longer lists the person. */
  readonly gone: (ref: number) => boolean;
  /** Whether another record takes the person's place. */
  readonly replaced: (ref: number) => boolean;
  readonly today: Day;
}

/** All people as they will be once the run is sealed, to judge its effects beforehand. */
export function* rosterEntriesAfter(store: Store, pending: PendingRun): Iterable<RosterEntry> {
  const statement = prepared(store, `${UNCHANGED} UNION ALL ${CHANGED}`).raw();
  for (const row of statement.iterate(runOf(pending))) {
    const entry = entryAfter(row as AfterRow, pending);
    if (entry !== null) yield entry;
  }
}

/**
 * Like `rosterEntriesAfter`, but only people near these keys and refs, and everybody who may be the same human. `changed`: everybody whom
 * the run adds, changes or no longer lists; all of them are among the entries.
 */
export function rosterEntriesNearAfter(
  store: Store,
  pending: PendingRun,
  { changed, ...near }: Near & { readonly changed: readonly number[] },
): readonly RosterEntry[] {
  const among = 'IN (SELECT value FROM json_each(@refs))';
  const rows = prepared(store, `${UNCHANGED} AND person.id ${among} UNION ALL ${CHANGED}`)
    .raw()
    .all({ ...runOf(pending), refs: JSON.stringify(changed) });
  const entries = rows.flatMap((row) => entryAfter(row as AfterRow, pending) ?? []);
  const stale = new Set(changed);
  return entriesNear(store, near, {
    changed: entries,
    stale: (ref) => stale.has(ref) || pending.replaced(ref),
  });
}

const runOf = ({ source, run }: PendingRun) => ({ source, run });

const after = (from: string) =>
  `person.id, person.source, ${['email', 'aliases', 'usernames', 'name', 'status', 'end_date', 'start_date', 'reported'].map((column) => `${from}.${column}`).join(', ')}`;
type AfterRow = [...EntryRow, reported: PersonStatus];
const UNCHANGED = `SELECT ${after('person')} FROM person LEFT JOIN person_change c ON c.person = person.id AND c.run = @run
  WHERE c.person IS NULL AND replaced_by IS NULL AND (${PRESENT} OR (person.source = @source AND first_run = @run))`;
const CHANGED = `SELECT ${after('c')} FROM person_change c JOIN person ON person.id = c.person WHERE c.run = @run`;

function entryAfter(row: AfterRow, { source, gone, replaced, today }: PendingRun): RosterEntry | null {
  const [ref] = row;
  if (replaced(ref)) return null;
  const entry = entryOf(row);
  if (entry.source !== source || !gone(ref)) return entry;
  const standing = { status: row[9], startDate: entry.startDate ?? null, endDate: entry.endDate };
  return { ...entry, status: goneStatus(standing, today, today) };
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
