import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { Limits } from '../base/limits.ts';
import { textIn } from '../base/text.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readList } from '../paging/list.ts';
import { nextByUrl } from '../paging/next.ts';

const Admins = z.object({ value: z.array(z.object({ id: Id })) });
const Roles = z.array(
  z.object({ label: z.string().nullish(), type: z.string(), status: z.string().nullish() }),
);

/** Okta tells the roles of each admin one by one. Beyond this number, only the fact that they are admins is known, not their role. */
const MOST_ASKED = 200;

/**
 * The admin roles that users hold, by user id; `null` if they are not told.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleAssignmentAUser/
 */
export function readRoles(client: OktaClient, limits: Limits): Promise<ReadonlyMap<string, string> | null> {
  return limits.unless('role', async () => {
    const found = new Map<string, string>();
    for await (const page of listAdmins(client))
      for (const { id } of page)
        found.set(id, (found.size < MOST_ASKED ? await rolesOf(client, id) : null) ?? 'Admin');
    return found;
  });
}

/** Proves that admins can be read at all. */
export async function proveSeesRoles({ api }: OktaClient): Promise<void> {
  await api.get('iam/assignees/users?limit=1', Admins);
}

function listAdmins({ api, app }: OktaClient) {
  return readList({
    app,
    api,
    first: 'iam/assignees/users',
    rows: (answer) => answer.json(Admins).value,
    next: nextByUrl('_links', 'next', 'href'),
  });
}

/** The most powerful role first. */
async function rolesOf({ api }: OktaClient, id: string): Promise<string | null> {
  const roles = await api.get(`users/${encodeURIComponent(id)}/roles`, Roles);
  const active = roles.filter(({ status }) => (status ?? 'ACTIVE') === 'ACTIVE');
  const rank = (type: string) => (type === 'SUPER_ADMIN' ? 0 : 1);
  const labels = active
    .toSorted((a, b) => rank(a.type) - rank(b.type))
    .map(({ label, type }) => textIn(label) ?? type);
  return textIn([...new Set(labels)].join(', '));
}
