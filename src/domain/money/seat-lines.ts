import type { Day } from '../day.ts';
import { type CompletedSubscription, licenseName, titleOf } from '../licenses/subscription.ts';
import type { Bucket, HeldSince, SeatGroup } from './bucket.ts';
import { entitledSaves } from './entitlement.ts';
import {
  addMoney,
  distinctPrices,
  heldLicenses,
  type Money,
  onePrice,
  type Price,
  type PriceList,
  priceList,
  seatsMoney,
} from './money.ts';
import { type Binding, bindingOf, laterSaves, type Saves, savesFrom } from './renewal.ts';
import { type GivenUp, unassignedSeats } from './unassigned-seats.ts';

/** The price of the app itself: what every account that holds a seat costs. */
export interface AppSeatPrice extends Binding {
  readonly price: Price;
}

/** What an app sells and for how much. */
export interface Pricing {
  readonly subscriptions: readonly CompletedSubscription[];
  readonly appPrice: AppSeatPrice | null;
}

/** Seats of one product in one bucket. */
export interface SeatLine {
  readonly bucket: Bucket;
  /** The product's name, or what the app calls the license; `null` for the seats of an app without subscriptions. */
  readonly product: string | null;
  /** Ids of the subscriptions the seats may belong to. */
  readonly subscriptions: readonly string[];
  readonly seats: number;
  /** What one of them costs; `null` where that is not known. */
  readonly price: Price | null;
  /** What they cost a month; empty where the price is not known, see `unpriced`. */
  readonly monthly: Money;
  /** How many of the seats have no known price. */
  readonly unpriced: number;
  /** From when giving them back saves that much. */
  readonly saves: Saves;
  /** Bought and assigned to nobody we know of. There may be fewer, where accounts hold licenses that belong to no subscription. */
  readonly atMost?: true;
}

/** Turns accounts, counted by licenses and bucket, into seats with their cost, and adds the seats that are bought but not assigned. */
export function seatLines(
  groups: readonly SeatGroup[],
  pricing: Pricing,
  today: Day,
  givenUp: readonly GivenUp[] = [],
): readonly SeatLine[] {
  const held = groups.flatMap((group) => heldLines(group, pricing, today));
  const listed = groups.some(({ licenses }) => licenses.length > 0);
  const free = unassignedSeats(
    held,
    pricing.subscriptions,
    { priced: pricing.appPrice === null, listed, givenUp },
    today,
  );
  const unlisted = holdsUnlisted(groups, pricing);
  return merged([
    ...free.map(({ of, seats, price, saves }) => {
      const ids = of.map(({ id }) => id);
      const own = line('unassigned', titleOf(of[0]), ids, seats, price, saves);
      // What the vendor counts itself is exact.
      const atMost = unlisted && of.some(({ consumed }) => consumed === null);
      return atMost ? { ...own, atMost } : own;
    }),
    ...held,
  ]);
}

/** Whether a seat is held under a name that no subscription has: it may be one of those that look unassigned. */
function holdsUnlisted(groups: readonly SeatGroup[], pricing: Pricing): boolean {
  const prices = priceListFrom(pricing);
  return groups.some(({ licenses }) =>
    heldLicenses(licenses, prices).some(
      ({ name, subscriptions }) => name !== '' && subscriptions.length === 0,
    ),
  );
}

export function priceListFrom({ subscriptions, appPrice }: Pricing): PriceList {
  return priceList(subscriptions, appPrice?.price ?? null);
}

/** The seats of one group of accounts: one per license, or the account itself where the app is paid by the seat. */
export function heldLines(
  { licenses, bucket, count, since = [] }: SeatGroup,
  pricing: Pricing,
  today: Day,
): readonly SeatLine[] {
  const { subscriptions, appPrice } = pricing;
  const prices = priceListFrom(pricing);
  const byId = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
  const held = heldLicenses(licenses, prices);
  const priced = held.some((license) => distinctPrices(license.subscriptions).length > 0);
  if (subscriptions.length === 0 || (appPrice !== null && !priced)) {
    const saves = appPrice === null ? NOW : savesFrom(appPrice, today);
    return [line(bucket, null, [], count, appPrice?.price ?? null, saves)];
  }
  return held.map((license) => {
    const of = license.subscriptions.flatMap(({ id }) => byId.get(id) ?? []);
    const day = heldSince(since, license.name);
    const saves = of
      .flatMap((subscription) => [
        savesFrom(bindingOf(subscription), today),
        entitledSaves(day, subscription.entitlementDays, today),
      ])
      .reduce(laterSaves, NOW);
    const name = of[0] === undefined ? license.name : titleOf(of[0]);
    const ids = of.map(({ id }) => id);
    return line(bucket, name, ids, count, onePrice(of, prices.everySeat), saves);
  });
}

/** What the seats of these accounts cost a month: the same sum as that of their lines. */
export function heldCost(groups: readonly SeatGroup[], pricing: Pricing, today: Day): Money {
  return addMoney(
    merged(groups.flatMap((group) => heldLines(group, pricing, today))).map(({ monthly }) => monthly),
  );
}

function heldSince(since: HeldSince, name: string): Day | null {
  const own = since.find(([license]) => license !== '' && licenseName(license) === licenseName(name));
  return (own ?? since.find(([license]) => license === ''))?.[1] ?? null;
}

const NOW: Saves = { kind: 'now' };

function line(
  bucket: Bucket,
  product: string | null,
  subscriptions: readonly string[],
  seats: number,
  price: Price | null,
  saves: Saves,
): SeatLine {
  const monthly = seatsMoney(price, seats);
  const unpriced = price === null ? seats : 0;
  return { bucket, product, subscriptions, seats, price, monthly, unpriced, saves };
}

function merged(lines: readonly SeatLine[]): SeatLine[] {
  const found = new Map<string, SeatLine>();
  for (const next of lines) {
    const key = JSON.stringify([
      next.bucket,
      licenseName(next.product ?? ''),
      next.subscriptions,
      next.saves,
    ]);
    const before = found.get(key);
    found.set(
      key,
      before === undefined
        ? next
        : {
            ...line(
              next.bucket,
              before.product,
              next.subscriptions,
              before.seats + next.seats,
              next.price,
              next.saves,
            ),
            ...(before.atMost === true || next.atMost === true ? { atMost: true } : {}),
          },
    );
  }
  return [...found.values()];
}
