import type { CompletedSubscription } from './subscription.ts';

/** `invalid` means that information is missing. */
const INVENTORY_STATUSES = ['invalid', 'used', 'unused'] as const;
export type InventoryStatus = (typeof INVENTORY_STATUSES)[number];

/** What every subscription must have, by its name in `--json`. */
export type MissingFact = 'product' | 'purchased' | 'unitPrice' | 'currency' | 'term' | 'renewsOn';

/** Licenses are for single people unless the subscription names another model. */
export const DEFAULT_MODEL = 'Named User';

/**
 * What is still missing. With a price of 0 nothing renews and nothing can be saved, so currency, term and renewal are not
 * required; a monthly term needs no renewal day. Model and pool have defaults (Named User, the organisation); notice and
 * entitlement apply only where the contract has them.
 */
export function missingFrom(subscription: CompletedSubscription): readonly MissingFact[] {
  const { product, purchased, unlimited, unitPrice, currency, term, renewsOn } = subscription;
  const free = unitPrice === 0;
  const missing: readonly [MissingFact, boolean][] = [
    ['product', product === null],
    ['purchased', purchased === null && !unlimited],
    ['unitPrice', unitPrice === null],
    ['currency', currency === null && !free],
    ['term', term === null && !free],
    ['renewsOn', renewsOn === null && term === 'annual' && !free],
  ];
  return missing.flatMap(([fact, isMissing]) => (isMissing ? [fact] : []));
}

/**
 * `holders`: how many accounts hold it, where that could be counted. An admin may cancel a subscription that is unused, so it is
 * unused only when neither the vendor nor the accounts show any use.
 */
export function inventoryStatus(
  subscription: CompletedSubscription,
  missing: readonly MissingFact[],
  holders: number | null,
): InventoryStatus {
  if (missing.length > 0) return 'invalid';
  return Math.max(subscription.consumed ?? 0, holders ?? 0) > 0 ? 'used' : 'unused';
}
