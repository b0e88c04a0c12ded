import type { Day } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { NORMALISED } from './person-lookup.ts';

/** An identifier that a person once had. */
export interface FormerIdentifier {
  /** Normalised. */
  readonly value: string;
  readonly person: number;
  readonly kind: 'email' | 'alias' | 'username';
  /** The day on which the roster no longer had it. */
  readonly until: Day;
}

/** Who had this address or username once, the last one first. It may be somebody else's today. */
export function whoHadOnce(store: Store, value: string): readonly FormerIdentifier[] {
  return prepared(
    store,
    'SELECT value, person, kind, until FROM former_identifier WHERE value = ? ORDER BY until DESC',
  ).all(value) as FormerIdentifier[];
}

/** The former identifiers of this person, the last first. */
export function formerlyOf(store: Store, person: number): readonly FormerIdentifier[] {
  return prepared(
    store,
    'SELECT value, person, kind, until FROM former_identifier WHERE person = ? ORDER BY until DESC, value',
  ).all(person) as FormerIdentifier[];
}

/** Remembers the identifiers that the waiting changes of a run take from people. Call it before the records change. */
export function rememberIdentifiers(
  store: Store,
  run: number,
  { people, today }: { readonly people: readonly number[]; readonly today: Day },
): void {
  if (people.length === 0) return;
  prepared(store, REMEMBER).run({ run, today, people: JSON.stringify(people) });
  prepared(store, FORGET).run({ run, people: JSON.stringify(people) });
}

const listed = (column: 'aliases' | 'usernames', kind: string) =>
  `SELECT ${NORMALISED} AS value, p.id AS person, '${kind}' AS kind FROM these p, json_each(p.${column}) j`;
/** What the person has after the change. */
const STILL_HAS = `SELECT c.email FROM person_change c WHERE c.person = had.person AND c.run = @run AND c.email IS NOT NULL
  UNION ALL SELECT j.value FROM person_change c, json_each(c.aliases) j WHERE c.person = had.person AND c.run = @run
  UNION ALL SELECT ${NORMALISED} FROM person_change c, json_each(c.usernames) j WHERE c.person = had.person AND c.run = @run`;
const REMEMBER = `WITH these AS (SELECT id, email, aliases, usernames FROM person WHERE id IN (SELECT value FROM json_each(@people)))
  INSERT OR REPLACE INTO former_identifier (value, person, kind, until)
  SELECT value, person, kind, @today FROM (${listed('usernames', 'username')} UNION ALL ${listed('aliases', 'alias')}
    UNION ALL SELECT email, id, 'email' FROM these WHERE email IS NOT NULL) had
  WHERE value NOT IN (${STILL_HAS})`;
const FORGET = `DELETE FROM former_identifier AS had WHERE person IN (SELECT value FROM json_each(@people)) AND value IN (${STILL_HAS})`;
