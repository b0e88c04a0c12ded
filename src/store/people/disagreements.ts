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

/** Two sources know one address: one says that its owner works here, the other that they do not. */
export interface StatusDisagreement {
  readonly name: string;
  readonly email: string;
  readonly said: readonly [Said, Said];
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

/** At most `limit` of them, by name. */
export function statusDisagreements(store: Store, limit: number): readonly StatusDisagreement[] {
  const rows = store.sqlite
    .prepare(
      `SELECT a.name, a.email, a.roster AS r1, a.status AS s1, a.end_date AS e1, b.roster AS r2, b.status AS s2, b.end_date AS e2
       FROM ${PAIRS} WHERE ${WORKS('a')} <> ${WORKS('b')} ORDER BY a.name, a.email LIMIT ?`,
    )
    .all(limit) as {
    name: string;
    email: string;
    r1: string;
    s1: PersonStatus;
    e1: Day | null;
    r2: string;
    s2: PersonStatus;
    e2: Day | null;
  }[];
  return rows.map(({ name, email, r1, s1, e1, r2, s2, e2 }) => ({
    name,
    email,
    said: [
      { roster: r1, status: s1, endDate: e1 },
      { roster: r2, status: s2, endDate: e2 },
    ],
  }));
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
