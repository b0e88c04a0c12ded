import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { openLimits } from '../base/limits.ts';
import { ownAccounts } from '../base/own-accounts.ts';
import { accountOf, ZOOM_COLUMNS } from './account.ts';
import { type ZoomClient, zoomClient } from './client.ts';
import { readPlans } from './plans.ts';
import { ZOOM_REMOVAL } from './removal.ts';
import { zoomRemoval } from './remove-user.ts';
import { ZOOM_PLANS, ZOOM_RIGHTS } from './rights.ts';
import { ZoomSettings } from './settings.ts';
import { listUsers, readUser } from './users.ts';

/** https://developers.zoom.us/docs/api/users/ */
export const zoom = defineConnector<ZoomSettings>({
  id: 'zoom',
  name: 'Zoom',
  settings: ZoomSettings,
  rights: ZOOM_RIGHTS,
  plans: ZOOM_PLANS,
  removal: ZOOM_REMOVAL,
  requestsPer1000: {
    per1000: 4,
    besides: 4,
    note: 'All apps of the account share 20 a second (Pro) or 60 (Business and higher); Seatkeeper leaves half of them to the others.',
  },
  columns: ZOOM_COLUMNS,
  reports: {
    email: { level: 'always', note: 'One address for each user.' },
    lastActive: {
      level: 'day',
      note: 'The last sign-in on the web or in a client, up to three days old. Who uses only Zoom Phone, Rooms or a device has none, and deactivated people have none.',
    },
    subscriptions: {
      level: 'yes',
      note: 'Where Zoom gives them: it may refuse all but primary accounts and partners. A user does not say which of several bundles it has.',
    },
    groups: { level: 'no', note: 'Groups of the app are not read.' },
  },
  connect,
});

function connect(settings: ZoomSettings, io: ConnectorIo): Connection {
  const client = zoomClient(settings, io);
  const { removal: writing } = settings;
  const writer = writing === undefined ? null : zoomClient({ ...settings, ...writing }, io);
  const limits = openLimits();
  const subscriptions = async () => {
    const reading = readPlans(client);
    await limits.unless('subscriptions', () => reading);
    return reading;
  };
  return {
    async check() {
      await client.api.get('users?status=active&page_size=1', z.object({ users: z.array(z.unknown()) }));
      await limits.unless('subscriptions', () => readPlans(client));
      return limits.withheld();
    },
    async *accounts() {
      for await (const users of listUsers(client)) yield users.map((user) => named(client, accountOf(user)));
    },
    subscriptions,
    withheld: () => limits.withheld(),
    // Every app of a Zoom account is asked for the same user.
    ownAccounts:
      writer === null ? ownAccounts([() => ownAccount(client)]) : ownAccounts([], [() => ownAccount(writer)]),
    ...(writer === null ? {} : { removal: zoomRemoval(writer) }),
    usage: () => client.meter.usage(),
  };
}

async function ownAccount(client: ZoomClient): Promise<string | null> {
  return (await readUser(client, 'me'))?.id ?? null;
}

function named({ api }: ZoomClient, account: Account | null): Account {
  if (account === null) throw api.unexpected('listed an invitation with neither an id nor an address');
  return account;
}
