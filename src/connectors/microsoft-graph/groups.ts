import { z } from 'zod';
import type { DirectoryGroup } from '../../domain/groups.ts';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import type { GraphClient } from './client.ts';
import { graphList, rowsOf, wholeList } from './list.ts';
import { PAGE_SIZE } from './users.ts';

const groups = rowsOf(z.object({ id: Id, displayName: z.string().nullish() }));
const members = rowsOf(
  z.object({ '@odata.type': z.string().nullish(), id: Id, displayName: z.string().nullish() }),
);

/** The groups that were asked for, and those inside them. */
export interface GraphGroups {
  readonly groups: readonly DirectoryGroup[];
  /** Names of the groups each user is in directly, by user id. */
  readonly ofUser: ReadonlyMap<string, readonly string[]>;
}

/** A list of all groups shows twenty members of each at most, so every group is asked for its own; only those that somebody named, and what is inside. */
export async function readGroups(client: GraphClient, named: readonly string[]): Promise<GraphGroups> {
  const contains = new Map<string, Set<string>>();
  const ofUser = new Map<string, Set<string>>();
  const waiting: { readonly id: string; readonly name: string }[] = [];
  for (const name of named) for (const { id } of await groupsCalled(client, name)) waiting.push({ id, name });
  const begun = new Set(waiting.map(({ id }) => id));
  for (const { id, name } of waiting) {
    const inside = contains.get(name) ?? new Set();
    contains.set(name, inside);
    const list = `groups/${encodeURIComponent(id)}/members?$top=${PAGE_SIZE}&$select=id,displayName`;
    for await (const page of graphList(client, list, members)) {
      for (const member of page) {
        if (member['@odata.type']?.toLowerCase() === '#microsoft.graph.group') {
          const inner = textIn(member.displayName) ?? member.id;
          if (inner !== name) inside.add(inner);
          // Groups may contain each other in a circle.
          if (!begun.has(member.id)) waiting.push({ id: member.id, name: inner });
          begun.add(member.id);
        } else ofUser.set(member.id, (ofUser.get(member.id) ?? new Set()).add(name));
      }
    }
  }
  return {
    groups: [...contains].map(([name, inner]) => ({ name, contains: [...inner] })),
    ofUser: new Map([...ofUser].map(([id, names]) => [id, [...names]])),
  };
}

function groupsCalled(client: GraphClient, name: string) {
  const filter = encodeURIComponent(`displayName eq '${name.replaceAll("'", "''")}'`);
  return wholeList(graphList(client, `groups?$filter=${filter}&$select=id,displayName`, groups));
}

/** Whether groups may be read at all. */
export async function proveSeesGroups({ api }: GraphClient): Promise<void> {
  const probe = 'groups?$top=1&$select=id,displayName';
  const answer = await api.send(probe, { method: 'GET', accept: ['absent'] });
  if (answer.means === 'fine') groups(answer);
}
