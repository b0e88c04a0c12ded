import { type Account, holdsSeat } from '../account.ts';
import { licenseName, type Subscription, type Term } from '../licenses/subscription.ts';

/**
 * Amounts per month by currency, in whole units with decimals (12.5 is 12.50 USD). Currencies are never added up. Every sum is
 * rounded to the hundredth, which keeps it exact.
 */
export type Money = Readonly<Record<string, number>>;

export const NO_MONEY: Money = {};

export interface Price {
  /** Not rounded: twelve twelfths of an annual price are that price again. */
  readonly monthly: number;
  readonly currency: string;
}

/** What one seat costs a month: a twelfth of an annual price, not rounded. */
export function monthlyPrice(unitPrice: number, term: Term | null): number {
  return unitPrice / (term === 'annual' ? 12 : 1);
}

/** Rounds to the hundredth of a unit. */
function toHundredths(amount: number): number {
  return Math.round(amount * 100) / 100;
}

type Priced = Pick<Subscription, 'id' | 'sku' | 'product' | 'unitPrice' | 'currency' | 'term'> & {
  /** What else the app may call it, such as the product name before an admin completed it. */
  readonly names?: readonly string[];
};

/** What the seats of one app cost. */
export interface PriceList {
  /**
   * The subscriptions by each name an app may use for a license, in lower case. A name is looked up as an id first, then as a
   * SKU, then as a product name.
   */
  readonly named: ReadonlyMap<string, readonly Priced[]>;
  /** What every seat costs, where seatkeeper.yaml sets a price for the app itself. */
  readonly everySeat: Price | null;
}

export function priceList(subscriptions: readonly Priced[], everySeat: Price | null = null): PriceList {
  const levels: ((subscription: Priced) => readonly (string | null)[])[] = [
    ({ id }) => [id],
    ({ sku }) => [sku],
    ({ product, names = [] }) => [product, ...names],
  ];
  const named = new Map<string, readonly Priced[]>();
  for (const namesOf of levels) {
    const level = new Map<string, Priced[]>();
    for (const subscription of subscriptions)
      for (const name of new Set(namesOf(subscription).map((called) => licenseName(called ?? ''))))
        level.set(name, [...(level.get(name) ?? []), subscription]);
    for (const [name, of] of level) if (name !== '' && !named.has(name)) named.set(name, of);
  }
  return { named, everySeat };
}

export function subscriptionPrice({ unitPrice, currency, term }: Priced): Price | null {
  return unitPrice === null || currency === null
    ? null
    : { monthly: monthlyPrice(unitPrice, term), currency };
}

/** The different prices of subscriptions that an app calls by one name. */
export function distinctPrices(subscriptions: readonly Priced[]): readonly Price[] {
  const found = subscriptions.flatMap((subscription) => subscriptionPrice(subscription) ?? []);
  return found.filter(
    (price, at) =>
      at ===
      found.findIndex(({ monthly, currency }) => monthly === price.monthly && currency === price.currency),
  );
}

/** The one price of a seat that may be of any of these subscriptions; `null` when two are possible, because nothing is guessed. */
export function onePrice(subscriptions: readonly Priced[], everySeat: Price | null): Price | null {
  const [price = null, other] = distinctPrices(subscriptions);
  if (other !== undefined || (price !== null && everySeat !== null)) return null;
  return price;
}

/** What an account holds: one entry per license, even if the app lists it under several names. */
export function heldLicenses(
  licenses: readonly string[],
  { named }: Pick<PriceList, 'named'>,
): readonly { readonly name: string; readonly subscriptions: readonly Priced[] }[] {
  const covered = new Set<string>();
  return [...new Map(licenses.map((name) => [licenseName(name), name.trim()])).entries()]
    .map(([key, name]) => ({ name, subscriptions: named.get(key) ?? [] }))
    .sort((a, b) => a.subscriptions.length - b.subscriptions.length)
    .filter(({ subscriptions }) => {
      const repeated = subscriptions.some(({ id }) => covered.has(id));
      for (const { id } of subscriptions) covered.add(id);
      return !repeated;
    });
}

/** What the seat of one account costs a month, where its price is known. */
export function seatCost(licenses: readonly string[], prices: PriceList): Money {
  const held = heldLicenses(licenses, prices);
  const priced = held.some(({ subscriptions }) => distinctPrices(subscriptions).length > 0);
  if (prices.everySeat !== null && !priced) return toMoney(prices.everySeat);
  return addMoney(held.map(({ subscriptions }) => toMoney(onePrice(subscriptions, prices.everySeat))));
}

/** The same for an account in its current state: a closed one does not use a seat of an app that is paid by the seat. */
export function accountCost(account: Pick<Account, 'licenses' | 'state'>, prices: PriceList): Money {
  return seatCost(account.licenses, holdsSeat(account) ? prices : { ...prices, everySeat: null });
}

/** Whether the account also holds a license whose price is not known, so that it costs at least what `accountCost` says. */
export function costIsPartial({ licenses }: Pick<Account, 'licenses'>, prices: PriceList): boolean {
  const held = heldLicenses(licenses, prices).filter(({ name }) => name !== '');
  const priced = held.some(({ subscriptions }) => distinctPrices(subscriptions).length > 0);
  if (prices.everySeat !== null && !priced) return false;
  const known = held.filter(({ subscriptions }) => onePrice(subscriptions, prices.everySeat) !== null);
  return known.length > 0 && known.length < held.length;
}

export function toMoney(price: Price | null): Money {
  return seatsMoney(price, 1);
}

/** What this many seats cost a month. The price is multiplied before it is rounded, as on an invoice. */
export function seatsMoney(price: Price | null, seats: number): Money {
  return price === null ? NO_MONEY : { [price.currency]: toHundredths(price.monthly * seats) };
}

export function addMoney(amounts: Iterable<Money>): Money {
  const sum: Record<string, number> = {};
  for (const amount of amounts)
    for (const [currency, value] of Object.entries(amount))
      sum[currency] = toHundredths((sum[currency] ?? 0) + value);
  return sum;
}

export function timesMoney(amount: Money, count: number): Money {
  return Object.fromEntries(
    Object.entries(amount).map(([currency, value]) => [currency, toHundredths(value * count)]),
  );
}

export function isFree(amount: Money): boolean {
  return Object.values(amount).every((value) => value === 0);
}
