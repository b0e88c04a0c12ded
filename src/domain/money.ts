import type { Subscription, Term } from './subscription.ts';

/** Amounts per month by currency; currencies are never added up. Kept in hundredths to add exactly. */
export type Money = Readonly<Record<string, number>>;

export const NO_MONEY: Money = {};

export interface Price {
  readonly monthly: number;
  readonly currency: string;
}

/** What one seat costs a month, in hundredths; an annual price is a twelfth of it. */
export function monthlyPrice(unitPrice: number, term: Term | null): number {
  return Math.round((unitPrice * 100) / (term === 'annual' ? 12 : 1));
}

/** Prices by everything an app may call a licence: its id, SKU or product name, without regard to case. */
export function priceList(
  subscriptions: readonly (Pick<
    Subscription,
    'id' | 'sku' | 'product' | 'unitPrice' | 'currency' | 'term'
  > & {
    /** Of a completed one: the name it had before, too. */
    readonly names?: readonly string[];
  })[],
): ReadonlyMap<string, Price> {
  const prices = new Map<string, Price>();
  for (const { id, sku, product, names = [], unitPrice, currency, term } of subscriptions) {
    if (unitPrice === null || currency === null) continue;
    const price = { monthly: monthlyPrice(unitPrice, term), currency };
    for (const name of [...names, product, sku, id]) if (name !== null) prices.set(name.toLowerCase(), price);
  }
  return prices;
}

/** What the licences of one account cost a month, where prices are known. */
export function seatCost(licenses: readonly string[], prices: ReadonlyMap<string, Price>): Money {
  const held = new Set(licenses.flatMap((license) => prices.get(license.trim().toLowerCase()) ?? []));
  return addMoney([...held].map(({ monthly, currency }) => ({ [currency]: monthly })));
}

export function addMoney(amounts: Iterable<Money>): Money {
  const sum: Record<string, number> = {};
  for (const amount of amounts)
    for (const [currency, hundredths] of Object.entries(amount))
      sum[currency] = (sum[currency] ?? 0) + hundredths;
  return sum;
}

export function timesMoney(amount: Money, count: number): Money {
  return Object.fromEntries(
    Object.entries(amount).map(([currency, hundredths]) => [currency, hundredths * count]),
  );
}

export function isFree(amount: Money): boolean {
  return Object.values(amount).every((hundredths) => hundredths === 0);
}
