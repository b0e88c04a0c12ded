import type { Instant } from '../../domain/day.ts';
import { addMoney, type Money, NO_MONEY } from '../../domain/money/money.ts';
import { isSeat } from '../accounts/account-sql.ts';
import type { Store } from '../db/open.ts';

/** A seat that is proven to be free, with its price at that time. */
export interface SavedSeat {
  readonly app: number;
  /** The account's row. */
  readonly account: number;
  /** As the app calls it; empty for the account itself. */
  readonly license: string;
  /** Per month; 0 where no price is known. */
  readonly monthly: number;
  readonly currency: string;
  /** The first day on which it saves. */
  readonly from: string;
  readonly at: string;
}

/** Inside the transaction that proves that the seats are free. */
export function saveSavings(store: Store, seats: readonly SavedSeat[]): void {
  const save = store.sqlite.prepare(
    `INSERT INTO saving (app, account, license, monthly, currency, from_day, at)
     VALUES (@app, @account, @license, @monthly, @currency, @from, @at)`,
  );
  for (const seat of seats) save.run({ ...seat, monthly: Math.round(seat.monthly * PARTS) });
}

/** The monthly saving from the last time each of these accounts was freed. */
export function savedBy(store: Store, accounts: readonly number[]): Money {
  const rows = store.sqlite
    .prepare(
      `SELECT monthly, currency FROM saving WHERE id IN (
         SELECT max(id) FROM saving WHERE account IN (SELECT value FROM json_each(?)) GROUP BY account, license)`,
    )
    .all(JSON.stringify(accounts)) as { monthly: number; currency: string }[];
  return addMoney(rows.map(({ monthly, currency }) => moneyOf(currency, monthly)));
}

/** Stored in millionths, which SQLite adds up exactly, and which turn twelve twelfths back into a whole when they are shown. */
const PARTS = 1_000_000;

function moneyOf(currency: string, parts: number): Money {
  return parts === 0 ? NO_MONEY : { [currency]: parts / PARTS };
}

/** Savings since a moment, or after a row, by app and first day of saving. A seat that is held again saves nothing. */
export function savedSince(
  store: Store,
  since: string | { readonly after: number },
): readonly {
  readonly app: number;
  readonly from: string;
  readonly monthly: Money;
  readonly seats: number;
}[] {
  const rows = store.sqlite
    .prepare(
      `SELECT app, from_day AS "from", currency, sum(monthly) AS monthly, count(*) AS seats FROM saving
       WHERE id IN (SELECT max(id) FROM saving WHERE ${typeof since === 'string' ? 'at >= @since' : 'id > @since'} GROUP BY account, license)
         AND NOT EXISTS (SELECT 1 FROM account WHERE account.id = saving.account AND gone_at IS NULL AND ${isSeat('account')}
           AND (saving.license = '' OR EXISTS (SELECT 1 FROM json_each(coalesce(account.licenses, '[]'))
             WHERE lower(trim(value)) = lower(trim(saving.license)))))
       GROUP BY app, from_day, currency ORDER BY app, from_day, currency`,
    )
    .all({ since: typeof since === 'string' ? since : since.after }) as {
    app: number;
    from: string;
    currency: string;
    monthly: number;
    seats: number;
  }[];
  return rows.map(({ currency, monthly, ...row }) => ({ ...row, monthly: moneyOf(currency, monthly) }));
}

/** An account that holds less than before. */
export interface Loss {
  /** Its row. */
  readonly account: number;
  /** The licenses it held, as the app calls them. */
  readonly before: readonly string[];
  /** Since when each is held; the entry with the empty name is for all the others. */
  readonly since: readonly (readonly [license: string, since: Instant])[];
  /** Those it holds now; `null` when it is no longer a seat. */
  readonly after: readonly string[] | null;
}

/** What the accounts in the temporary table `batch` may lose, before their waiting changes are applied. */
export function lossesInBatch(store: Store): readonly Loss[] {
  return lossesOf(
    store.sqlite
      .prepare(
        `SELECT account.id, account.licenses, ${HELD_SINCE}, CASE WHEN ${isSeat('c')} THEN coalesce(c.licenses, '[]') END
         FROM batch CROSS JOIN account ON account.id = batch.account CROSS JOIN account_change c ON c.account = batch.account
         WHERE account.gone_at IS NULL AND ${isSeat('account')} AND (c.licenses IS NOT account.licenses OR NOT ${isSeat('c')})`,
      )
      .raw()
      .all() as LossRow[],
  );
}

/** What these accounts hold, before they are marked gone. */
export function lossesOfGone(store: Store, rows: readonly number[]): readonly Loss[] {
  return lossesOf(
    store.sqlite
      .prepare(
        `SELECT account.id, account.licenses, ${HELD_SINCE}, NULL FROM json_each(?) gone CROSS JOIN account ON account.id = gone.value
         WHERE account.gone_at IS NULL AND ${isSeat('account')}`,
      )
      .raw()
      .all(JSON.stringify(rows)) as LossRow[],
  );
}

const HELD_SINCE = `account.first_seen, (SELECT json_group_array(json_array(license, since))
  FROM assignment WHERE assignment.account = account.id AND ended_at IS NULL)`;
type LossRow = [account: number, before: string | null, first: Instant, since: string, after: string | null];

function lossesOf(rows: readonly LossRow[]): readonly Loss[] {
  const list = (json: string | null) => (json === null ? null : (JSON.parse(json) as string[]));
  return rows.map(([account, before, first, since, after]) => ({
    account,
    before: list(before) ?? [],
    since: [['', first], ...(JSON.parse(since) as Loss['since'])],
    after: list(after),
  }));
}
