import type { DirectoryGroup } from '../../domain/groups.ts';
import type { Limits } from '../base/limits.ts';
import { type GroupMember, readNestedGroups } from '../directory/nested-groups.ts';
import { dnKey, isWithin } from '../ldap-client/dn.ts';
import type { Entry } from '../ldap-client/entry.ts';
import { ridOf } from './ad-values.ts';
import type { Directory } from './directory.ts';
import { membersOf } from './group-members.ts';
import type { LdapPerson } from './person.ts';
import type { LdapSettings } from './settings.ts';

/** The groups that seatkeeper.yaml names, and those inside them. */
export interface LdapGroups {
  readonly groups: readonly DirectoryGroup[];
  /** Names of the groups that contain a person directly. */
  of(person: LdapPerson): readonly string[];
  /** Whether any group has a member. */
  readonly hasMembers: boolean;
  /** How many members are neither groups nor people who were read: contacts, deleted entries, people of other companies. Known after all people. */
  strangers(): number;
}

interface Listed {
  readonly dn: string;
  /** Unique among all groups. */
  readonly name: string;
  /** The number by which people name it as their primary group. */
  readonly rid: number | null;
}

/** Reads the complete list of groups, but members only of those that count. Members are read from the groups, because what entries say about their own groups is incomplete. */
export async function readGroups(
  directory: Directory,
  settings: LdapSettings,
  named: readonly string[],
  limits: Limits,
): Promise<LdapGroups> {
  const listed = await listGroups(directory, settings, new Set(named.map(folded)), limits);
  const byName = new Map([...listed].map(([key, { name }]) => [folded(name), key]));
  const names = new Map([...listed].map(([key, { name }]) => [key, name]));
  const asked = [...new Set(named)].flatMap((name) => {
    const key = byName.get(folded(name));
    if (key === undefined) return [];
    // As seatkeeper.yaml writes it.
    names.set(key, name);
    return [{ id: key, name }];
  });
  const ofRid = new Map<number, string>();
  const strangers = new Set<string>();
  let [members, unreadable] = [0, 0];

  async function* pagesOf(key: string): AsyncGenerator<readonly GroupMember[]> {
    const { dn, rid } = listed.get(key) ?? { dn: key, rid: null };
    if (rid !== null) ofRid.set(rid, names.get(key) ?? dn);
    for await (const page of membersOf(directory.session, directory.kind, dn)) {
      const found = page.keys.map((id): GroupMember => {
        const name = names.get(id);
        return name === undefined ? { is: 'user', id } : { is: 'group', id, name };
      });
      const users = page.uids.map((uid): GroupMember => ({ is: 'user', id: byUid(uid) }));
      for (const member of [...found, ...users]) if (member.is === 'user') strangers.add(member.id);
      members += found.length + users.length;
      unreadable += page.unreadable;
      yield [...found, ...users];
    }
  }
  const { groups, ofUser } = await readNestedGroups(asked, pagesOf);
  return {
    groups,
    of({ key, uids, primaryGroup }) {
      const primary = primaryGroup === null ? undefined : ofRid.get(primaryGroup);
      const ids = [key, ...uids.map(byUid)];
      for (const id of ids) strangers.delete(id);
      const found = ids.flatMap((id) => ofUser.get(id) ?? []);
      return [...new Set(primary === undefined ? found : [...found, primary])];
    },
    get hasMembers() {
      return members > 0;
    },
    strangers: () => strangers.size + unreadable,
  };
}

/** A prefix that no name of an entry has. */
function byUid(uid: string): string {
  return `\0${uid}`;
}

async function listGroups(
  { session, facts, groups: searches }: Directory,
  { groups: filter = facts.groups, pageSize }: LdapSettings,
  named: ReadonlySet<string>,
  limits: Limits,
): Promise<ReadonlyMap<string, Listed>> {
  const found = new Map<string, { readonly entry: Entry; readonly name: string }>();
  const count = new Map<string, number>();
  for (const { base, within } of searches) {
    const search = {
      base,
      filter: String(filter),
      attributes: [facts.groupName, 'cn', 'objectSid'],
      what: `list the groups below ${base}`,
    };
    for await (const { entries } of session.pages(search, pageSize))
      for (const entry of entries) {
        const key = dnKey(entry.dn);
        if (key === null || found.has(key) || !within.some((each) => isWithin(key, each))) continue;
        const name = (entry.text(facts.groupName) ?? entry.text('cn') ?? entry.dn).normalize('NFC');
        found.set(key, { entry, name });
        count.set(folded(name), (count.get(folded(name)) ?? 0) + 1);
      }
  }
  const twice = [...found.values()].filter(
    ({ name }) => named.has(folded(name)) && (count.get(folded(name)) ?? 0) > 1,
  );
  if (twice.length > 0) limits.withhold('groups', sameNameText(twice), 'partly');
  return new Map(
    [...found].map(([key, { entry, name }]) => {
      const sid = entry.bytes('objectSid');
      const own = (count.get(folded(name)) ?? 0) > 1 ? fullName(name, entry) : name;
      return [key, { dn: entry.dn, name: own, rid: sid === null ? null : ridOf(sid) }];
    }),
  );
}

/** Two groups with one name would grant each other's apps. */
function fullName(name: string, { dn }: Entry): string {
  return `${name} (${dn})`;
}

function sameNameText(twice: readonly { readonly name: string; readonly entry: Entry }[]): string {
  const names = twice.map(({ name, entry }) => JSON.stringify(fullName(name, entry)));
  return `several groups have one name, so nobody is in it; write the one that is meant as ${names.join(' or ')}`;
}

function folded(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

export const NO_GROUPS: LdapGroups = {
  groups: [],
  of: () => [],
  hasMembers: false,
  strangers: () => 0,
};
