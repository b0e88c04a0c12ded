import type { Day } from '../../domain/day.ts';
import { isSeat } from '../accounts/account-sql.ts';
import type { Store } from '../db/open.ts';
import { isEmployed } from '../people/employed-person-sql.ts';

/** People whose leaving is news since `@day`: it was read since then, and is recent. */
const LEFT = `status = 'offboarded' AND since >= @day AND replaced_by IS NULL
  AND coalesce(end_date, since) >= date(@day, '-45 days')`;

/** The people who left according to roster reads since that day. */
export function leftSince(store: Store, day: Day): readonly number[] {
  return store.sqlite.prepare(`SELECT id FROM person WHERE ${LEFT}`).pluck().all({ day }) as number[];
}

export interface Leavers {
  readonly left: number;
  /** How many of them hold no seat any more. */
  readonly clean: number;
  /** The names of the first few. */
  readonly names: readonly string[];
}

/** The same without people who were already reported. */
export function leaversSince(store: Store, day: Day, told: readonly number[]): Leavers {
  const values = { day, told: JSON.stringify(told) };
  const among = `FROM person WHERE ${LEFT} AND id NOT IN (SELECT value FROM json_each(@told))`;
  const counts = store.sqlite
    .prepare(
      `SELECT count(*) AS "left", count(*) FILTER (WHERE NOT EXISTS (
         SELECT 1 FROM account WHERE account.person = person.id AND account.gone_at IS NULL AND ${isSeat('account')})) AS clean ${among}`,
    )
    .get(values) as { left: number; clean: number };
  const names = store.sqlite.prepare(`SELECT name ${among} ORDER BY coalesce(end_date, since), name LIMIT 3`);
  return { ...counts, names: names.pluck().all(values) as string[] };
}

/** People who work here, leave in that span of days and have accounts that hold a seat; the first to leave first. */
export function leavingBetween(
  store: Store,
  from: Day,
  to: Day,
): readonly { readonly name: string; readonly on: Day; readonly accounts: number }[] {
  return store.sqlite
    .prepare(
      `SELECT name, "on", accounts FROM (
         SELECT name, end_date AS "on", (SELECT count(*) FROM account WHERE account.person = p.id AND account.gone_at IS NULL
           AND first_run <= (SELECT sealed_run FROM source WHERE source.id = account.app) AND ${isSeat('account')}) AS accounts
         FROM person p WHERE end_date BETWEEN ? AND ? AND ${isEmployed('p')})
       WHERE accounts > 0 ORDER BY "on", name`,
    )
    .all(from, to) as { name: string; on: Day; accounts: number }[];
}

/** Of the people whose seats wait for a decision, the one who left first, with their apps. */
export function longestLeaver(
  store: Store,
): { readonly name: string; readonly leftOn: Day; readonly apps: readonly number[] } | null {
  const open = `FROM finding JOIN account ON account.id = finding.account JOIN person ON person.id = account.person
    WHERE finding.closed_at IS NULL AND finding.snoozed_until IS NULL AND finding.concern IN ('offboarded', 'active-after-leaving')`;
  const first = store.sqlite
    .prepare(
      `SELECT person.id, person.name, coalesce(person.end_date, person.since) AS leftOn ${open}
       AND coalesce(person.end_date, person.since) IS NOT NULL ORDER BY leftOn, person.name, person.id LIMIT 1`,
    )
    .get() as { id: number; name: string; leftOn: Day } | undefined;
  if (first === undefined) return null;
  const apps = store.sqlite.prepare(
    `SELECT DISTINCT finding.app ${open} AND person.id = ? ORDER BY finding.app`,
  );
  return { name: first.name, leftOn: first.leftOn, apps: apps.pluck().all(first.id) as number[] };
}
