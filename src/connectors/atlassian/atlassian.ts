import type { Account } from '../../domain/account.ts';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { openLimits } from '../base/limits.ts';
import { keyEndIn } from '../oauth/key-end.ts';
import { type AccountLook, ATLASSIAN_COLUMNS, accountOf } from './account.ts';
import { atlassianClient } from './client.ts';
import { proveSeesManaged, readManaged } from './managed.ts';
import { ATLASSIAN_REMOVAL } from './removal.ts';
import { atlassianRemoval } from './remove-user.ts';
import { ATLASSIAN_PLANS, ATLASSIAN_RIGHTS } from './rights.ts';
import { AtlassianSettings } from './settings.ts';
import { readSites, type Sites } from './sites.ts';
import { firstUsers, listUsers, tellsActivity } from './users.ts';

/** Jira, Confluence and the other cloud apps of an organisation: https://developer.atlassian.com/cloud/admin/organization/rest/ */
export const atlassian = defineConnector<AtlassianSettings>({
  id: 'atlassian',
  name: 'Atlassian',
  settings: AtlassianSettings,
  rights: ATLASSIAN_RIGHTS,
  plans: ATLASSIAN_PLANS,
  removal: ATLASSIAN_REMOVAL,
  accountPage,
  requestsPer1000: {
    per1000: 10,
    besides: 1,
    note: 'Twice as many where the search of users does not tell what they use. Each address has a limit of its own.',
  },
  columns: ATLASSIAN_COLUMNS,
  reports: {
    email: { level: 'sometimes', note: 'People whose account is not managed may hide theirs.' },
    lastActive: {
      level: 'day',
      note: 'When somebody last looked at an app for two seconds or more, up to 24 hours late.',
    },
    subscriptions: {
      level: 'yes',
      note: 'Each app on each site with its use. What was bought is not told: the capacity of an app is a ceiling of its plan.',
    },
    groups: { level: 'no', note: 'Groups are a column: they give the apps.' },
  },
  connect,
});

function connect(settings: AtlassianSettings, io: ConnectorIo): Connection {
  const client = atlassianClient(settings, io);
  const { removal: writing } = settings;
  const limits = openLimits();
  let reading: Promise<Sites> | null = null;
  const sites = () => {
    reading ??= readSites(client);
    return reading;
  };
  const withheld = () => [...keyEndIn(settings.keyEnds, io, keyEndReason), ...limits.withheld()];
  return {
    async check() {
      const some = await firstUsers(client);
      if (!some.some(tellsActivity)) await limits.unless('lastActive', () => proveSeesManaged(client));
      await limits.unless('subscriptions', sites);
      return withheld();
    },
    async *accounts() {
      reading = null;
      const names = (await limits.unless('subscriptions', sites))?.names ?? null;
      let look: AccountLook | null = null;
      for await (const users of listUsers(client)) {
        look ??= {
          names,
          managed: users.some(tellsActivity)
            ? null
            : await limits.unless('lastActive', () => readManaged(client)),
        };
        const known = look;
        yield users
          .map((user) => accountOf(user, known))
          .filter((account): account is Account => account !== null);
      }
    },
    subscriptions: async () => (await sites()).subscriptions,
    withheld,
    ...(writing === undefined
      ? {}
      : { removal: atlassianRemoval(client, atlassianClient({ ...settings, ...writing }, io)) }),
    usage: () => client.meter.usage(),
  };
}

/** https://developer.atlassian.com/cloud/admin/user-provisioning/rest/ says so of the ids; the government cloud has another console. */
function accountPage({ organization, apiUrl }: AtlassianSettings, { id }: Account): string | null {
  if (new URL(apiUrl).host !== 'api.atlassian.com') return null;
  return `https://admin.atlassian.com/o/${encodeURIComponent(organization)}/users/${encodeURIComponent(id)}`;
}

function keyEndReason(ends: string): string {
  return `the API key ${ends}, says keyEnds; make a new one and write its day there`;
}
