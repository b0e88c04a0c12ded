import type { z } from 'zod';
import { type Connection, defineConnector } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { openLimits } from '../base/limits.ts';
import { ownAccounts } from '../base/own-accounts.ts';
import { googleClient } from '../google/client.ts';
import { GOOGLE_RIGHTS } from '../google/rights.ts';
import { proveSeesEverybody } from '../google/sees-everybody.ts';
import { GoogleServer, GoogleWriting } from '../google/settings.ts';
import { listUsers, readUser } from '../google/users.ts';
import { accountOf, GOOGLE_COLUMNS } from './account.ts';
import { proveMayReadUsage, readActivity, type UsageReport } from './activity.ts';
import { type GoogleLicenses, licensesOf, proveMayRead, readLicenses } from './licenses.ts';
import { GOOGLE_REMOVAL } from './removal.ts';
import { googleRemoval } from './remove-user.ts';
import { openWitnesses } from './witnesses.ts';

const NO_REPORT =
  'Google has no complete usage report of the last days, so only sign-ins count: who uses a mail program may look idle';

const Settings = GoogleServer.extend({ removal: GoogleWriting });

/** Google Workspace and Cloud Identity. https://developers.google.com/workspace/admin */
export const googleWorkspace = defineConnector<z.infer<typeof Settings>>({
  id: 'google-workspace',
  name: 'Google Workspace',
  settings: Settings,
  rights: GOOGLE_RIGHTS,
  plans: [],
  removal: GOOGLE_REMOVAL,
  // As the list of users in the console links to each; a customer of a reseller is in another console.
  accountPage: ({ customer }, { id }) =>
    customer === 'my_customer' ? `https://admin.google.com/ac/users/${encodeURIComponent(id)}` : null,
  requestsPer1000: {
    per1000: 6,
    besides: 24,
    note: 'One for each product that Google sells is among those, because it does not list the products that a company has. Google allows 2,400 a minute.',
  },
  columns: GOOGLE_COLUMNS,
  reports: {
    email: {
      level: 'always',
      note: 'With all aliases, and the own address of a guest. Of the other addresses in a profile only those for work count.',
    },
    lastActive: {
      level: 'exact',
      note: 'The last sign-in, or a later use of Gmail or Drive in the usage report, which is two to six days old. Anyone who stays signed in and uses neither may look idle.',
    },
    subscriptions: {
      level: 'yes',
      note: 'Who holds which license. Google tells only resellers how many were bought: write that number in seatkeeper.yaml. It does not say whether a license came automatically, by unit or by group.',
    },
    groups: { level: 'no', note: 'Read by the roster source google.' },
  },
  connect(settings, io): Connection {
    const client = googleClient(settings, io);
    const { removal: writing, serviceAccount: _key, admin: _admin, ...where } = settings;
    const limits = openLimits();
    let licenses: Promise<GoogleLicenses | null> | null = null;

    async function licensesFor(customerId: string | null): Promise<GoogleLicenses | null> {
      licenses ??= limits.unless('licenses', () => readLicenses(client, customerId ?? client.customer));
      return licenses;
    }

    async function usageReport(): Promise<UsageReport | null> {
      const report = await limits.unless('lastActive', () => readActivity(client, io.now()), 'partly');
      if (report?.complete !== true) limits.withhold('lastActive', NO_REPORT, 'partly');
      return report;
    }

    /** Of the admin in whose name it is asked; a service account with a role of its own is none of the users. */
    async function idOf(admin: string | undefined): Promise<string | null> {
      return admin === undefined ? null : ((await readUser(client, admin))?.id ?? null);
    }

    return {
      async check() {
        const customerId = await proveSeesEverybody(client);
        await limits.unless('licenses', () => proveMayRead(client, customerId ?? client.customer));
        await limits.unless('lastActive', () => proveMayReadUsage(client, io.now()), 'partly');
        return limits.withheld();
      },
      async *accounts() {
        const customerId = await proveSeesEverybody(client);
        const held = await licensesFor(customerId);
        const report = await usageReport();
        const witnesses = openWitnesses(report, held);
        for await (const users of listUsers(client, customerId))
          yield users.map((user) => {
            witnesses.saw(user);
            return accountOf(user, {
              licenses: held === null ? null : licensesOf(user, held),
              activity: report?.ofUser(user.id) ?? null,
              timezone: io.timezone,
            });
          });
        witnesses.end(io.app);
      },
      async subscriptions() {
        const held = await (licenses ?? licensesFor(await proveSeesEverybody(client)));
        if (held !== null) return held.subscriptions;
        throw new ConnectorError(io.app, 'plan', 'Google does not tell who holds which license', {
          capability: 'subscriptions',
          advice: 'it comes with the licenses of accounts',
        });
      },
      withheld: () => limits.withheld(),
      ownAccounts: ownAccounts([() => idOf(settings.admin), () => idOf(writing?.admin)]),
      ...(writing === undefined
        ? {}
        : {
            removal: googleRemoval(client, googleClient({ ...where, ...writing }, io, 'writes'), io),
          }),
      usage: () => client.meter.usage(),
    };
  },
});
