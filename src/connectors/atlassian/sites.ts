import { z } from 'zod';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import { toldSubscription } from '../base/told.ts';
import { readList } from '../paging/list.ts';
import type { AtlassianClient } from './client.ts';
import { nextPage } from './pages.ts';

const Text = z.string().nullish();

/** An app on a site. https://developer.atlassian.com/cloud/admin/organization/rest/api-group-workspaces/ */
const Workspace = z.object({
  /** Like `ari:cloud:jira-software::site/…`. */
  id: Id,
  attributes: z.object({
    name: Text,
    type: Text,
    typeKey: Text,
    hostUrl: Text,
    sandbox: z.object({ type: Text }).nullish(),
    usage: z.number().nullish(),
  }),
});

type Workspace = z.infer<typeof Workspace>;

/** The apps of the organisation on each of its sites; one app on two sites is two. */
export interface Sites {
  /** What an app on a site is called, by its id. */
  readonly names: ReadonlyMap<string, string>;
  readonly subscriptions: readonly Subscription[];
}

export async function readSites({ app, api, organization }: AtlassianClient): Promise<Sites> {
  const pages = readList({
    app,
    api,
    first: { path: `v2/orgs/${organization}/workspaces`, body: { limit: 100 } },
    send: { method: 'POST', idempotent: true },
    rows: (answer) => answer.json(z.object({ data: z.array(Workspace) })).data,
    next: nextPage({ alone: true }),
  });
  const found: Workspace[] = [];
  for await (const page of pages) found.push(...page);
  return {
    names: new Map(found.map((workspace) => [workspace.id, nameOf(workspace)])),
    // A sandbox is a copy that costs nothing by itself.
    subscriptions: found.filter(({ attributes }) => attributes.sandbox?.type !== 'CHILD').map(subscriptionOf),
  };
}

/** `Jira (acme.atlassian.net)` */
export function siteName(product: string, host: string | null): string {
  return host === null ? product : `${product} (${host})`;
}

function nameOf({ id, attributes }: Workspace): string {
  const { name, type, typeKey, hostUrl } = attributes;
  const host = textIn(hostUrl)
    ?.replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '');
  return siteName(textIn(type) ?? textIn(typeKey) ?? id, textIn(host) ?? textIn(name));
}

function subscriptionOf(workspace: Workspace): Subscription {
  const name = nameOf(workspace);
  return toldSubscription({
    id: workspace.id,
    sku: name,
    product: name,
    // The capacity of an app is a ceiling of its plan, not what was bought.
    consumed: workspace.attributes.usage ?? null,
  });
}
