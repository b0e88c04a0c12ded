import { z } from 'zod';
import { normaliseDomain } from '../../domain/email.ts';
import type { GraphClient } from './client.ts';
import { rowsOf } from './list.ts';

const organisations = rowsOf(
  z.object({
    id: z.string(),
    verifiedDomains: z
      .array(
        z.object({ name: z.string(), isDefault: z.boolean().nullish(), isInitial: z.boolean().nullish() }),
      )
      .nullish(),
  }),
);

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const ORGANISATION = 'organization?$select=id,verifiedDomains';

/**
 * The domains of the tenant, its main one first and then the one it began with, `acme.onmicrosoft.com`; empty if they may not be read. Throws
 * if the answer is about another tenant than the one in the settings.
 */
export async function readDomains({ api, tenant }: GraphClient): Promise<readonly string[]> {
  const answer = await api.send(ORGANISATION, { method: 'GET', accept: ['right-missing', 'absent'] });
  if (answer.means !== 'fine') return [];
  const [found] = organisations(answer);
  if (found === undefined) return [];
  if (GUID.test(tenant) && GUID.test(found.id) && tenant.toLowerCase() !== found.id.toLowerCase())
    throw answer.unexpected(
      `is about the tenant ${found.id}, not ${tenant}; check tenant, and the proxy if there is one`,
    );
  const names = (found.verifiedDomains ?? []).map(({ name }) => normaliseDomain(name));
  if (!GUID.test(tenant) && names.length > 0 && !names.includes(normaliseDomain(tenant)))
    throw answer.unexpected(
      `is about a tenant without the domain ${tenant}, which has ${names.join(', ')}; check tenant, and the proxy if there is one`,
    );
  const rank = ({
    isDefault,
    isInitial,
  }: {
    isDefault?: boolean | null | undefined;
    isInitial?: boolean | null | undefined;
  }) => (isDefault === true ? 0 : isInitial === true ? 1 : 2);
  const domains = [...(found.verifiedDomains ?? [])].sort((a, b) => rank(a) - rank(b));
  return [...new Set(domains.map(({ name }) => normaliseDomain(name)))];
}
