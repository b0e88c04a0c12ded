import { z } from 'zod';
import type { Restorable, VendorSaid } from '../base/removal.ts';
import type { HttpApi } from '../http/exchange.ts';
import { said } from '../http/said.ts';

/** An assignment as Google names it, with the user's current primary address. */
const Assignment = z.object({ product: z.string(), sku: z.string(), userId: z.string() });

/** https://developers.google.com/workspace/admin/licensing/reference/rest/v1/licenseAssignments */
export async function holdsLicense(api: HttpApi, before: Restorable): Promise<boolean> {
  return (await api.send(pathOf(before), { method: 'GET', accept: ['absent'] })).means !== 'absent';
}

export async function takeLicense(api: HttpApi, before: Restorable): Promise<VendorSaid> {
  const answer = await api.send(pathOf(before), { method: 'DELETE', once: true });
  return said('DELETE product/{product}/sku/{sku}/user/{address}', answer);
}

export async function giveLicense(api: HttpApi, before: Restorable): Promise<VendorSaid> {
  const { product, sku, userId } = Assignment.parse(before);
  const path = `product/${encodeURIComponent(product)}/sku/${encodeURIComponent(sku)}/user`;
  const answer = await api.send(path, { method: 'POST', body: { userId }, once: true });
  return said('POST product/{product}/sku/{sku}/user', answer);
}

function pathOf(before: Restorable): string {
  const { product, sku, userId } = Assignment.parse(before);
  return `product/${encodeURIComponent(product)}/sku/${encodeURIComponent(sku)}/user/${encodeURIComponent(userId)}`;
}
