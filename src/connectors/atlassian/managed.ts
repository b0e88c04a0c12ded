import { z } from 'zod';
import { Id } from '../base/id.ts';
import { readList } from '../paging/list.ts';
import type { AtlassianClient } from './client.ts';
import { nextPage } from './pages.ts';

const Text = z.string().nullish();

const Managed = z.object({
  account_id: Id,
  last_active: Text,
  product_access: z.array(z.object({ key: Text, name: Text, url: Text, last_active: Text })).nullish(),
});

export type ManagedAccount = z.infer<typeof Managed>;

const Page = z.object({ data: z.array(Managed) });

const path = ({ organization }: AtlassianClient) => `v1/orgs/${organization}/users`;

/** Whether the list of managed accounts may be read. */
export async function proveSeesManaged(client: AtlassianClient): Promise<void> {
  await client.api.get(path(client), Page);
}

/**
 * The accounts of the company's own domains, by id: with the sites they use and when they were last active. For organisations whose
 * search does not tell that. https://developer.atlassian.com/cloud/admin/organization/rest/api-group-users/#api-v1-orgs-orgid-users-get
 */
export async function readManaged(client: AtlassianClient): Promise<ReadonlyMap<string, ManagedAccount>> {
  const { app, api } = client;
  const found = new Map<string, ManagedAccount>();
  const pages = readList({
    app,
    api,
    first: path(client),
    rows: (answer) => answer.json(Page).data,
    next: nextPage(),
  });
  for await (const accounts of pages) for (const account of accounts) found.set(account.account_id, account);
  return found;
}
