import { z } from 'zod';
import { type ConnectorIo, defineConnector } from '../base/connector.ts';
import { type Limits, openLimits } from '../base/limits.ts';
import { endingCertificate } from '../microsoft-graph/certificate.ts';
import { type GraphClient, graphClient } from '../microsoft-graph/client.ts';
import { proveSeesGroups } from '../microsoft-graph/groups.ts';
import { readMailboxKinds } from '../microsoft-graph/mailbox-kinds.ts';
import { ORGANISATION, readDomains } from '../microsoft-graph/organisation.ts';
import { GRAPH_RIGHTS } from '../microsoft-graph/rights.ts';
import {
  CLOUDS,
  GraphServer,
  GraphWriting,
  oneGraphCredential,
  writtenTo,
} from '../microsoft-graph/settings.ts';
import { type GraphUser, proveSeesUsers } from '../microsoft-graph/users.ts';
import { openAllUsers } from '../microsoft-users/all-users.ts';
import type { KeptUsers } from '../microsoft-users/kept-users.ts';
import { accountOf, GRAPH_COLUMNS } from './account.ts';
import { ACTIVITY_SOURCES, type ActivitySource, proveSeesActivity, readActivity } from './activity.ts';
import { openGroupNames } from './group-names.ts';
import { GRAPH_REMOVAL, userPage } from './removal.ts';
import { graphRemoval } from './remove-user.ts';
import { proveSeesRoles, ROLES, readRoles } from './roles.ts';
import { readSkus, SKUS, skuNames } from './skus.ts';
import { PURCHASES, readPurchases, subscriptionOf } from './subscriptions.ts';
import { REPORT_SETTINGS } from './usage-report.ts';
import { licensesOf, licensingGroups } from './user-licenses.ts';
import { WRITE_ANSWERS } from './write-answers.ts';

const Settings = GraphServer.extend({
  /** Where last activity is read from; if left out, from sign-ins, or from the usage report if those cannot be read. */
  activity: z
    .enum(ACTIVITY_SOURCES)
    .optional()
    .describe(
      'where last activity comes from (if left out, sign-ins, or the usage report where those cannot be read)',
    ),
  removal: GraphWriting,
}).superRefine(oneGraphCredential);

/** Microsoft 365: the users of a tenant, and its licenses. https://learn.microsoft.com/graph/api/overview */
export const microsoft365 = defineConnector<z.infer<typeof Settings>>({
  id: 'microsoft-365',
  name: 'Microsoft 365',
  settings: Settings,
  rights: GRAPH_RIGHTS,
  plans: [
    {
      capability: 'lastActive',
      plan: 'Entra ID P1 or P2',
      without:
        'Last activity comes from the usage report of 180 days: a day, and only of what somebody did in Exchange, Teams and the like.',
    },
  ],
  removal: GRAPH_REMOVAL,
  accountPage: ({ cloud }, account) => userPage(CLOUDS[cloud], account),
  requestsPer1000: {
    per1000: 3,
    besides: 3,
    note: 'Two of the three are sign-ins, of which Microsoft allows five requests in 10 seconds: 100,000 accounts take seven minutes. With `activity: usage-report` it is 1 for each 1,000, and 5 besides. Of more than 1,998 users, the list itself is asked for at least every 20 hours; in between, 2 requests tell what changed, and 1 more reads up to 15 changed users again. How a license came may be as old as the last whole list.',
  },
  columns: GRAPH_COLUMNS,
  reports: {
    email: {
      level: 'sometimes',
      note: 'The address, aliases and user name. Other addresses of a member count only at a domain of the company: they are often private.',
    },
    lastActive: {
      level: 'exact',
      note: 'The last successful sign-in, also in the background, up to a day late; where that cannot be read, the last day in the usage report. Without either it is not known, which is not "never".',
    },
    subscriptions: {
      level: 'yes',
      note: 'Without prices. When a contract renews is told, whether it renews by itself is not.',
    },
    groups: { level: 'no', note: 'Read by the roster source entra.' },
  },
  connect(settings, io) {
    const client = graphClient(settings, io);
    const writer = writtenTo(settings, settings.removal);
    const limits = openLimits();
    const users = openAllUsers(client, settings, io);
    const domains = once(() => readDomains(client));
    const skus = once(() => limits.unless('subscriptions', () => readSkus(client)));
    const withheld = () => [...limits.withheld(), ...endingCertificate(settings, 'accounts', io)];
    return {
      async check() {
        const first = await proveSeesUsers(client);
        await domains();
        await skus();
        await proveSeesActivity(client, limits, settings.activity);
        await limits.unless('groups', () => proveSeesGroups(client));
        await limits.unless('role', () => proveSeesRoles(client));
        if (first !== null) await limits.unless('kind', () => readMailboxKinds(client, [first]));
        return withheld();
      },
      async *accounts() {
        await client.together([
          ORGANISATION,
          SKUS,
          PURCHASES,
          ...ROLES,
          ...(['sign-ins', 'none'].includes(settings.activity ?? '') ? [] : [REPORT_SETTINGS]),
        ]);
        // Throws when another tenant answers.
        await domains();
        yield* listAccounts(client, limits, { io, users, skus, activity: settings.activity });
      },
      keeps: users.keeps,
      domains,
      async subscriptions() {
        const found = (await skus()) ?? (await readSkus(client));
        const purchases = await limits.unless('subscriptions', () => readPurchases(client));
        const names = skuNames(found);
        return found.map((sku) => subscriptionOf(sku, purchases ?? [], names, io));
      },
      async kindsOf(accounts) {
        // If it was refused once, it will be refused for every page.
        if (limits.withheld().some(({ capability }) => capability === 'kind')) return new Map();
        const ids = accounts.filter(({ columns }) => columns.mailbox === true).map(({ id }) => id);
        return (await limits.unless('kind', () => readMailboxKinds(client, ids))) ?? new Map();
      },
      withheld,
      // An app registration is none of the users.
      ownAccounts: async () => [],
      ...(writer === null
        ? {}
        : { removal: graphRemoval(client, graphClient(writer, io, WRITE_ANSWERS), io) }),
      usage: () => client.meter.usage(),
    };
  },
});

type Skus = Awaited<ReturnType<typeof readSkus>>;

async function* listAccounts(
  client: GraphClient,
  limits: Limits,
  {
    io,
    users,
    skus,
    activity,
  }: {
    readonly io: ConnectorIo;
    readonly users: KeptUsers<GraphUser>;
    readonly skus: () => Promise<Skus | null>;
    readonly activity: ActivitySource | undefined;
  },
) {
  const nameOf = skuNames((await skus()) ?? []);
  const activityOf = await readActivity(client, limits, activity);
  const roles = await readRoles(client, limits);
  const groups = openGroupNames(client, limits);
  for await (const page of users.pages()) {
    await groups.learn(licensingGroups(page));
    yield page.map((user) =>
      accountOf(user, {
        licenses: licensesOf(user, nameOf, groups.nameOf),
        activity: activityOf(user),
        role: roles?.get(user.id) ?? null,
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
