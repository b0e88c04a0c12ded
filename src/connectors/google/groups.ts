import { z } from 'zod';
import { normaliseEmail } from '../../domain/email.ts';
import type { DirectoryGroup } from '../../domain/groups.ts';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import type { GoogleClient } from './client.ts';

const Text = z.string().nullish();

const Group = z.object({ id: Id, email: z.string(), name: Text });
/** `type` is USER, GROUP, CUSTOMER or EXTERNAL. Who is outside has no id, or one that is nobody's here. */
const Member = z.object({ id: Id.nullish(), type: Text });

const GroupPage = z.object({ groups: z.array(Group).nullish() });
const MemberPage = z.object({ members: z.array(Member).nullish() });

type Group = z.infer<typeof Group>;

/** The groups that were asked for, and those inside them. */
export interface GoogleGroups {
  readonly groups: readonly DirectoryGroup[];
  /** Names of the groups each user is in directly, by user id. */
  readonly ofUser: ReadonlyMap<string, readonly string[]>;
  /** Names of the groups that everybody of the organisation is in. */
  readonly ofEverybody: readonly string[];
}

/** The most that Google gives at once. */
const PAGE_SIZE = '200';

/** Each group costs a request for each 200 members, so only those are read that somebody named, by name or address, and what is inside. */
export async function readGroups(client: GoogleClient, named: readonly string[]): Promise<GoogleGroups> {
  const contains = new Map<string, Set<string>>();
  const ofUser = new Map<string, Set<string>>();
  const ofEverybody = new Set<string>();
  const all = named.length === 0 ? new Map<string, Group>() : await groupsById(client);
  const waiting = [...all.values()].flatMap((group) => {
    const name = named.find((each) => isCalled(group, each));
    return name === undefined ? [] : [{ id: group.id, name }];
  });
  const names = new Map(waiting.map(({ id, name }) => [id, name]));
  for (const { id, name } of waiting) {
    const inside = contains.get(name) ?? new Set();
    contains.set(name, inside);
    for await (const page of listMembers(client, id)) {
      for (const { id: member, type } of page) {
        if (type === 'CUSTOMER') ofEverybody.add(name);
        const inner = all.get(member ?? '');
        if (inner === undefined) {
          if (typeof member === 'string') ofUser.set(member, (ofUser.get(member) ?? new Set()).add(name));
          continue;
        }
        const innerName = names.get(inner.id) ?? textIn(inner.name) ?? inner.email;
        if (innerName !== name) inside.add(innerName);
        if (!names.has(inner.id)) waiting.push({ id: inner.id, name: innerName });
        names.set(inner.id, innerName);
      }
    }
  }
  return {
    groups: [...contains].map(([name, inner]) => ({ name, contains: [...inner] })),
    ofUser: new Map([...ofUser].map(([id, groups]) => [id, [...groups]])),
    ofEverybody: [...ofEverybody],
  };
}

/** Whether groups may be read at all. */
export async function proveSeesGroups({ groups, customer }: GoogleClient): Promise<void> {
  await groups.get(`groups?${new URLSearchParams({ customer, maxResults: '1' })}`, GroupPage);
}

function isCalled({ name, email }: Group, wanted: string): boolean {
  return textIn(name) === wanted || normaliseEmail(email) === (normaliseEmail(wanted) ?? '');
}

async function groupsById({ app, groups: api, customer }: GoogleClient): Promise<Map<string, Group>> {
  const found = new Map<string, Group>();
  const query = new URLSearchParams({
    customer,
    maxResults: PAGE_SIZE,
    fields: 'nextPageToken,groups(id,email,name)',
  });
  const pages = readList({
    app,
    api,
    first: `groups?${query}`,
    rows: (answer) => answer.json(GroupPage).groups ?? [],
    next: nextByCursor('pageToken', 'nextPageToken'),
  });
  for await (const page of pages) for (const group of page) found.set(group.id, group);
  return found;
}

function listMembers({ app, groups: api }: GoogleClient, id: string) {
  const query = new URLSearchParams({ maxResults: PAGE_SIZE, fields: 'nextPageToken,members(id,type)' });
  return readList({
    app,
    api,
    first: `groups/${encodeURIComponent(id)}/members?${query}`,
    rows: (answer) => answer.json(MemberPage).members ?? [],
    next: nextByCursor('pageToken', 'nextPageToken'),
  });
}
