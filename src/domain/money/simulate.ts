import { isCurrency } from '../currency.ts';
import type { Term } from '../licenses/subscription.ts';
import type { Price } from './money.ts';
import { monthlyPrice } from './money.ts';
import type { Pricing } from './seat-lines.ts';

/** A price to try out; without a currency, in the currency the app is paid in. */
export interface TriedPrice {
  readonly unit: number;
  readonly currency: string | null;
  readonly term: Term;
}

const FORM = /^(\d{1,9}(?:\.\d{1,2})?)\s*([a-z]{2,5})?(?:\s*(?:\/|per|a)\s*(month|year))?$/i;

/** Why a text is not a price. */
export type PriceRefusal =
  | { readonly problem: 'not-a-price' }
  | { readonly problem: 'not-a-currency'; readonly code: string };

/** Reads `12`, `12.50USD`, `144 EUR/year`. */
export function readPrice(text: string): TriedPrice | PriceRefusal {
  const [, unit, code, per] = FORM.exec(text.trim()) ?? [];
  if (unit === undefined) return { problem: 'not-a-price' };
  const currency = code?.toUpperCase() ?? null;
  if (currency !== null && !isCurrency(currency))
    return { problem: 'not-a-currency', code: code ?? currency };
  return { unit: Number(unit), currency, term: per?.toLowerCase() === 'year' ? 'annual' : 'monthly' };
}

/** The currencies in which the seats of an app are paid. */
export function pricedCurrencies({ subscriptions, appPrice }: Pricing): readonly string[] {
  const found = subscriptions.flatMap(({ currency, unitPrice }) =>
    currency === null || unitPrice === null ? [] : [currency],
  );
  return [...new Set(appPrice === null ? found : [appPrice.price.currency, ...found])].sort();
}

/** The same pricing, if every seat that is not free had this price. The ends of the terms stay the same. */
export function atPrice(
  { subscriptions, appPrice }: Pricing,
  tried: TriedPrice & { currency: string },
): Pricing {
  const { unit, currency, term } = tried;
  const price: Price = { monthly: monthlyPrice(unit, term), currency };
  const binding = appPrice ?? { term, renewsOn: null, noticeDays: null };
  if (appPrice !== null || subscriptions.length === 0)
    return { subscriptions: [], appPrice: { ...binding, term, price } };
  return {
    subscriptions: subscriptions.map((subscription) =>
      subscription.unitPrice === 0 ? subscription : { ...subscription, unitPrice: unit, currency, term },
    ),
    appPrice: null,
  };
}
