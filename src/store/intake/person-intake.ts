import { normaliseText } from '../../domain/email.ts';
import type { PersonRecord, PersonStatus } from '../../domain/person.ts';
import type { RosterEntry } from '../../domain/roster-index/roster-index.ts';
import { isUniqueViolation } from '../db/errors.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { bumpVersion } from '../db/versions.ts';
import { type NewRows, newRows, type StartRowWriter } from '../first-import/first-import.ts';
import { type EntryRow, entryOf, PERSON_FACTS, PRESENT, personValues } from '../people/people.ts';
import { addLookups, addLookupsOfRun, removeLookups } from '../people/person-lookup.ts';

/** What the store has of a person that a run lists. */
interface PersonBefore {
  readonly ref: number;
  readonly fingerprint: number;
  readonly effectiveStatus: PersonStatus;
  readonly wasGone: boolean;
}

/** Writes what one roster run reads; nothing shows before the run is sealed. */
export interface PersonIntake {
  before(externalId: string): PersonBefore | null;
  values(person: PersonRecord, effectiveStatus: PersonStatus): (string | number | null)[];
  /** Returns the new ref, or `null` when this run has listed the id already. */
  add(externalId: string, values: (string | number | null)[], since: string | null): number | null;
  change(ref: number, values: (string | number | null)[]): void;
  /** For a first import, whose rows another thread writes. */
  readonly elsewhere: NewRows | null;
}

const FACTS = 14;
/** Where the fingerprint is among the values of a person: it is the last of PERSON_FACTS. */
export const FINGERPRINT = FACTS - 1;
const holders = (count: number) => Array.from({ length: count }, () => '?').join(', ');

export function personIntake(
  store: Store,
  source: number,
  run: number,
  bulk: StartRowWriter | null,
): PersonIntake {
  const find = store.sqlite
    .prepare('SELECT id, fingerprint, status, gone_at FROM person WHERE source = ? AND external_id = ?')
    .raw();
  const sql = `INSERT INTO person (source, first_run, external_id, since, ${PERSON_FACTS}) VALUES (${Number(source)}, ${Number(run)}, ${holders(2 + FACTS)})`;
  const elsewhere = bulk === null ? null : newRows(store, { sql, width: 2 + FACTS, print: null }, bulk);
  const insert = store.sqlite.prepare(sql);
  const stage = store.sqlite.prepare(
    `INSERT INTO person_change (person, run, ${PERSON_FACTS}) VALUES (${holders(2 + FACTS)})`,
  );
  return {
    before: (externalId) => {
      if (elsewhere !== null) return null;
      const row = find.get(source, externalId) as [number, number, PersonStatus, string | null] | undefined;
      return row === undefined
        ? null
        : { ref: row[0], fingerprint: row[1], effectiveStatus: row[2], wasGone: row[3] !== null };
    },
    values: personValues,
    add: (externalId, values, since) => {
      const row = [externalId, since, ...values];
      if (elsewhere !== null) return elsewhere.add(row);
      try {
        return Number(insert.run(row).lastInsertRowid);
      } catch (error) {
        if (isUniqueViolation(error)) return null;
        throw error;
      }
    },
    change: (ref, values) => {
      stage.run(ref, run, ...values);
    },
    elsewhere,
  };
}

/** All people as they will be once the run is sealed, to judge its effects beforehand. */
export function* rosterEntriesAfter(
  store: Store,
  source: number,
  run: number,
  gone: (ref: number) => boolean,
): Iterable<RosterEntry> {
  const columns = (from: string) =>
    `person.id, person.source, ${['email', 'aliases', 'usernames', 'name', 'status', 'end_date'].map((column) => `${from}.${column}`).join(', ')}`;
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
    const leaves = entry.source === source && gone(entry.ref) && entry.status !== 'offboarded';
    yield leaves ? { ...entry, status: 'inactive' } : entry;
  }
}

/**
 * Makes the run's changes visible, in one transaction with the seal: rosters are small. A person who is listed again is no longer
 * replaced by another record.
 */
export function applyPersonChanges(
  store: Store,
  { run, changed, today }: { run: number; changed: readonly number[]; today: string },
): void {
  const renamed = prepared(store, RENAMED).pluck().all(run) as number[];
  removeLookups(store, renamed);
  const assignments = PERSON_FACTS.split(', ')
    .map((column) => `${column} = c.${column}`)
    .join(', ');
  store.sqlite
    .prepare(
      `UPDATE person SET ${assignments}, gone_at = NULL, replaced_by = NULL, since = CASE WHEN person.status = c.status THEN person.since ELSE ? END
       FROM person_change c WHERE person.id = c.person AND c.run = ?`,
    )
    .run(today, run);
  store.sqlite.prepare('DELETE FROM person_change WHERE run = ?').run(run);
  addLookups(store, changed.length > FEW ? renamed : [...renamed, ...changed]);
  if (changed.length > FEW) addLookupsOfRun(store, run);
}

/** Above this, one walk along the table of people is cheaper than looking each of them up. */
const FEW = 1000;
/** People whose rows in `person_lookup` the run changes: an alias that is the primary address has none. */
const RENAMED = `SELECT person.id FROM person_change c JOIN person ON person.id = c.person
  WHERE c.run = ? AND (c.aliases <> person.aliases OR c.usernames <> person.usernames OR c.email IS NOT person.email)`;

export function dropPersonIntake(store: Store, source: number, run: number): void {
  store.write(() => {
    store.sqlite.prepare('DELETE FROM person_change WHERE run = ?').run(run);
    store.sqlite.prepare('DELETE FROM person WHERE source = ? AND first_run = ?').run(source, run);
  });
}

/** People of the source that the run did not see. */
export function unseenPeople(store: Store, source: number, seen: (ref: number) => boolean): number[] {
  const rows = store.sqlite
    .prepare(`SELECT id FROM person WHERE source = ? AND gone_at IS NULL AND ${PRESENT}`)
    .raw()
    .all(source) as [number][];
  return rows.map(([id]) => id).filter((id) => !seen(id));
}

/** People whom the roster no longer lists: inactive from today, and kept because of the accounts they still have. */
export function markPeopleGone(store: Store, refs: readonly number[], at: string, today: string): void {
  store.sqlite
    .prepare(
      `UPDATE person SET gone_at = ?, status = CASE status WHEN 'offboarded' THEN status ELSE 'inactive' END,
         since = CASE WHEN status IN ('inactive', 'offboarded') THEN since ELSE ? END
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .run(at, today, JSON.stringify(refs));
}

/** Replaces people added by hand whose address a roster source now lists by its records. Links and accounts move to the record. */
export function takeOver(
  store: Store,
  handSource: number,
): readonly { readonly from: number; readonly to: number }[] {
  const byHand = store.sqlite
    .prepare('SELECT id, email FROM person WHERE source = ? AND replaced_by IS NULL AND email IS NOT NULL')
    .all(handSource) as { id: number; email: string }[];
  const successor = store.sqlite
    .prepare(
      `SELECT id FROM person WHERE source <> ? AND gone_at IS NULL AND ${PRESENT}
         AND (email = ? OR id IN (SELECT person FROM person_lookup WHERE value = ? AND kind = 'alias')) ORDER BY email = ? DESC, id LIMIT 1`,
    )
    .pluck();
  const taken: { from: number; to: number }[] = [];
  for (const { id: from, email } of byHand) {
    const to = successor.get(handSource, email, email, email) as number | undefined;
    if (to === undefined) continue;
    store.sqlite.prepare('UPDATE person SET replaced_by = ? WHERE id = ?').run(to, from);
    store.sqlite.prepare("UPDATE decision SET person = ? WHERE kind = 'link' AND person = ?").run(to, from);
    store.sqlite.prepare('UPDATE account SET person = ? WHERE person = ?').run(to, from);
    taken.push({ from, to });
  }
  if (taken.length > 0) bumpVersion(store, 'added-people');
  return taken;
}

/** Adds a person by hand, who is visible at once. */
export function addByHand(
  store: Store,
  handSource: number,
  person: PersonRecord,
  effectiveStatus: PersonStatus,
  since: string,
): number {
  const columns = `source, external_id, first_run, since, ${PERSON_FACTS}`;
  const made = store.sqlite
    .prepare(`INSERT INTO person (${columns}) VALUES (${holders(4 + FACTS)})`)
    .run(
      handSource,
      freeId(store, handSource, person.id),
      0,
      since,
      ...personValues(person, effectiveStatus),
    );
  bumpVersion(store, 'added-people');
  const ref = Number(made.lastInsertRowid);
  addLookups(store, [ref]);
  return ref;
}

/** A person who was added earlier and replaced by a roster record still has the id. */
function freeId(store: Store, source: number, wanted: string): string {
  const taken = store.sqlite.prepare('SELECT 1 FROM person WHERE source = ? AND external_id = ?');
  let id = wanted;
  for (let count = 2; taken.get(source, id) !== undefined; count++) id = `${wanted} ${count}`;
  return id;
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
