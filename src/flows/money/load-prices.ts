import type { Day } from '../../domain/day.ts';
import { nextRenewal } from '../../domain/licenses/contract-days.ts';
import type { PriceList } from '../../domain/money/money.ts';
import { monthlyPrice } from '../../domain/money/money.ts';
import { type AppSeatPrice, type Pricing, priceListFrom } from '../../domain/money/seat-lines.ts';
import { type App, type Context, findApp, today } from '../context.ts';
import { inventory } from '../licenses/list-inventory.ts';

/** What an app sells and for how much: its completed subscriptions, and the price of its entry in seatkeeper.yaml. */
export function pricingOf(context: Context, app: number): Pricing {
  const written = findApp(context, app)?.config.price ?? null;
  return {
    subscriptions: inventory(context, app),
    appPrice: written === null ? null : priceOf(written, today(context)),
  };
}

/** What the seats of an app cost. */
export function pricesOf(context: Context, app: number): PriceList {
  return priceListFrom(pricingOf(context, app));
}

/** The written price. An automatic renewal that has passed is followed by the next one. */
function priceOf({ unit, currency, ...written }: AppPrice, day: Day): AppSeatPrice {
  const renewsOn = nextRenewal(written.renewsOn, written.term, day).day;
  return { ...written, renewsOn, price: { monthly: monthlyPrice(unit, written.term), currency } };
}

type AppPrice = NonNullable<App['config']['price']>;
