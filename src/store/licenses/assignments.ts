import { addDays, type Day, dayStart } from '../../domain/day.ts';
import { type HeldSet, heldCounter } from '../../domain/licenses/holders.ts';
import { isNamedLike, isSeat } from '../accounts/account-sql.ts';
import type { Store } from '../db/open.ts';

/**
 * Since when an account has held a license. Only exceptions are stored: without a row, the license has been held since the
 * account was first seen.
 */
export interface Assignment {
  /** The account's row. */
  readonly account: number;
  /** As the app calls it. */
  readonly license: string;
  readonly since: string;
  /** `null`: held now. */
  readonly endedAt: string | null;
}

const among = (list: string) =>
  `EXISTS (SELECT 1 FROM json_each(coalesce(${list}, '[]')) other WHERE lower(trim(other.value)) = lower(trim(held.value)))`;

/**
 * Records which licenses the accounts in the temporary table `batch` gain and lose, before their waiting changes are
 * applied, in the same transaction.
 */
export function recordGainsAndLosses(store: Store, at: string): void {
  // CROSS JOIN keeps this order; in the other one, SQLite would scan a million accounts for each batch.
  const accounts =
    'batch CROSS JOIN account ON account.id = batch.account CROSS JOIN account_change c ON c.account = batch.account';
  store.sqlite
    .prepare(
      `INSERT INTO assignment (account, license, since, ended_at)
       SELECT account.id, held.value, account.first_seen, @at FROM ${accounts} CROSS JOIN json_each(account.licenses) held
       WHERE account.gone_at IS NULL AND ${isSeat('account')} AND (c.licenses IS NOT account.licenses OR NOT ${isSeat('c')})
         AND NOT (${isSeat('c')} AND ${among('c.licenses')})
       ON CONFLICT (account, license) DO UPDATE SET ended_at = excluded.ended_at`,
    )
    .run({ at });
  store.sqlite
    .prepare(
      `INSERT INTO assignment (account, license, since, ended_at)
       SELECT account.id, held.value, @at, NULL FROM ${accounts} CROSS JOIN json_each(c.licenses) held
       WHERE ${isSeat('c')} AND (c.licenses IS NOT account.licenses OR NOT ${isSeat('account')} OR account.gone_at IS NOT NULL)
         AND NOT (account.gone_at IS NULL AND ${isSeat('account')} AND ${among('account.licenses')})
       ON CONFLICT (account, license) DO UPDATE SET since = excluded.since, ended_at = NULL`,
    )
    .run({ at });
}

/** Ends the assignments of these accounts before they are marked gone, in the same transaction. */
export function endAssignments(store: Store, rows: readonly number[], at: string): void {
  store.sqlite
    .prepare(
      `INSERT INTO assignment (account, license, since, ended_at)
       SELECT account.id, held.value, account.first_seen, @at
       FROM json_each(@rows) gone CROSS JOIN account ON account.id = gone.value CROSS JOIN json_each(account.licenses) held
       WHERE account.gone_at IS NULL AND ${isSeat('account')}
       ON CONFLICT (account, license) DO UPDATE SET ended_at = excluded.ended_at`,
    )
    .run({ at, rows: JSON.stringify(rows) });
}

export function assignmentsOf(store: Store, account: number): readonly Assignment[] {
  return store.sqlite
    .prepare('SELECT account, license, since, ended_at AS endedAt FROM assignment WHERE account = ?')
    .all(account) as Assignment[];
}

export interface EndedFilter {
  /** As the app calls them. */
  readonly licenses: readonly string[];
  /** Names of the license in lower case: an account that holds it under one of them has not given it up. */
  readonly names: readonly string[];
  /** Only licenses that were assigned after that day of `timezone`. */
  readonly sinceAfter: Day;
  readonly timezone: string;
  /** Part of an address, username or name. */
  readonly text: string | null;
}

/** Licenses that accounts of an app no longer hold, one per account, read a page at a time. */
export function* endedIn(store: Store, app: number, filter: EndedFilter, skip = 0): Iterable<Assignment> {
  // The other columns are those of the row with the latest start: https://sqlite.org/lang_select.html#bareagg
  const statement = store.sqlite.prepare(
    `SELECT assignment.account, license, max(since) AS since, ended_at AS endedAt FROM ${ENDED}
       AND assignment.account > @after GROUP BY assignment.account ORDER BY assignment.account LIMIT @limit OFFSET @skip`,
  );
  for (let after = 0, from = skip; ; from = 0) {
    const page = statement.all({ ...bound(app, filter), after, limit: PAGE, skip: from }) as Assignment[];
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.account ?? after;
  }
}

export function countEnded(store: Store, app: number, filter: EndedFilter): number {
  return store.sqlite
    .prepare(`SELECT count(DISTINCT assignment.account) FROM ${ENDED}`)
    .pluck()
    .get(bound(app, filter)) as number;
}

/** The licenses that accounts of an app gave up and that are still stored, as the app calls them. */
export function endedLicenses(store: Store, app: number): readonly string[] {
  return store.sqlite
    .prepare(
      `SELECT DISTINCT license FROM assignment INDEXED BY assignment_ended CROSS JOIN account ON account.id = assignment.account
       WHERE ended_at IS NOT NULL AND account.app = ?`,
    )
    .pluck()
    .all(app) as string[];
}

const PAGE = 200;
const ENDED = `assignment CROSS JOIN account ON account.id = assignment.account
     WHERE ended_at IS NOT NULL AND account.app = @app AND license IN (SELECT value FROM json_each(@licenses))
       AND since >= @sinceFrom
       AND NOT (account.gone_at IS NULL AND ${isSeat('account')} AND EXISTS (
         SELECT 1 FROM json_each(coalesce(account.licenses, '[]')) WHERE lower(trim(value)) IN (SELECT value FROM json_each(@names))))
       AND (@text IS NULL OR ${isNamedLike('@text')})`;

function bound(app: number, { licenses, names, sinceAfter, timezone, text }: EndedFilter) {
  const sinceFrom = dayStart(timezone, addDays(sinceAfter, 1));
  return { app, licenses: JSON.stringify(licenses), names: JSON.stringify(names), sinceFrom, text };
}

/** Licenses that the accounts of one person no longer hold, with the app of each. */
export function endedOf(store: Store, person: number): readonly (Assignment & { readonly app: number })[] {
  return store.sqlite
    .prepare(
      `SELECT assignment.account, account.app AS app, license, since, ended_at AS endedAt
       FROM account CROSS JOIN assignment ON assignment.account = account.id
       WHERE account.person = ? AND ended_at IS NOT NULL ORDER BY account.app, ended_at`,
    )
    .all(person) as (Assignment & { app: number })[];
}

/**
 * Removes assignments that ended and whose minimum entitlement period is over. `entitlementDays` takes a license as the app
 * calls it; `null` if there is no such period. Assignments that ended just now count too: otherwise the rows would show how often the app
 * was read since, and so whether a read was cut off.
 */
export function forgetElapsed(
  store: Store,
  app: number,
  { today, timezone }: { readonly today: Day; readonly timezone: string },
  entitlementDays: (license: string) => number | null,
): void {
  const mine = `assignment INDEXED BY assignment_ended WHERE ended_at IS NOT NULL
     AND EXISTS (SELECT 1 FROM account WHERE account.id = assignment.account AND account.app = @app)`;
  const licenses = store.sqlite
    .prepare(`SELECT DISTINCT license FROM ${mine}`)
    .pluck()
    .all({ app }) as string[];
  const forget = store.sqlite.prepare(`DELETE FROM ${mine} AND license = @license AND since < @before`);
  for (const license of licenses)
    forget.run({
      app,
      license,
      before: dayStart(timezone, addDays(today, 1 - (entitlementDays(license) ?? 0))),
    });
}

/** The sets of licenses that seats hold, counted as they will be when the run is sealed. Reads every account. */
export function countHeld(store: Store, app: number, run: number): readonly HeldSet[] | null {
  const rows = store.sqlite
    .prepare(
      `SELECT licenses, count(*) AS count FROM account
       WHERE app = ? AND first_run <= ? AND gone_at IS NULL AND licenses IS NOT NULL AND ${isSeat('account')} GROUP BY licenses`,
    )
    .all(app, run) as { licenses: string; count: number }[];
  const counter = heldCounter();
  for (const { licenses, count } of rows) counter.add(JSON.parse(licenses) as string[], count);
  return counter.sets();
}
