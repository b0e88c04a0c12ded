import type { Day } from '../day.ts';
import type { CompletedSubscription } from '../licenses/subscription.ts';
import { entitledSaves } from './entitlement.ts';
import { heldLicenses, type Price, priceList, subscriptionPrice } from './money.ts';
import { bindingOf, laterSaves, type Saves, savesFrom } from './renewal.ts';

/** Seats that were given up and may still be bound by a minimum entitlement period. */
export interface GivenUp {
  /** As the app calls it. */
  readonly license: string;
  readonly since: Day;
  readonly count: number;
}

/** Seats that are bought and held by nobody. */
export interface UnassignedSeats {
  /** The contract they belong to, or several contracts for one product, where no account shows which one it uses. */
  readonly of: Contracts;
  readonly seats: number;
  readonly price: Price | null;
  readonly saves: Saves;
}

/** Seats that are held, and the contracts they may belong to. */
interface HeldSeats {
  readonly subscriptions: readonly string[];
  readonly seats: number;
}

type Contracts = readonly [CompletedSubscription, ...CompletedSubscription[]];

/**
 * The seats that are bought and held by nobody. None are listed where this cannot be told: when the number bought is not known, when
 * the contract is no longer paid for, and when neither the vendor nor any account tells who holds a license.
 */
export function unassignedSeats(
  held: readonly HeldSeats[],
  subscriptions: readonly CompletedSubscription[],
  facts: {
    /** Whether a seat costs what its contract says, and not what the app costs. */
    readonly priced: boolean;
    /** Whether any account lists a license. */
    readonly listed: boolean;
    readonly givenUp: readonly GivenUp[];
  },
  today: Day,
): readonly UnassignedSeats[] {
  const prices = priceList(subscriptions);
  return pools(subscriptions, held).flatMap((of) => {
    const free = freeSeats(of, held, facts.listed);
    if (free <= 0) return [];
    const ids = of.map(({ id }) => id);
    const price = facts.priced ? lowestPrice(of) : null;
    const saves = of.map((contract) => savesFrom(bindingOf(contract), today)).reduce(laterSaves);
    const bound = facts.givenUp
      .filter(({ license }) =>
        heldLicenses([license], prices)[0]?.subscriptions.some(({ id }) => ids.includes(id)),
      )
      .map(({ since, count }) => ({
        seats: count,
        saves: of
          .map(({ entitlementDays }) => entitledSaves(since, entitlementDays, today))
          .reduce(laterSaves, saves),
      }));
    let rest = free;
    return [...bound, { seats: free, saves }].flatMap((part) => {
      const seats = Math.min(rest, part.seats);
      rest -= seats;
      return seats === 0 ? [] : [{ of, price, ...part, seats }];
    });
  });
}

/** One contract, or all those that seats under one name may belong to. Where the vendor counts each of them, each stands alone. */
function pools(
  subscriptions: readonly CompletedSubscription[],
  held: readonly HeldSeats[],
): readonly Contracts[] {
  const left = new Set(subscriptions);
  return subscriptions.flatMap((first): Contracts[] => {
    if (!left.delete(first)) return [];
    const pool: [CompletedSubscription, ...CompletedSubscription[]] = [first];
    for (const member of pool) {
      if (member.consumed !== null) continue;
      const tied = new Set(
        held.filter((line) => line.subscriptions.includes(member.id)).flatMap((line) => line.subscriptions),
      );
      for (const other of left)
        if (tied.has(other.id) && other.consumed === null && left.delete(other)) pool.push(other);
    }
    return [pool];
  });
}

function freeSeats(of: Contracts, held: readonly HeldSeats[], listed: boolean): number {
  const [only] = of;
  const paid = of.every(
    ({ capabilityStatus: status }) => status === null || status === 'enabled' || status === 'other',
  );
  if (!paid || of.some(({ unlimited, purchased }) => unlimited || purchased === null)) return 0;
  const bought = of.reduce((sum, { purchased }) => sum + (purchased ?? 0), 0);
  if (only.consumed !== null) return bought - only.consumed;
  const ids = of.map(({ id }) => id);
  const touching = held.filter((line) => line.subscriptions.some((id) => ids.includes(id)));
  // Seats that may also belong to a contract that the vendor counts cannot be divided.
  const divided = touching.every((line) => line.subscriptions.every((id) => ids.includes(id)));
  return listed && divided ? bought - touching.reduce((sum, { seats }) => sum + seats, 0) : 0;
}

/** The lowest price, because the seats that are left may be the cheapest ones; none if there are two currencies. */
function lowestPrice(of: Contracts): Price | null {
  const prices = of.map(subscriptionPrice);
  return prices.reduce((lowest, price) =>
    lowest === null || price === null || lowest.currency !== price.currency
      ? null
      : price.monthly < lowest.monthly
        ? price
        : lowest,
  );
}
