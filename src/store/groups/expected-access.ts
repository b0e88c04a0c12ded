import type { GroupBook } from '../../domain/groups.ts';
import { isSeat } from '../accounts/account-sql.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import { hasSeveralRosters, isEmployed, SAME_HUMAN } from '../people/employed-person-sql.ts';
import type { Source } from '../sources/sources.ts';

/** People with the same groups, counted: companies have few sets of groups, however many people. */
export interface GroupSet {
  readonly groups: readonly string[];
  /** The groups of the same people's records in other sources that were counted before. */
  readonly elsewhere: readonly string[];
  readonly people: number;
}

const SEAT = `a.app = @app AND a.gone_at IS NULL AND a.first_run <= @sealed AND ${isSeat('a')}`;

/** Everybody who works here, by their groups. */
export function groupSets(store: Store): readonly GroupSet[] {
  const elsewhere = hasSeveralRosters(store)
    ? `(SELECT json_group_array(value) FROM person q, json_each(q."groups") WHERE ${SAME_HUMAN} AND q.id < p.id)`
    : "'[]'";
  const rows = store.sqlite
    .prepare(
      `SELECT "groups", ${elsewhere} AS elsewhere, count(*) AS people FROM person p WHERE ${isEmployed('p')} GROUP BY 1, 2`,
    )
    .all() as { groups: string; elsewhere: string; people: number }[];
  return rows.map(({ groups, elsewhere: others, people }) => ({
    groups: JSON.parse(groups) as string[],
    elsewhere: JSON.parse(others) as string[],
    people,
  }));
}

/** One app, and the sets of groups that grant it. */
export interface Expectation {
  readonly app: number;
  readonly sealed: number;
  readonly sets: string;
  /** Whether the app is so large that reading along the table is fastest. */
  readonly most: boolean;
}

/** The part that SQLite can bind. */
function params({ app, sealed, sets }: Expectation) {
  return { app, sealed, sets };
}

const MOST = 100_000;

export function expectation(
  store: Store,
  app: Source,
  granting: ReturnType<GroupBook['granting']>,
): Expectation {
  return {
    app: app.id,
    sealed: app.sealedRun,
    sets: setsWith(store, granting),
    most: app.numbers.total > MOST,
  };
}

/** The sets of groups that contain one of these, as JSON texts like those in the table. */
function setsWith(store: Store, wanted: ReadonlySet<string>): string {
  const sets = store.sqlite.prepare('SELECT DISTINCT "groups" FROM person').pluck().all() as string[];
  return JSON.stringify(
    sets.filter((set) => (JSON.parse(set) as string[]).some((group) => wanted.has(group))),
  );
}

const IN_SETS = 'IN (SELECT value FROM json_each(@sets))';

function conditions(store: Store) {
  const many = hasSeveralRosters(store);
  const twin = (more: string) => `EXISTS (SELECT 1 FROM person q WHERE ${SAME_HUMAN} AND ${more})`;
  return {
    granted: many ? `(p."groups" ${IN_SETS} OR ${twin(`q."groups" ${IN_SETS}`)})` : `p."groups" ${IN_SETS}`,
    /** Each human once. */
    once: many ? `NOT ${twin('q.id < p.id')}` : '1',
    has: many
      ? `EXISTS (SELECT 1 FROM account a WHERE ${SEAT} AND a.person IN (SELECT p.id UNION ALL SELECT q.id FROM person q WHERE ${SAME_HUMAN}))`
      : `EXISTS (SELECT 1 FROM account a WHERE a.person = p.id AND ${SEAT})`,
  };
}

export function countExpected(
  store: Store,
  expected: Expectation,
): { readonly granted: number; readonly covered: number; readonly without: number } {
  const { granted, once, has } = conditions(store);
  const people = store.sqlite
    .prepare(
      `SELECT count(*) AS granted, coalesce(sum(${has}), 0) AS covered FROM person p WHERE ${isEmployed('p')} AND ${granted} AND ${once}`,
    )
    .get(params(expected)) as { granted: number; covered: number };
  const without = store.sqlite
    .prepare(
      `SELECT count(*) FROM account a ${expected.most ? 'NOT INDEXED' : indexHint(store, 'account_key')}
       WHERE ${SEAT} AND a.person IN (SELECT p.id FROM person p WHERE ${isEmployed('p')} AND NOT ${granted})`,
    )
    .pluck()
    .get(params(expected)) as number;
  return { ...people, without };
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** People in a granting group without a seat in the app, or with one, as refs. */
export function grantedPeople(
  store: Store,
  expected: Expectation,
  seat: 'with a seat' | 'without a seat',
  page: Page,
): readonly number[] {
  const { granted, once, has } = conditions(store);
  return store.sqlite
    .prepare(
      `SELECT p.id FROM person p WHERE ${isEmployed('p')} AND ${granted} AND ${once} AND ${seat === 'with a seat' ? has : `NOT ${has}`}
       ORDER BY p.id LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ ...params(expected), ...page }) as number[];
}

/** Accounts with a seat whose owner is in no granting group, as rows. */
export function ungrantedAccounts(store: Store, expected: Expectation, page: Page): readonly number[] {
  const { granted } = conditions(store);
  return store.sqlite
    .prepare(
      `SELECT a.id FROM account a ${indexHint(store, 'account_key')} CROSS JOIN person p ON p.id = a.person
       WHERE ${SEAT} AND ${isEmployed('p')} AND NOT ${granted} ORDER BY a.external_id LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ ...params(expected), ...page }) as number[];
}

/** People who are in one of the groups. */
export function peopleIn(store: Store, groups: ReadonlySet<string>, page: Page): readonly number[] {
  const { granted, once } = conditions(store);
  return store.sqlite
    .prepare(
      `SELECT p.id FROM person p WHERE ${isEmployed('p')} AND ${granted} AND ${once} ORDER BY p.id LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ sets: setsWith(store, groups), ...page }) as number[];
}
