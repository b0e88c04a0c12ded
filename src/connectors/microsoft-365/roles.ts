import { z } from 'zod';
import { Id } from '../base/id.ts';
import { type Limits, openLimits } from '../base/limits.ts';
import { textIn } from '../base/text.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { graphList, rowsOf } from '../microsoft-graph/list.ts';
import { PAGE_SIZE } from '../microsoft-graph/users.ts';

const DEFINITIONS = 'roleManagement/directory/roleDefinitions?$select=id,displayName';
const ASSIGNMENTS = 'roleManagement/directory/roleAssignments?$expand=principal';
/** How the lists begin. */
export const ROLES: readonly string[] = [DEFINITIONS, ASSIGNMENTS];

const Text = z.string().nullish();

const definitions = rowsOf(z.object({ id: Id, displayName: Text }));
const assignments = rowsOf(
  z.object({
    principalId: Id,
    roleDefinitionId: Id,
    /** `/` for the whole tenant. */
    directoryScopeId: Text,
    principal: z.object({ '@odata.type': Text }).nullish(),
  }),
);
const members = rowsOf(z.object({ id: Id }));

/** May do everything, and may name others who may. It has this id in every tenant. */
const GLOBAL_ADMIN = '62e90394-69f5-4237-9190-012177145e10';

/**
 * The directory roles that users hold now, directly or through a group, by user id; `null` if they are not told. A role that somebody
 * could activate does not count as held. https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments
 */
export function readRoles(client: GraphClient, limits: Limits): Promise<ReadonlyMap<string, string> | null> {
  return limits.unless('role', async () => {
    const names = await namesOfRoles(client);
    const held = new Map<string, Set<string>>();
    const ofGroup = new Map<string, Set<string>>();
    for await (const page of graphList(client, ASSIGNMENTS, assignments))
      for (const { principalId, roleDefinitionId, directoryScopeId, principal } of page) {
        const name = names.get(roleDefinitionId) ?? roleDefinitionId;
        const role = (directoryScopeId ?? '/') === '/' ? name : `${name} of a part`;
        const isGroup = principal?.['@odata.type']?.toLowerCase() === '#microsoft.graph.group';
        add(isGroup ? ofGroup : held, principalId, [role]);
      }
    for (const [id, roles] of ofGroup) {
      const own = openLimits();
      await own.unless('role', () => addMembers(client, id, (user) => add(held, user, roles)));
      for (const { reason } of own.withheld()) limits.withhold('role', reason, 'partly');
    }
    const global = names.get(GLOBAL_ADMIN) ?? GLOBAL_ADMIN;
    return new Map([...held].map(([id, roles]) => [id, listed(roles, global)]));
  });
}

/** Proves that roles can be read at all. */
export async function proveSeesRoles({ api }: GraphClient): Promise<void> {
  assignments(await api.send('roleManagement/directory/roleAssignments?$top=1', { method: 'GET' }));
}

async function namesOfRoles(client: GraphClient): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for await (const page of graphList(client, DEFINITIONS, definitions))
    for (const { id, displayName } of page) names.set(id, textIn(displayName) ?? id);
  return names;
}

/** A group that may hold roles cannot contain groups. */
async function addMembers(client: GraphClient, group: string, each: (user: string) => void): Promise<void> {
  const list = `groups/${encodeURIComponent(group)}/members?$top=${PAGE_SIZE}&$select=id`;
  for await (const page of graphList(client, list, members)) for (const { id } of page) each(id);
}

function add(found: Map<string, Set<string>>, id: string, roles: Iterable<string>): void {
  found.set(id, new Set([...(found.get(id) ?? []), ...roles]));
}

/** The most powerful role first. */
function listed(roles: ReadonlySet<string>, global: string): string {
  return [...roles]
    .sort((a, b) => Number(b === global) - Number(a === global) || a.localeCompare(b))
    .join(', ');
}
