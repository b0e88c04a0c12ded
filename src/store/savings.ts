import { addMoney, type Money } from '../domain/money.ts';
import type { Store } from './open.ts';

/** A seat that was proven free, with what it cost then. */
export interface SavedSeat {
  readonly app: number;
  /** The account's row. */
  readonly account: number;
  readonly licence: string;
  /** Hundredths a month. */
  readonly monthly: number;
  readonly currency: string;
  /** From which day on it saves. */
  readonly from: string;
  readonly at: string;
}

/** Inside the transaction that proves the seats free. */
export function saveSavings(store: Store, seats: readonly SavedSeat[]): void {
  const save = store.sqlite.prepare(
    `INSERT INTO saving (app, account, licence, monthly, currency, from_day, at)
     VALUES (@app, @account, @licence, @monthly, @currency, @from, @at)`,
  );
  for (const seat of seats) save.run(seat);
}

/** When accounts of the app last saved something since that moment, by row. */
export function lastSaved(store: Store, app: number, since: string): ReadonlyMap<number, string> {
  const rows = store.sqlite
    .prepare('SELECT account, max(at) FROM saving WHERE at >= ? AND app = ? GROUP BY account')
    .raw()
    .all(since, app) as [number, string][];
  return new Map(rows);
}

/** What the newest freeing of these accounts saves a month. */
export function savedBy(store: Store, accounts: readonly number[]): Money {
  const rows = store.sqlite
    .prepare(
      `SELECT monthly, currency FROM saving WHERE id IN (
         SELECT max(id) FROM saving WHERE account IN (SELECT value FROM json_each(?)) GROUP BY account, licence)`,
    )
    .all(JSON.stringify(accounts)) as { monthly: number; currency: string }[];
  return addMoney(rows.map(({ monthly, currency }) => ({ [currency]: monthly })));
}

/** What was saved since, added up by app and the day it saves from; a seat that is held again saves nothing. */
export function savedSince(
  store: Store,
  since: string,
): readonly {
  readonly app: number;
  readonly from: string;
  readonly monthly: Money;
  readonly seats: number;
}[] {
  const rows = store.sqlite
    .prepare(
      `SELECT app, from_day AS "from", currency, sum(monthly) AS monthly, count(DISTINCT account) AS seats FROM saving
       WHERE id IN (SELECT max(id) FROM saving WHERE at >= @since GROUP BY account, licence)
         AND NOT EXISTS (SELECT 1 FROM account WHERE account.id = saving.account
           AND gone_at IS NULL AND state NOT IN ('deactivated', 'deleted'))
       GROUP BY app, from_day, currency ORDER BY app, from_day, currency`,
    )
    .all({ since }) as { app: number; from: string; currency: string; monthly: number; seats: number }[];
  return rows.map(({ currency, monthly, ...row }) => ({ ...row, monthly: { [currency]: monthly } }));
}

/** What accounts with an open finding hold until the waiting changes of this run close them. */
export function aboutToClose(
  store: Store,
  run: number,
): readonly { readonly account: number; readonly openedAt: string }[] {
  return store.sqlite
    .prepare(
      `SELECT account.id AS account, finding.opened_at AS openedAt
       FROM account_change c CROSS JOIN account ON account.id = c.account CROSS JOIN finding ON finding.account = account.id
       WHERE c.run = ? AND c.state IN ('deactivated', 'deleted') AND finding.closed_at IS NULL
         AND account.state NOT IN ('deactivated', 'deleted')`,
    )
    .all(run) as { account: number; openedAt: string }[];
}
