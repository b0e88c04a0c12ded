import { z } from 'zod';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { ADOBE_COLUMNS, accountOf } from './account.ts';
import { ADOBE_WRITE_ANSWERS } from './answers.ts';
import { adobeClient } from './client.ts';
import { proveSeesGroups, readGroups } from './groups.ts';
import { type Products, productsOf } from './products.ts';
import { ADOBE_REMOVAL } from './removal.ts';
import { adobeRemoval } from './remove-user.ts';
import { ADOBE_PLANS, ADOBE_RIGHTS } from './rights.ts';
import { AdobeSettings } from './settings.ts';
import { listUsers, usersPath } from './users.ts';

/** The User Management API: https://adobe-apiplatform.github.io/umapi-documentation/ */
export const adobe = defineConnector<AdobeSettings>({
  id: 'adobe',
  name: 'Adobe',
  settings: AdobeSettings,
  rights: ADOBE_RIGHTS,
  plans: ADOBE_PLANS,
  removal: ADOBE_REMOVAL,
  requestsPer1000: {
    per1000: 1,
    besides: 2,
    note: 'Adobe gives up to 2,000 users at once, 25 pages of users and 5 of groups a minute, and asks for two hours between full reads.',
  },
  leastInterval: 2 * 3_600_000,
  columns: ADOBE_COLUMNS,
  reports: {
    email: { level: 'always', note: 'One address for each user.' },
    lastActive: { level: 'none', note: 'Adobe does not say when somebody was active.' },
    subscriptions: {
      level: 'yes',
      note: 'The seats of a product are those of its profiles together; unknown where one of them has no number. Technical accounts take seats of API products and are in no list.',
    },
    groups: {
      level: 'no',
      note: 'User groups are a column. Which of them gives somebody a product, Adobe does not say.',
    },
  },
  connect,
});

function connect(settings: AdobeSettings, io: ConnectorIo): Connection {
  const client = adobeClient(settings, io);
  const { removal: writing } = settings;
  // Five requests a minute: read once for accounts and subscriptions.
  let reading: Promise<Products> | null = null;
  const products = () => {
    reading ??= readGroups(client).then(productsOf);
    return reading;
  };
  return {
    async check() {
      await client.api.get(usersPath(client, 0), z.object({ users: z.array(z.unknown()) }));
      await proveSeesGroups(client);
      return [];
    },
    async *accounts() {
      reading = null;
      const known = await products();
      for await (const users of listUsers(client)) yield users.map((user) => accountOf(user, known));
    },
    subscriptions: async () => (await products()).subscriptions,
    // The technical account of the credentials is none of the users.
    ownAccounts: async () => [],
    ...(writing === undefined
      ? {}
      : {
          removal: adobeRemoval(
            client,
            adobeClient({ ...settings, ...writing }, io, ADOBE_WRITE_ANSWERS),
            products,
          ),
        }),
    usage: () => client.meter.usage(),
  };
}
