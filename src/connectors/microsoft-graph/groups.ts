import { z } from 'zod';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import {
  type GroupMember,
  type NamedGroup,
  type NestedGroups,
  readNestedGroups,
} from '../directory/nested-groups.ts';
import type { GraphClient } from './client.ts';
import { graphList, rowsOf, wholeList } from './list.ts';
import { PAGE_SIZE } from './users.ts';

const groups = rowsOf(z.object({ id: Id, displayName: z.string().nullish() }));
const members = rowsOf(
  z.object({ '@odata.type': z.string().nullish(), id: Id, displayName: z.string().nullish() }),
);

/** A list of all groups shows at most twenty members of each, so members are read group by group, and only for named groups and the groups inside them. */
export async function readGroups(client: GraphClient, named: readonly string[]): Promise<NestedGroups> {
  const asked: NamedGroup[] = [];
  for (const name of named) for (const { id } of await groupsCalled(client, name)) asked.push({ id, name });
  return readNestedGroups(asked, async function* (id) {
    const list = `groups/${encodeURIComponent(id)}/members?$top=${PAGE_SIZE}&$select=id,displayName`;
    for await (const page of graphList(client, list, members)) yield page.map(memberOf);
  });
}

function memberOf(member: {
  readonly '@odata.type'?: string | null | undefined;
  readonly id: string;
  readonly displayName?: string | null | undefined;
}): GroupMember {
  return member['@odata.type']?.toLowerCase() === '#microsoft.graph.group'
    ? { is: 'group', id: member.id, name: textIn(member.displayName) ?? member.id }
    : { is: 'user', id: member.id };
}

function groupsCalled(client: GraphClient, name: string) {
  const filter = encodeURIComponent(`displayName eq '${name.replaceAll("'", "''")}'`);
  return wholeList(graphList(client, `groups?$filter=${filter}&$select=id,displayName`, groups));
}

/** Proves that groups may be read at all. */
export async function proveSeesGroups({ api }: GraphClient): Promise<void> {
  const probe = 'groups?$top=1&$select=id,displayName';
  const answer = await api.send(probe, { method: 'GET', accept: ['absent'] });
  if (answer.means === 'fine') groups(answer);
}
