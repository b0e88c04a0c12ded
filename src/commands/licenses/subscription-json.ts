import type { LicenseItem } from '../../chat/say/licenses/license-line.ts';
import { SUBSCRIPTION_TYPE, type SubscriptionView } from '../../chat/say/licenses/subscription-columns.ts';
import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';

/** One subscription as `subscriptions --json` prints it. One that is gone has `goneAt`; no sum may count it. */
export function subscriptionJson({ app, item }: SubscriptionView) {
  return {
    id: item.id,
    app: app.id,
    type: SUBSCRIPTION_TYPE,
    product: item.product,
    model: item.model ?? DEFAULT_MODEL,
    sku: item.sku,
    status: item.status,
    missing: item.missing,
    purchased: item.unlimited ? null : item.purchased,
    unlimited: item.unlimited,
    consumed: item.consumed,
    enabled: item.enabled,
    warning: item.warning,
    suspended: item.suspended,
    capabilityStatus: item.capabilityStatus,
    unitPrice: item.unitPrice,
    currency: item.currency,
    term: item.term,
    renewsOn: item.renewsOn,
    ...(item.assumedFrom === null ? {} : { renewsOnAssumedFrom: item.assumedFrom }),
    ...(item.endsOn === null ? {} : { endsOn: item.endsOn }),
    ...(item.shared === null ? {} : { shared: item.shared }),
    lastImport: item.lastImport,
    ...(item.goneAt === null ? {} : { goneAt: item.goneAt }),
  };
}

/** The same for `subscriptions <id> --json`, with everything else that is known. */
export function subscriptionDetailJson(view: SubscriptionView, findings: readonly LicenseItem[]) {
  const { pool, noticeDays, entitlementDays, holders, goneAt } = view.item;
  return {
    ...subscriptionJson(view),
    pool,
    noticeDays,
    entitlementDays,
    holders,
    goneAt,
    findings: findings.map(({ detail, openedAt }) => ({ ...detail, openedAt })),
  };
}
