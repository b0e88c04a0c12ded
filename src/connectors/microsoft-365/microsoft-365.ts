import type { z } from 'zod';
import { type ConnectorIo, defineConnector } from '../base/connector.ts';
import { type Limits, openLimits } from '../base/limits.ts';
import { type GraphClient, graphClient } from '../microsoft-graph/client.ts';
import { GRAPH_RIGHTS } from '../microsoft-graph/rights.ts';
import { GraphServer, oneCredential } from '../microsoft-graph/settings.ts';
import { listUsers, proveSeesUsers } from '../microsoft-graph/users.ts';
import { accountOf, GRAPH_COLUMNS } from './account.ts';
import { openGroupNames } from './group-names.ts';
import { GRAPH_REMOVAL } from './removal.ts';
import { readSkus, skuNames } from './skus.ts';
import { readPurchases, subscriptionOf } from './subscriptions.ts';
import { licensesOf, licensingGroups } from './user-licenses.ts';

const Settings = GraphServer.superRefine(oneCredential);

/** Microsoft 365: the users of a tenant, and its licenses. https://learn.microsoft.com/graph/api/overview */
export const microsoft365 = defineConnector<z.infer<typeof Settings>>({
  id: 'microsoft-365',
  name: 'Microsoft 365',
  settings: Settings,
  rights: GRAPH_RIGHTS,
  plans: [],
  removal: GRAPH_REMOVAL,
  requestsPer1000: {
    per1000: 1,
    besides: 4,
    note: 'Microsoft gives 3,500 units in 10 seconds or more, of which a page of users takes 2.',
  },
  columns: GRAPH_COLUMNS,
  reports: {
    email: {
      level: 'sometimes',
      note: 'The address, aliases and user name. Other addresses of a member count only at a domain of the company: they are often private.',
    },
    lastActive: { level: 'none', note: 'Not read yet.' },
    subscriptions: {
      level: 'yes',
      note: 'Without prices. When a contract renews is told, whether it renews by itself is not.',
    },
    groups: { level: 'no', note: 'Read by the roster source entra.' },
  },
  connect(settings, io) {
    const client = graphClient(settings, io);
    const limits = openLimits();
    const skus = once(() => limits.unless('subscriptions', () => readSkus(client)));
    return {
      async check() {
        await proveSeesUsers(client);
        await skus();
        return limits.withheld();
      },
      accounts: () => listAccounts(client, limits, { io, skus }),
      async subscriptions() {
        const found = (await skus()) ?? (await readSkus(client));
        const purchases = await limits.unless('subscriptions', () => readPurchases(client));
        const names = skuNames(found);
        return found.map((sku) => subscriptionOf(sku, purchases ?? [], names, io));
      },
      withheld: () => limits.withheld(),
      usage: () => client.meter.usage(),
    };
  },
});

type Skus = Awaited<ReturnType<typeof readSkus>>;

async function* listAccounts(
  client: GraphClient,
  limits: Limits,
  { io, skus }: { readonly io: ConnectorIo; readonly skus: () => Promise<Skus | null> },
) {
  const nameOf = skuNames((await skus()) ?? []);
  const groups = openGroupNames(client, limits);
  for await (const users of listUsers(client)) {
    await groups.learn(licensingGroups(users));
    yield users.map((user) =>
      accountOf(user, {
        licenses: licensesOf(user, nameOf, groups.nameOf),
        activity: null,
        role: null,
        domains: io.domains,
      }),
    );
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => {
    found ??= read();
    return found;
  };
}
