import type { HttpApi } from '../http/exchange.ts';
import { attributesOf, idOf, several, text } from './attributes.ts';
import { listAll } from './list.ts';
import type { Paging } from './paging.ts';

/** More groups on a page could make an answer of many megabytes: each lists all of its members. */
const MOST_GROUPS = 100;

/** One group of a SCIM 2.0 server, https://www.rfc-editor.org/rfc/rfc7643#section-4.2 */
interface ScimGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly { readonly id: string; readonly kind: 'user' | 'group' | 'unknown' }[];
}

/** The groups of a directory and their members. */
export interface ScimDirectory {
  /** `absent`: the server has no /Groups, or did not answer it this time: 404 and 501 look alike. */
  readonly state: 'listed' | 'absent' | 'not-asked';
  /** Each group by its name, with the names of the groups in it. */
  readonly groups: readonly { readonly name: string; readonly contains: readonly string[] }[];
  /** Group names by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of the groups each user is in, by user id. */
  readonly groupsOfUser: ReadonlyMap<string, readonly string[]>;
}

export const NO_DIRECTORY: ScimDirectory = {
  state: 'not-asked',
  groups: [],
  names: new Map(),
  groupsOfUser: new Map(),
};

/** Every group of the server; one that answers 404 or 501 has none. */
export async function readDirectory(api: HttpApi, app: string, paging: Paging): Promise<ScimDirectory> {
  const all: ScimGroup[] = [];
  let state: ScimDirectory['state'] = 'listed';
  const few = { ...paging, pageSize: Math.min(paging.pageSize, MOST_GROUPS) };
  const groups = listAll(api, app, few, {
    path: 'Groups',
    one: 'group',
    read: readGroup,
    absent: {
      statuses: [404, 501],
      found: () => {
        state = 'absent';
      },
    },
  });
  for await (const page of groups) all.push(...page);

  const names = new Map(all.map((group) => [group.id, group.name]));
  const contains = new Map<string, Set<string>>();
  const groupsOfUser = new Map<string, string[]>();
  for (const { name, members } of all) {
    const inner = contains.get(name) ?? new Set<string>();
    contains.set(name, inner);
    for (const { id, kind } of members) {
      const held = names.get(id);
      if (held !== undefined && kind !== 'user') inner.add(held);
      else if (kind !== 'group') groupsOfUser.set(id, [...(groupsOfUser.get(id) ?? []), name]);
    }
  }
  return {
    state,
    groups: [...contains].map(([name, inner]) => ({ name, contains: [...inner] })),
    names,
    groupsOfUser,
  };
}

function readGroup(raw: unknown): ScimGroup {
  const group = attributesOf(raw);
  const id = idOf(group);
  return {
    id,
    name: text(group.displayname) ?? id,
    members: several(group.members).flatMap((member): ScimGroup['members'] => {
      const ref = text(member.$ref) ?? '';
      const type = text(member.type)?.toLowerCase();
      const value = text(member.value) ?? (ref === '' ? null : (ref.split('/').at(-1) ?? null));
      if (value === null) return [];
      if (type === 'group' || /(^|\/)groups\//i.test(ref)) return [{ id: value, kind: 'group' }];
      if (type === 'user' || /(^|\/)users\//i.test(ref)) return [{ id: value, kind: 'user' }];
      return [{ id: value, kind: 'unknown' }];
    }),
  };
}
