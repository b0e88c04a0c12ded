import { z } from 'zod';
import { type Day, dayIn } from '../../domain/day.ts';
import type { CapabilityStatus, Subscription } from '../../domain/licenses/subscription.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { instantIn } from '../base/text.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { graphList, rowsOf, wholeList } from '../microsoft-graph/list.ts';
import type { GraphSku, SkuNames } from './skus.ts';

const STATUSES: Readonly<Record<string, CapabilityStatus>> = {
  enabled: 'enabled',
  warning: 'warning',
  suspended: 'suspended',
  deleted: 'deleted',
  lockedout: 'locked-out',
};

/** Licenses that anybody may take in any number: their ten thousand or a million units were never bought. */
const FREE: ReadonlySet<string> = new Set([
  '16ddbbfc-09ea-4de2-b1d7-312db6112d70', // TEAMS_FREE
  '1f2f344a-700d-42c9-9427-5cea1d5d7ba6', // STREAM
  '5b631642-bd26-49fe-bd20-1daaa972ef80', // POWERAPPS_DEV
  '606b54a9-78d8-4298-ad8b-df6ef4481c80', // CCIBOTS_PRIVPREV_VIRAL
  '6470687e-a428-4b7a-bef2-8a291ad947c9', // WINDOWS_STORE
  '710779e8-3d4a-4c88-adb9-386c958d1fdf', // TEAMS_EXPLORATORY
  '8c4ce438-32a7-4ac5-91a6-e22ae08d9c8b', // RIGHTSMANAGEMENT_ADHOC
  'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235', // POWER_BI_STANDARD
  'ade29b5f-397e-4eb9-a287-0344bd46c68d', // POWER_BI_STANDARD_FACULTY
  'bdcaf6aa-04c1-4b8f-b64e-6e3bd505ac64', // POWER_BI_STANDARD_STUDENT
  'dcb1a3ae-b33f-4487-846a-a640262fadf4', // POWERAPPS_VIRAL
  'f30db892-07e9-47e9-837c-80727f46fd3d', // FLOW_FREE
]);

export const PURCHASES = 'directory/subscriptions';

const Purchase = z.object({
  skuId: z.string().min(1),
  status: z.string().nullish(),
  isTrial: z.boolean().nullish(),
  nextLifecycleDateTime: z.string().nullish(),
});

const purchasesIn = rowsOf(Purchase);

/** A contract of the tenant; one SKU may have several. */
export type Purchase = z.infer<typeof Purchase>;

/** https://learn.microsoft.com/graph/api/directory-list-subscriptions */
export function readPurchases(client: GraphClient): Promise<readonly Purchase[]> {
  return wholeList(
    graphList(client, PURCHASES, (answer) => (answer.means === 'absent' ? [] : purchasesIn(answer)), {
      accept: ['absent'],
    }),
  );
}

export function subscriptionOf(
  sku: GraphSku,
  purchases: readonly Purchase[],
  nameOf: SkuNames,
  io: Pick<ConnectorIo, 'timezone'>,
): Subscription {
  const id = sku.skuId.toLowerCase();
  const { enabled = null, warning = null, suspended = null } = sku.prepaidUnits ?? {};
  const company = sku.appliesTo?.toLowerCase() === 'company';
  const unlimited = company || FREE.has(id);
  return {
    id,
    sku: sku.skuPartNumber,
    product: nameOf(id),
    model: company ? 'Whole company' : null,
    // Units in their grace period are still paid for; suspended ones cannot be used and were not renewed.
    purchased: unlimited || enabled === null ? null : enabled + (warning ?? 0),
    unlimited,
    consumed: sku.consumedUnits ?? null,
    enabled,
    warning,
    suspended,
    capabilityStatus:
      sku.capabilityStatus === undefined || sku.capabilityStatus === null
        ? null
        : (STATUSES[sku.capabilityStatus.toLowerCase()] ?? 'other'),
    unitPrice: null,
    currency: null,
    term: null,
    ...daysOf(
      purchases.filter(({ skuId }) => skuId.toLowerCase() === id),
      io,
    ),
  };
}

/**
 * The next day on which one of the contracts renews or ends. Trials end, and so do contracts that were not renewed: their next step is to
 * be suspended or deleted. Graph does not tell whether a contract renews by itself.
 */
function daysOf(
  purchases: readonly Purchase[],
  { timezone }: Pick<ConnectorIo, 'timezone'>,
): Pick<Subscription, 'renewsOn' | 'endsOn'> {
  const dated = purchases.flatMap(({ nextLifecycleDateTime, isTrial, status }) => {
    const at = instantIn(nextLifecycleDateTime);
    const renews = isTrial !== true && (status ?? 'Enabled').toLowerCase() === 'enabled';
    return at === null ? [] : [{ day: dayIn(timezone, at), renews }];
  });
  const renewing = dated.filter(({ renews }) => renews).map(({ day }) => day);
  const ending = dated.map(({ day }) => day);
  if (renewing.length > 0) return { renewsOn: first(renewing), endsOn: null };
  return { renewsOn: null, endsOn: ending.length === purchases.length ? last(ending) : null };
}

function first(days: readonly Day[]): Day | null {
  return [...days].sort()[0] ?? null;
}

function last(days: readonly Day[]): Day | null {
  return [...days].sort().at(-1) ?? null;
}
