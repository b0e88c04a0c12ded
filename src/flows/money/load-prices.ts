import type { Price, PriceList } from '../../domain/money/money.ts';
import { monthlyPrice } from '../../domain/money/money.ts';
import { type AppSeatPrice, type Pricing, priceListFrom } from '../../domain/money/seat-lines.ts';
import { type Context, findApp } from '../context.ts';
import { inventory } from '../licenses/list-inventory.ts';

/** What an app sells and for how much: its completed subscriptions, and the price of its entry in seatkeeper.yaml. */
export function pricingOf(context: Context, app: number): Pricing {
  const written = findApp(context, app)?.config.price ?? null;
  return {
    subscriptions: inventory(context, app),
    appPrice: written === null ? null : { ...written, price: priceIn(written) },
  };
}

/** What the seats of an app cost. */
export function pricesOf(context: Context, app: number): PriceList {
  return priceListFrom(pricingOf(context, app));
}

function priceIn({
  unit,
  currency,
  term,
}: {
  unit: number;
  currency: string;
  term: AppSeatPrice['term'];
}): Price {
  return { monthly: monthlyPrice(unit, term), currency };
}
