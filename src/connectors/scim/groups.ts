import { z } from 'zod';
import type { HttpApi } from '../http/http.ts';
import { listAll } from './list.ts';
import { folded } from './user.ts';

const Id = z.union([z.string().min(1), z.number().transform(String)], {
  error: 'is missing or is not an id',
});
const Member = z.looseObject({
  value: z.union([z.string(), z.number().transform(String)]).nullish(),
  type: z.string().nullish(),
  $ref: z.string().nullish(),
});

/** One group of a SCIM 2.0 server, https://www.rfc-editor.org/rfc/rfc7643#section-4.2 */
const ScimGroup = z.preprocess(
  folded,
  z.looseObject({ id: Id, displayname: z.string().nullish(), members: z.array(Member).nullish() }),
);
type ScimGroup = z.infer<typeof ScimGroup>;

/** The groups of a directory and their members. */
export interface ScimDirectory {
  /** Each group by its name, with the names of the groups in it. */
  readonly groups: readonly { readonly name: string; readonly contains: readonly string[] }[];
  /** Group names by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of the groups each user is in, by user id. */
  readonly groupsOfUser: ReadonlyMap<string, readonly string[]>;
}

export const NO_DIRECTORY: ScimDirectory = { groups: [], names: new Map(), groupsOfUser: new Map() };

/** Every group of the server; one that answers 404 or 501 has none. */
export async function readDirectory(api: HttpApi, app: string, pageSize: number): Promise<ScimDirectory> {
  const all: ScimGroup[] = [];
  const kind = { path: 'Groups', one: 'group', item: ScimGroup, absent: [404, 501] } as const;
  for await (const page of listAll(api, app, pageSize, kind)) all.push(...page);

  const names = new Map(all.map((group) => [group.id, nameOf(group)]));
  const contains = new Map<string, Set<string>>();
  const groupsOfUser = new Map<string, string[]>();
  for (const group of all) {
    const name = nameOf(group);
    const inner = contains.get(name) ?? new Set<string>();
    contains.set(name, inner);
    for (const { value, type, $ref } of group.members ?? []) {
      if (value == null) continue;
      const isGroup = type?.toLowerCase() === 'group' || /\/groups\//i.test($ref ?? '');
      const isUser = type?.toLowerCase() === 'user' || /\/users\//i.test($ref ?? '');
      const held = names.get(value);
      if (held !== undefined && (isGroup || !isUser)) inner.add(held);
      else if (!isGroup) groupsOfUser.set(value, [...(groupsOfUser.get(value) ?? []), name]);
    }
  }
  return {
    groups: [...contains].map(([name, inner]) => ({ name, contains: [...inner] })),
    names,
    groupsOfUser,
  };
}

function nameOf({ id, displayname }: ScimGroup): string {
  return displayname?.trim() || id;
}
