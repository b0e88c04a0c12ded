import { z } from 'zod';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { openLimits } from '../base/limits.ts';
import { ownAccounts } from '../base/own-accounts.ts';
import { oktaClient } from '../okta-api/client.ts';
import { proveSeesEverybody } from '../okta-api/sees-everybody.ts';
import { OktaServer, OktaWriting, oneOktaCredential, writtenTo } from '../okta-api/settings.ts';
import { listUsers } from '../okta-api/users.ts';
import { accountOf, OKTA_COLUMNS } from './account.ts';
import { userPage } from './account-page.ts';
import { listAssigned } from './assignments.ts';
import { chosenApps } from './chosen-apps.ts';
import { lastUsedOf } from './last-used.ts';
import { OKTA_REMOVAL } from './removal.ts';
import { ASSIGNMENT_WRITE_SCOPES, assignmentRemoval, GROUP_WRITE_SCOPES } from './remove-assignment.ts';
import { ownAccount, USER_WRITE_SCOPES, userRemoval } from './remove-user.ts';
import { OKTA_RIGHTS } from './rights.ts';
import { proveSeesRoles, readRoles } from './roles.ts';

const Names = z.union([
  z
    .string()
    .trim()
    .min(1)
    .transform((name) => [name]),
  z.array(z.string().trim().min(1)).min(1),
]);

const Settings = OktaServer.extend({
  /** Labels or ids of apps in Okta: the accounts are then the people who are assigned one of them, instead of Okta's own users. */
  apps: Names.optional().describe(
    'labels or ids of apps in Okta: in place of its own users, those who are assigned one of these are the accounts',
  ),
  removal: OktaWriting,
}).superRefine(oneOktaCredential);

/** Okta, as an app: who has an account there. https://developer.okta.com/docs/api/ */
export const okta = defineConnector<z.infer<typeof Settings>>({
  id: 'okta',
  name: 'Okta',
  settings: Settings,
  rights: OKTA_RIGHTS,
  plans: [],
  removal: OKTA_REMOVAL,
  accountPage: (settings, { id }) => userPage(settings, id),
  requestsPer1000: {
    per1000: 5,
    besides: 2,
    note: 'And one for each admin, where roles are shown. With `apps`, 2 for each 1,000 and up to 22 besides. Okta gives about 600 a minute, and a token half of them.',
  },
  columns: OKTA_COLUMNS,
  reports: {
    email: {
      level: 'always',
      note: 'The second address counts only at a domain of the company: it is often a private one.',
    },
    lastActive: {
      level: 'exact',
      note: 'The last sign-in to Okta itself; with `apps`, to one of those, among the last 20,000 of 90 days. Anyone who works in a program that stays signed in has an old one, or none.',
    },
    subscriptions: { level: 'no', note: 'Okta does not say how many users were bought.' },
    groups: { level: 'no', note: 'Read by the roster source okta.' },
  },
  connect: (settings, io) =>
    settings.apps === undefined ? connectUsers(settings, io) : connectApps(settings, io),
});

type Settings = z.infer<typeof Settings>;

function connectUsers(settings: Settings, io: ConnectorIo): Connection {
  const client = oktaClient(settings, io, ['okta.users.read', 'okta.groups.read']);
  // Asked for separately: without this scope only the roles are missing.
  const iam = oktaClient(settings, io, ['okta.roles.read'], client.meter);
  const limits = openLimits();
  const writer = writtenTo(settings, settings.removal);
  const writing = writer === null ? null : oktaClient(writer, io, USER_WRITE_SCOPES, client.meter);
  return {
    async check() {
      await proveSeesEverybody(client);
      await limits.unless('role', () => proveSeesRoles(iam));
      return limits.withheld();
    },
    async *accounts() {
      await proveSeesEverybody(client);
      const roles = await readRoles(iam, limits);
      for await (const users of listUsers(client))
        yield users.map((user) =>
          accountOf(user, { role: roles?.get(user.id) ?? null, domains: io.domains }),
        );
    },
    ownAccounts: ownAccounts([() => ownAccount(client)], writing === null ? [] : [() => ownAccount(writing)]),
    ...(writing === null ? {} : { removal: userRemoval(writing, io) }),
    withheld: () => limits.withheld(),
    usage: () => client.meter.usage(),
  };
}

/** The people who are assigned an app that has no API of its own. */
function connectApps(settings: Settings, io: ConnectorIo): Connection {
  const client = oktaClient(settings, io, ['okta.users.read', 'okta.groups.read', 'okta.apps.read']);
  // Asked for separately: without this scope only the last use is missing.
  const log = oktaClient(settings, io, ['okta.logs.read'], client.meter);
  const limits = openLimits();
  const apps = settings.apps ?? [];
  const chosen = () => chosenApps(client, apps);
  const writer = writtenTo(settings, settings.removal);
  const writing = writer === null ? null : oktaClient(writer, io, ASSIGNMENT_WRITE_SCOPES, client.meter);
  return {
    async check() {
      await proveSeesEverybody(client);
      await chosen();
      await limits.unless('lastActive', () => log.api.get('logs?limit=1', z.unknown()));
      return limits.withheld();
    },
    async *accounts() {
      await proveSeesEverybody(client);
      const found = await chosen();
      const lastUsed = await limits.unless('lastActive', () => lastUsedOf(log, found, io.now()));
      yield* listAssigned(client, found, lastUsed ?? new Map());
    },
    ownAccounts: ownAccounts([() => ownAccount(client)], writing === null ? [] : [() => ownAccount(writing)]),
    ...(writer === null || writing === null
      ? {}
      : {
          removal: assignmentRemoval(
            {
              reader: client,
              apps: writing,
              // Asked for separately: without this scope only groups cannot be left.
              groups: oktaClient(writer, io, GROUP_WRITE_SCOPES, client.meter),
            },
            apps,
          ),
        }),
    withheld: () => limits.withheld(),
    usage: () => client.meter.usage(),
  };
}
