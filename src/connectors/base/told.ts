import type { ColumnValue } from '../../domain/account.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { textIn } from './text.ts';

/** An account's own columns, without those for which the vendor tells nothing: `null`, left out, or an empty text. */
export function toldColumns(
  columns: Readonly<Record<string, ColumnValue | undefined>>,
): Record<string, ColumnValue> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([key, value]) => {
      const told = typeof value === 'string' ? textIn(value) : value;
      return told === null || told === undefined ? [] : [[key, told]];
    }),
  );
}

/** A subscription for which the vendor tells this much; everything else is unknown, not 0. */
export function toldSubscription(
  told: Pick<Subscription, 'id' | 'sku' | 'product'> & Partial<Subscription>,
): Subscription {
  return {
    model: null,
    purchased: null,
    unlimited: false,
    consumed: null,
    enabled: null,
    warning: null,
    suspended: null,
    capabilityStatus: null,
    unitPrice: null,
    currency: null,
    term: null,
    renewsOn: null,
    endsOn: null,
    ...told,
  };
}
