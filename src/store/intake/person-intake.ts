import type { PersonRecord, PersonStatus } from '../../domain/person.ts';
import type { PersonFacts } from '../../domain/sync/facts.ts';
import { isUniqueViolation } from '../db/errors.ts';
import type { Store } from '../db/open.ts';
import { type NewRows, newRows, type StartRowWriter } from '../first-import/first-import.ts';
import { PERSON_FACTS, personValues, usernamesIn } from '../people/people.ts';

/** What the store knows about a person that a run lists. */
interface PersonBefore {
  readonly ref: number;
  readonly fingerprint: number;
  readonly effectiveStatus: PersonStatus;
  readonly wasGone: boolean;
  /** Worked out only when asked for: most people are unchanged. */
  readonly facts: () => PersonFacts;
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

type FoundRow = [
  number,
  number,
  PersonStatus,
  string | null,
  string | null,
  string,
  string | null,
  string | null,
  string | null,
];

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
    .prepare(
      'SELECT id, fingerprint, status, gone_at, email, usernames, department, manager, end_date FROM person WHERE source = ? AND external_id = ?',
    )
    .raw();
  const sql = `INSERT INTO person (source, first_run, external_id, since, ${PERSON_FACTS}) VALUES (${Number(source)}, ${Number(run)}, ${holders(2 + FACTS)})`;
  const elsewhere =
    bulk === null ? null : newRows(store, 'person', { sql, width: 2 + FACTS, print: null }, bulk);
  const insert = store.sqlite.prepare(sql);
  const stage = store.sqlite.prepare(
    `INSERT INTO person_change (person, run, ${PERSON_FACTS}) VALUES (${holders(2 + FACTS)})`,
  );
  return {
    before: (externalId) => {
      if (elsewhere !== null) return null;
      const row = find.get(source, externalId) as FoundRow | undefined;
      if (row === undefined) return null;
      const [ref, fingerprint, effectiveStatus, goneAt, email, names, department, manager, endDate] = row;
      const facts = () => ({ email, usernames: usernamesIn(names), department, manager, endDate });
      return { ref, fingerprint, effectiveStatus, wasGone: goneAt !== null, facts };
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

/** Forgets what was written by a run that will not be sealed. */
export function dropPersonIntake(store: Store, source: number, run: number): void {
  store.write(() => {
    store.sqlite.prepare('DELETE FROM person_change WHERE run = ?').run(run);
    store.sqlite.prepare('DELETE FROM person WHERE source = ? AND first_run = ?').run(source, run);
  });
}
