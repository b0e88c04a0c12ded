import { z } from 'zod';
import { normaliseEmail } from '../../domain/email.ts';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import { type GroupMember, type NestedGroups, readNestedGroups } from '../directory/nested-groups.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import type { GoogleClient } from './client.ts';

const Text = z.string().nullish();

const Group = z.object({ id: Id, email: z.string(), name: Text });
/** `type` is USER, GROUP, CUSTOMER or EXTERNAL. Outsiders have no id, or an id of nobody here. */
const Member = z.object({ id: Id.nullish(), type: Text });

const GroupPage = z.object({ groups: z.array(Group).nullish() });
const MemberPage = z.object({ members: z.array(Member).nullish() });

type Group = z.infer<typeof Group>;

/** The most that Google gives at once. */
const PAGE_SIZE = '200';

/** Each group costs a request per 200 members, so only groups that somebody named, by name or address, and the groups inside them are read. */
export async function readGroups(client: GoogleClient, named: readonly string[]): Promise<NestedGroups> {
  const all = named.length === 0 ? new Map<string, Group>() : await groupsById(client);
  const asked = [...all.values()].flatMap((group) => {
    const name = named.find((each) => isCalled(group, each));
    return name === undefined ? [] : [{ id: group.id, name }];
  });
  return readNestedGroups(asked, async function* (id) {
    for await (const page of listMembers(client, id)) yield page.flatMap((member) => memberOf(member, all));
  });
}

/** Everything except groups is looked up among the users; outsiders are not found there. */
function memberOf({ id, type }: z.infer<typeof Member>, groups: ReadonlyMap<string, Group>): GroupMember[] {
  const inner = groups.get(id ?? '');
  if (inner !== undefined) return [{ is: 'group', id: inner.id, name: textIn(inner.name) ?? inner.email }];
  return [
    ...(type === 'CUSTOMER' ? [{ is: 'everybody' } as const] : []),
    ...(typeof id === 'string' ? [{ is: 'user', id } as const] : []),
  ];
}

/** Proves that groups may be read at all. */
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
