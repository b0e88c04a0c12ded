import { addDays } from '../domain/day.ts';
import { type HeldSet, heldCounter } from '../domain/holders.ts';
import type { Store } from './open.ts';

/**
 * Who holds which licence since when. Only exceptions are written: no row means that a licence is held since its account was
 * first seen.
 */
export interface Assignment {
  /** The account's row. */
  readonly account: number;
  /** As the app calls it. */
  readonly licence: string;
  readonly since: string;
  /** `null`: held now. */
  readonly endedAt: string | null;
}

/** An account that is a seat, as `holdsSeat` in domain/account.ts: one that is closed holds no licence, whatever it lists. */
const seat = (table: string) => `${table}.state NOT IN ('deactivated', 'deleted')`;
const among = (list: string) =>
  `EXISTS (SELECT 1 FROM json_each(coalesce(${list}, '[]')) other WHERE lower(trim(other.value)) = lower(trim(held.value)))`;

/**
 * Records which licences the accounts in the temporary table `batch` gain and lose, before their waiting changes become the
 * picture; in the same transaction.
 */
export function recordGainsAndLosses(store: Store, at: string): void {
  const accounts =
    'batch JOIN account ON account.id = batch.account JOIN account_change c ON c.account = batch.account';
  store.sqlite
    .prepare(
      `INSERT INTO assignment (account, licence, since, ended_at)
       SELECT account.id, held.value, account.first_seen, @at FROM ${accounts}, json_each(account.licenses) held
       WHERE account.gone_at IS NULL AND ${seat('account')} AND (c.licenses IS NOT account.licenses OR NOT ${seat('c')})
         AND NOT (${seat('c')} AND ${among('c.licenses')})
       ON CONFLICT (account, licence) DO UPDATE SET ended_at = excluded.ended_at`,
    )
    .run({ at });
  store.sqlite
    .prepare(
      `INSERT INTO assignment (account, licence, since, ended_at)
       SELECT account.id, held.value, @at, NULL FROM ${accounts}, json_each(c.licenses) held
       WHERE ${seat('c')} AND (c.licenses IS NOT account.licenses OR NOT ${seat('account')} OR account.gone_at IS NOT NULL)
         AND NOT (account.gone_at IS NULL AND ${seat('account')} AND ${among('account.licenses')})
       ON CONFLICT (account, licence) DO UPDATE SET since = excluded.since, ended_at = NULL`,
    )
    .run({ at });
}

/** Ends what these accounts held, before they are marked gone; in the same transaction. */
export function endAssignments(store: Store, rows: readonly number[], at: string): void {
  store.sqlite
    .prepare(
      `INSERT INTO assignment (account, licence, since, ended_at)
       SELECT account.id, held.value, account.first_seen, @at FROM account, json_each(account.licenses) held
       WHERE account.id IN (SELECT value FROM json_each(@rows)) AND account.gone_at IS NULL AND ${seat('account')}
       ON CONFLICT (account, licence) DO UPDATE SET ended_at = excluded.ended_at`,
    )
    .run({ at, rows: JSON.stringify(rows) });
}

export function assignmentsOf(store: Store, account: number): readonly Assignment[] {
  return store.sqlite
    .prepare('SELECT account, licence, since, ended_at AS endedAt FROM assignment WHERE account = ?')
    .all(account) as Assignment[];
}

/** What the accounts of an app held and no longer hold, newest first. */
export function endedIn(store: Store, app: number): readonly Assignment[] {
  return store.sqlite
    .prepare(
      `SELECT assignment.account, licence, since, ended_at AS endedAt
       FROM assignment INDEXED BY assignment_ended JOIN account ON account.id = assignment.account
       WHERE ended_at IS NOT NULL AND account.app = ? ORDER BY ended_at DESC, assignment.account`,
    )
    .all(app) as Assignment[];
}

/** The same for the accounts of one person, with the app of each. */
export function endedOf(store: Store, person: number): readonly (Assignment & { readonly app: number })[] {
  return store.sqlite
    .prepare(
      `SELECT assignment.account, account.app AS app, licence, since, ended_at AS endedAt
       FROM account JOIN assignment ON assignment.account = account.id
       WHERE account.person = ? AND ended_at IS NOT NULL ORDER BY account.app, ended_at`,
    )
    .all(person) as (Assignment & { app: number })[];
}

/**
 * Removes what ended before a moment and is required no longer. `entitlementDays` of a licence as the app calls it; `null`
 * when nothing binds.
 */
export function forgetElapsed(
  store: Store,
  app: number,
  { before, today }: { before: string; today: string },
  entitlementDays: (licence: string) => number | null,
): void {
  const mine = 'ended_at < @before AND account IN (SELECT id FROM account WHERE app = @app)';
  const licences = store.sqlite
    .prepare(`SELECT DISTINCT licence FROM assignment INDEXED BY assignment_ended WHERE ${mine}`)
    .pluck()
    .all({ before, app }) as string[];
  const forget = store.sqlite.prepare(
    `DELETE FROM assignment WHERE ${mine} AND licence = @licence AND substr(since, 1, 10) <= @day`,
  );
  for (const licence of licences)
    forget.run({ before, app, licence, day: addDays(today, -(entitlementDays(licence) ?? 0)) });
}

/** The licences that seats hold, counted by set, as of a run that is about to be sealed: reads every account. */
export function countHeld(store: Store, app: number, run: number): readonly HeldSet[] | null {
  const rows = store.sqlite
    .prepare(
      `SELECT licenses, count(*) AS count FROM account
       WHERE app = ? AND first_run <= ? AND gone_at IS NULL AND licenses IS NOT NULL AND ${seat('account')} GROUP BY licenses`,
    )
    .all(app, run) as { licenses: string; count: number }[];
  const counter = heldCounter();
  for (const { licenses, count } of rows) counter.add(JSON.parse(licenses) as string[], count);
  return counter.sets();
}
