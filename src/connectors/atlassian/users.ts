import { z } from 'zod';
import { Id } from '../base/id.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import { readList } from '../paging/list.ts';
import type { AtlassianClient } from './client.ts';
import { nextPage } from './pages.ts';

const Text = z.string().nullish();

/** A user of the organisation in any of its directories. https://developer.atlassian.com/cloud/admin/organization/rest/api-group-users/ */
const User = z.object({
  accountId: Id,
  name: Text,
  /** Left out where a person who is not managed hides it. */
  email: Text,
  /** `atlassian`, `app` or `customer`. */
  accountType: Text,
  /** `active`, `inactive` or `closed`. */
  accountStatus: Text,
  /** `managed` or `unmanaged`. */
  claimStatus: Text,
  /** `active`; `suspended` in all directories; `no_membership`: a claimed account without access. */
  membershipStatus: Text,
  /** `invited` or `synced`. */
  managementSource: Text,
  mfaEnabled: z.boolean().nullish(),
  platformRoles: z.array(z.string()).nullish(),
  addedToOrg: Text,
  department: Text,
  jobTitle: Text,
  productAccess: z.array(z.object({ id: Text, key: Text, lastActiveTimestamp: Text })).nullish(),
  groups: z.array(z.object({ name: Text })).nullish(),
});

export type AtlassianUser = z.infer<typeof User>;

/** Whether the search says when somebody was active, which it does not in every organisation. */
export function tellsActivity({ productAccess }: AtlassianUser): boolean {
  return productAccess?.some(({ lastActiveTimestamp }) => lastActiveTimestamp) ?? false;
}

/** The most that Atlassian gives at once. */
const PAGE_SIZE = 100;

/** What a user has besides the usual fields. */
const EXPANDED = ['productAccess', 'groups', 'platformRoles'];

function usersSearch({ organization }: AtlassianClient, limit = PAGE_SIZE) {
  return {
    path: `v2/orgs/${organization}/directories/-/users/search`,
    body: { limit, expand: EXPANDED },
  };
}

const Page = z.object({ data: z.array(User) });

/** Some users, which prove that the key may read them. */
export async function firstUsers(client: AtlassianClient): Promise<readonly AtlassianUser[]> {
  const { path, body } = usersSearch(client);
  return (await client.api.send(path, { method: 'POST', body, idempotent: true })).json(Page).data;
}

/** One user; `null` where the organisation has none with this id. */
export async function readUser(client: AtlassianClient, accountId: string): Promise<AtlassianUser | null> {
  const { path, body } = usersSearch(client, 1);
  const asked = { ...body, accountIds: [accountId] };
  const answer = await client.api.send(path, { method: 'POST', body: asked, idempotent: true });
  const { data } = answer.json(Page);
  const [user] = data;
  if (user !== undefined && user.accountId !== accountId)
    throw answer.unexpected(`sent ${user.accountId} where ${accountId} was asked for`);
  return user ?? null;
}

/** Every user, managed or not, suspended ones included. A user who appears again because the list changed is listed once. */
export async function* listUsers(client: AtlassianClient): AsyncGenerator<readonly AtlassianUser[]> {
  const { app, api } = client;
  const seen = createSeenIds();
  const pages = readList({
    app,
    api,
    first: usersSearch(client),
    send: { method: 'POST', idempotent: true },
    rows: (answer) => answer.json(Page).data,
    next: nextPage(),
  });
  for await (const users of pages) yield users.filter(({ accountId }) => seen.add(accountId));
}
