import type { Day } from '../../domain/day.ts';
import type { PersonStatus } from '../../domain/person.ts';
import type { Store } from '../db/open.ts';
import { PRESENT } from './people.ts';

/** What one roster source says about somebody. */
interface Said {
  readonly roster: string;
  readonly status: PersonStatus;
  readonly endDate: Day | null;
}

/** Sources know one address: one says that its owner works here, another that they do not. */
export interface StatusDisagreement {
  readonly name: string;
  readonly email: string;
  /** All that know them. */
  readonly said: readonly Said[];
}

/** Two sources that disagree about this many people, counting only people about whom both say something. */
export interface OtherDisagreement {
  readonly field: 'last-day' | 'first-day' | 'department' | 'manager';
  readonly rosters: readonly [string, string];
  readonly people: number;
  /** One of them. */
  readonly example: string;
}

const LISTED = `(SELECT person.*, source.name AS roster FROM person JOIN source ON source.id = person.source
  WHERE email IS NOT NULL AND gone_at IS NULL AND ${PRESENT})`;
const PAIRS = `${LISTED} a JOIN ${LISTED} b ON b.email = a.email AND b.source > a.source`;
const WORKS = (of: string) => `(${of}.status IN ('active', 'on-leave', 'starting'))`;

/** At most `limit` people, by name. */
export function statusDisagreements(store: Store, limit: number): readonly StatusDisagreement[] {
  const rows = store.sqlite
    .prepare(
      `WITH differing AS (SELECT a.email, min(a.name) AS name FROM ${PAIRS}
         WHERE ${WORKS('a')} <> ${WORKS('b')} GROUP BY a.email ORDER BY 2, 1 LIMIT ?)
       SELECT differing.name, said.email, said.roster, said.status, said.end_date AS endDate
       FROM differing JOIN ${LISTED} said ON said.email = differing.email ORDER BY 1, 2, said.source, said.id`,
    )
    .all(limit) as (Said & { name: string; email: string })[];
  const people = new Map<string, { name: string; email: string; said: Said[] }>();
  for (const { name, email, ...said } of rows) {
    const person = people.get(email) ?? { name, email, said: [] };
    people.set(email, person);
    person.said.push(said);
  }
  return [...people.values()];
}

/** Counted per pair of sources: differently spelled departments and managers are not worth deciding one by one. */
export function otherDisagreements(store: Store): readonly OtherDisagreement[] {
  const about = (field: OtherDisagreement['field'], column: string) =>
    (
      store.sqlite
        .prepare(
          `SELECT a.roster AS r1, b.roster AS r2, count(*) AS people, min(a.name) AS example FROM ${PAIRS}
           WHERE a.${column} IS NOT NULL AND b.${column} IS NOT NULL AND lower(a.${column}) <> lower(b.${column})
           GROUP BY a.source, b.source ORDER BY a.source, b.source`,
        )
        .all() as { r1: string; r2: string; people: number; example: string }[]
    ).map(
      ({ r1, r2, people, example }): OtherDisagreement => ({ field, rosters: [r1, r2], people, example }),
    );
  return [
    ...about('last-day', 'end_date'),
    ...about('first-day', 'start_date'),
    ...about('department', 'department'),
    ...about('manager', 'manager'),
  ];
}
