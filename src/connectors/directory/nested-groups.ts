import type { DirectoryGroup } from '../../domain/groups.ts';

/** A group that is read: its id, and what it is called in seatkeeper.yaml and in tables. */
export interface NamedGroup {
  readonly id: string;
  readonly name: string;
}

/** What is in a group; `everybody`: all users of the organisation. */
export type GroupMember =
  | { readonly is: 'user'; readonly id: string }
  | { readonly is: 'group'; readonly id: string; readonly name: string }
  | { readonly is: 'everybody' };

/** Groups, the groups inside them, and who is in which. */
export interface NestedGroups {
  readonly groups: readonly DirectoryGroup[];
  /** Names of the groups each user is in directly, by user id. */
  readonly ofUser: ReadonlyMap<string, readonly string[]>;
  /** Names of the groups that everybody in the organisation is in. */
  readonly ofEverybody: readonly string[];
}

/** Reads these groups and all groups inside them, each once, because groups may contain each other in a circle. Several may share a name. */
export async function readNestedGroups(
  named: readonly NamedGroup[],
  membersOf: (id: string) => AsyncIterable<readonly GroupMember[]>,
): Promise<NestedGroups> {
  const contains = new Map<string, Set<string>>();
  const ofUser = new Map<string, Set<string>>();
  const ofEverybody = new Set<string>();
  const waiting = [...named];
  const names = new Map(waiting.map(({ id, name }) => [id, name]));
  for (const { id, name } of waiting) {
    const inside = contains.get(name) ?? new Set();
    contains.set(name, inside);
    for await (const page of membersOf(id)) {
      for (const member of page) {
        switch (member.is) {
          case 'everybody':
            ofEverybody.add(name);
            break;
          case 'user':
            ofUser.set(member.id, (ofUser.get(member.id) ?? new Set()).add(name));
            break;
          case 'group': {
            const inner = names.get(member.id) ?? member.name;
            if (inner !== name) inside.add(inner);
            if (!names.has(member.id)) waiting.push({ id: member.id, name: inner });
            names.set(member.id, inner);
            break;
          }
          default:
            member satisfies never;
        }
      }
    }
  }
  return {
    groups: [...contains].map(([name, inner]) => ({ name, contains: [...inner] })),
    ofUser: new Map([...ofUser].map(([id, of]) => [id, [...of]])),
    ofEverybody: [...ofEverybody],
  };
}
