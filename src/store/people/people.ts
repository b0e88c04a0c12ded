import { normaliseText } from '../../domain/email.ts';
import { nameKey } from '../../domain/lookup/name-key.ts';
import { localKey } from '../../domain/owners/suggest.ts';
import type { PersonRecord, PersonStatus } from '../../domain/person.ts';
import type { RosterEntry } from '../../domain/roster-index/roster-index.ts';
import { fingerprint } from '../db/fingerprint.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { isImporting } from '../first-import/first-import.ts';

/** A person as stored. */
export interface StoredPerson extends Omit<PersonRecord, 'status'> {
  readonly ref: number;
  readonly source: number;
  readonly reportedStatus: PersonStatus;
  /** The status today, which may differ from the reported one: a person's last day may have passed, or the roster no longer lists them. */
  readonly effectiveStatus: PersonStatus;
  /** The day since which `effectiveStatus` applies; `null` when it already did at the first read. */
  readonly since: string | null;
  readonly goneAt: string | null;
}

export interface PersonRow {
  readonly id: number;
  readonly source: number;
  readonly external_id: string;
  readonly email: string | null;
  readonly aliases: string;
  readonly usernames: string;
  readonly name: string;
  readonly reported: PersonStatus;
  readonly status: PersonStatus;
  readonly department: string | null;
  readonly manager: string | null;
  readonly groups: string;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly since: string | null;
  readonly gone_at: string | null;
}

export const PERSON_FACTS =
  'email, aliases, usernames, name, reported, status, department, manager, "groups", start_date, end_date, local_key, name_key, fingerprint';

/** Visible people. A person whom a roster record replaced is visible as that record only. */
export const PRESENT =
  'replaced_by IS NULL AND first_run <= (SELECT sealed_run FROM source WHERE source.id = person.source)';
export const SELECT_PERSON =
  'SELECT id, source, external_id, email, aliases, usernames, name, reported, status, department, manager, "groups", start_date, end_date, since, gone_at FROM person';

/** How many usernames the column holds. */
export function usernamesIn(column: string): number {
  return (JSON.parse(column) as unknown[]).length;
}

export function personValues(
  person: PersonRecord,
  effectiveStatus: PersonStatus,
): (string | number | null)[] {
  const aliases = JSON.stringify(person.aliases);
  const usernames = JSON.stringify(person.usernames);
  const groups = JSON.stringify(person.groups);
  const { email, name, status, department, manager, startDate, endDate } = person;
  const print = fingerprint([
    email,
    aliases,
    usernames,
    name,
    status,
    department,
    manager,
    groups,
    startDate,
    endDate,
  ]);
  const local = email === null ? null : localKey(email);
  return [
    email,
    aliases,
    usernames,
    name,
    status,
    effectiveStatus,
    department,
    manager,
    groups,
    startDate,
    endDate,
    local,
    nameKey(name),
    print,
  ];
}

export function personByRef(store: Store, ref: number): StoredPerson | null {
  const row = prepared(store, `${SELECT_PERSON} WHERE id = ?`).get(ref);
  return row === undefined ? null : toPerson(row as PersonRow);
}

/** Any person who works here, as an example; `null` if there is none. */
export function somePerson(store: Store): StoredPerson | null {
  const row = store.sqlite
    .prepare(
      `${SELECT_PERSON} WHERE ${PRESENT} AND gone_at IS NULL AND status = 'active' AND email IS NOT NULL LIMIT 1`,
    )
    .get();
  return row === undefined ? null : toPerson(row as PersonRow);
}

/** The record that represents this person now: another one after a take-over. */
export function replacementOf(store: Store, ref: number): number {
  const row = store.sqlite.prepare('SELECT replaced_by AS by FROM person WHERE id = ?').get(ref) as
    | { by: number | null }
    | undefined;
  return row?.by ?? ref;
}

/** People who might own an account: the same local part, the same name, or a local part that starts alike. */
export function peopleLike(
  store: Store,
  keys: { local: string | null; name: string | null },
): readonly StoredPerson[] {
  const found = new Map<number, StoredPerson>();
  const take = (where: string, ...values: unknown[]) => {
    const sql = `${SELECT_PERSON} WHERE ${where} AND ${PRESENT} AND gone_at IS NULL LIMIT 50`;
    for (const row of prepared(store, sql).all(...values)) {
      const person = toPerson(row as PersonRow);
      found.set(person.ref, person);
    }
  };
  if (keys.local !== null) take('local_key = ?', keys.local);
  if (keys.name !== null && keys.name !== '') take('name_key = ?', keys.name);
  if (found.size === 0 && keys.local !== null && keys.local.length >= 4) {
    const start = keys.local.slice(0, 3);
    take('local_key >= ? AND local_key < ?', start, `${start}\uffff`);
    const last = keys.local.slice(1);
    take('name_key >= ? AND name_key < ?', last, `${last}\uffff`);
  }
  return [...found.values()];
}

/** What matching needs to know of everybody. */
export function* rosterEntries(store: Store): Iterable<RosterEntry> {
  const statement = store.sqlite.prepare(`SELECT ${ENTRY_COLUMNS} FROM person WHERE ${PRESENT}`).raw();
  for (const row of statement.iterate()) yield entryOf(row as EntryRow);
}

export const ENTRY_COLUMNS =
  'person.id, person.source, email, aliases, usernames, name, status, end_date, start_date';
export type EntryRow = [
  number,
  number,
  string | null,
  string,
  string,
  string,
  PersonStatus,
  string | null,
  string | null,
];

export function entryOf([ref, source, email, aliases, usernames, name, status, endDate, startDate]: readonly [
  ...EntryRow,
  ...unknown[],
]): RosterEntry {
  return {
    ref,
    source,
    email,
    aliases: strings(aliases),
    usernames: strings(usernames).map(normaliseText),
    name,
    status,
    startDate,
    endDate,
  };
}

/** The number of visible people of a source. */
export function countPeople(store: Store, source: number): number {
  // The table has no index during a first import, so each count would read all of it.
  if (isImporting(store, 'person')) return 0;
  const statement = store.sqlite.prepare(
    `SELECT count(*) FROM person WHERE source = ? AND ${PRESENT} AND gone_at IS NULL`,
  );
  return statement.pluck().get(source) as number;
}

/** The people of one source, a page at a time. */
export function* peopleOf(store: Store, source: number): Iterable<readonly StoredPerson[]> {
  const statement = store.sqlite.prepare(
    `${SELECT_PERSON} WHERE source = ? AND ${PRESENT} AND gone_at IS NULL AND id > ? ORDER BY id LIMIT 500`,
  );
  for (let after = 0; ; ) {
    const page = (statement.all(source, after) as PersonRow[]).map(toPerson);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.ref ?? after;
  }
}

export function toPerson(row: PersonRow): StoredPerson {
  return {
    ref: row.id,
    source: row.source,
    id: row.external_id,
    email: row.email,
    aliases: strings(row.aliases),
    usernames: strings(row.usernames),
    name: row.name,
    reportedStatus: row.reported,
    effectiveStatus: row.status,
    department: row.department,
    manager: row.manager,
    groups: strings(row.groups),
    startDate: row.start_date,
    endDate: row.end_date,
    since: row.since,
    goneAt: row.gone_at,
  };
}

function strings(json: string): readonly string[] {
  return json === '[]' ? [] : (JSON.parse(json) as string[]);
}
