import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';
import { type ListedSubscription, TYPE } from './subscription-columns.ts';

/** One subscription as `subscriptions --json` prints it. One that is gone says since when, and no sum may count it. */
export function subscriptionData({ app, item }: ListedSubscription) {
  return {
    id: item.id,
    app: app.config.id,
    type: TYPE,
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
    lastImport: item.lastImport,
    ...(item.goneAt === null ? {} : { goneAt: item.goneAt }),
  };
}
