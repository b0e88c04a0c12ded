import { z } from 'zod';
import { microsoftSku } from '../csv-cells/microsoft-skus.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { graphList, rowsOf, wholeList } from '../microsoft-graph/list.ts';

const Units = z.number().int().nullish();

const Sku = z.object({
  skuId: z.string().min(1),
  skuPartNumber: z.string(),
  appliesTo: z.string().nullish(),
  capabilityStatus: z.string().nullish(),
  consumedUnits: Units,
  prepaidUnits: z.object({ enabled: Units, warning: Units, suspended: Units, lockedOut: Units }).nullish(),
});

export const SKUS = 'subscribedSkus';

export type GraphSku = z.infer<typeof Sku>;

/** The products that the tenant has licenses for. The list has no pages, but a link to a next page would be followed. */
export function readSkus(client: GraphClient): Promise<readonly GraphSku[]> {
  return wholeList(graphList(client, SKUS, rowsOf(Sku)));
}

/** What a license is called, by its skuId. */
export type SkuNames = (skuId: string) => string;

/**
 * Names by Microsoft's list of products, never by part number: O365_BUSINESS_PREMIUM is Business Standard. Two products of the tenant
 * that share a name are told apart by their part numbers. A product that is not in the list is called by its part number, or its id.
 */
export function skuNames(skus: readonly GraphSku[]): SkuNames {
  const parts = new Map(skus.map(({ skuId, skuPartNumber }) => [skuId.toLowerCase(), skuPartNumber]));
  const ids = new Map<string, number>();
  for (const id of parts.keys()) {
    const name = microsoftSku(id)?.name;
    if (name !== undefined) ids.set(name, (ids.get(name) ?? 0) + 1);
  }
  return (skuId) => {
    const id = skuId.toLowerCase();
    const part = parts.get(id);
    const name = microsoftSku(id)?.name;
    if (name === undefined) return part ?? id;
    return part !== undefined && (ids.get(name) ?? 0) > 1 ? `${name} (${part})` : name;
  };
}
