import type { Day } from '../day.ts';
import { hasEnded } from './contract-days.ts';
import type { CompletedSubscription } from './subscription.ts';

/**
 * `invalid`: information is missing. `expired`: its last day has passed. `not-told`: neither the vendor nor the accounts tell
 * whether it is used.
 */
const INVENTORY_STATUSES = ['invalid', 'used', 'unused', 'not-told', 'expired'] as const;
export type InventoryStatus = (typeof INVENTORY_STATUSES)[number];

/** What every subscription must have, by its name in `--json`. */
export type MissingFact = 'product' | 'purchased' | 'unitPrice' | 'currency' | 'term' | 'renewsOn';

/** Licenses are for single people unless the subscription names another model. */
export const DEFAULT_MODEL = 'Named User';

/**
 * What is still missing. With a price of 0 nothing renews and nothing can be saved, so currency, term and renewal are not
 * required; a monthly term, and a contract with a last day, need no renewal day. Model and pool have defaults (Named User, the organisation); notice and
 * entitlement apply only where the contract has them.
 */
export function missingFrom(subscription: CompletedSubscription): readonly MissingFact[] {
  const { product, purchased, unlimited, unitPrice, currency, term, renewsOn, endsOn } = subscription;
  const free = unitPrice === 0;
  const missing: readonly [MissingFact, boolean][] = [
    ['product', product === null],
    ['purchased', purchased === null && !unlimited],
    ['unitPrice', unitPrice === null],
    ['currency', currency === null && !free],
    ['term', term === null && !free],
    ['renewsOn', renewsOn === null && endsOn === null && term === 'annual' && !free],
  ];
  return missing.flatMap(([fact, isMissing]) => (isMissing ? [fact] : []));
}

/** What is known about the use of a subscription, besides what its vendor counts. */
export interface Use {
  /** How many accounts hold it; `null` where that cannot be told. */
  readonly holders: number | null;
  /**
   * How many hold it or another contract for the same product, less those that the vendor counts for the others; `null` where
   * it has a name of its own.
   */
  readonly together: number | null;
  /** Whether any account of the app lists a license. Where none does, no account proves that a license is not held. */
  readonly listed: boolean;
}

/** An admin may cancel a subscription that is unused, so it is unused only where the vendor or the accounts prove it, and neither shows any use. */
export function inventoryStatus(
  subscription: CompletedSubscription,
  missing: readonly MissingFact[],
  { holders, together, listed }: Use,
  today: Day,
): InventoryStatus {
  if (hasEnded(subscription, today)) return 'expired';
  if (missing.length > 0) return 'invalid';
  const { consumed } = subscription;
  const counted = [consumed, holders, together];
  if (counted.some((number) => number !== null && number > 0)) return 'used';
  return consumed === 0 || (listed && (holders === 0 || together === 0)) ? 'unused' : 'not-told';
}
