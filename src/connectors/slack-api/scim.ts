import { z } from 'zod';
import type { Limits } from '../base/limits.ts';
import type { VendorSaid } from '../base/removal.ts';
import type { HttpApi } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import { patchOp } from '../scim/patch-op.ts';

/** SCIM, by which people are deactivated. */
export interface SlackScim {
  readonly api: HttpApi;
  readonly version: ScimVersion;
}

type ScimVersion = 'v1' | 'v2';

/** https://docs.slack.dev/govslack */
const GOV_HOSTS = ['slack-gov.com', 'api.slack-gov.com'];

/** Slack and GovSlack have it on a host of its own, and GovSlack in the first version; with another address, it is on that one's. */
export function scimAt(apiUrl: string): { readonly url: string; readonly version: ScimVersion } {
  const { origin, host } = new URL(apiUrl);
  if (GOV_HOSTS.includes(host)) return { url: 'https://api.slack-gov.com/scim/v1', version: 'v1' };
  return { url: `${host === 'slack.com' ? 'https://api.slack.com' : origin}/scim/v2`, version: 'v2' };
}

/** Whether the token for SCIM may be used. Reading does not depend on it. */
export async function proveScim(scim: SlackScim | null, limits: Limits): Promise<void> {
  if (scim === null) return;
  await limits.unless('removal', () => scim.api.get('Users?count=1', z.object({ totalResults: z.number() })));
}

/** The first version takes the attributes themselves, the second one operations: https://docs.slack.dev/admins/scim-api */
export async function setActive(
  { api, version }: SlackScim,
  id: string,
  active: boolean,
): Promise<VendorSaid> {
  const body =
    version === 'v1'
      ? { schemas: ['urn:scim:schemas:core:1.0'], active }
      : patchOp({ op: 'replace', path: 'active', value: active });
  const path = `Users/${encodeURIComponent(id)}`;
  return said('PATCH Users/{id} active', await api.send(path, { method: 'PATCH', body, once: true }));
}
