import type { AppConfig } from '../../config/config.ts';
import { dayIn } from '../../domain/day.ts';
import { licenseIndex } from '../../domain/licenses/holders.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { entitledUntil, isStillRequired } from '../../domain/money/entitlement.ts';
import { type Money, priceList, seatCost } from '../../domain/money/money.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { endedOf } from '../../store/licenses/assignments.ts';
import { type Context, findApp, today } from '../context.ts';
import { holds } from './find-license-holders.ts';
import { wholeInventory } from './list-inventory.ts';

/** A seat that a person gave up while its minimum entitlement period still runs. */
export interface RequiredSeat {
  readonly app: AppConfig;
  readonly account: string;
  readonly label: string;
  readonly subscription: InventoryItem;
  readonly since: string;
  readonly endedAt: string;
  readonly requiredUntil: string;
  readonly monthlyCost: Money;
}

/** The seats a person gave up that must still be kept. */
export function stillRequired(context: Context, person: number): readonly RequiredSeat[] {
  const required = endedOf(context.store, person).flatMap(({ app: id, account, license, since, endedAt }) => {
    const app = findApp(context, id);
    const stored = accountByRow(context.store, account);
    if (app === null || stored === null || endedAt === null) return [];
    const sinceDay = dayIn(context.config.timezone, since);
    const meant = licenseIndex(wholeInventory(context, id));
    const isMeant = (item: InventoryItem) => (other: string) =>
      meant(other).some((one) => one.id === item.id);
    return meant(license).flatMap((subscription) => {
      const days = subscription.entitlementDays;
      if (days === null || !isStillRequired(sinceDay, days, today(context))) return [];
      if (holds(stored, isMeant(subscription))) return [];
      return [
        {
          app: app.config,
          account: stored.account.id,
          label: accountLabel(stored),
          subscription,
          since,
          endedAt,
          requiredUntil: entitledUntil(sinceDay, days),
          // A subscription that is gone no longer costs anything.
          monthlyCost:
            subscription.goneAt === null ? seatCost([subscription.id], priceList([subscription])) : {},
        },
      ];
    });
  });
  // One seat may have been listed under two names.
  const seats = required.map(
    (seat) => [`${seat.app.id} ${seat.account} ${seat.subscription.id}`, seat] as const,
  );
  return [...new Map(seats).values()];
}
