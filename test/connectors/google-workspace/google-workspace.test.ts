import { googleWorkspace } from '../../../src/connectors/google-workspace/google-workspace.ts';
import { googleRoster } from '../../../src/roster/google.ts';
import { survivesFaults, type VendorKit } from '../vendors/faults.ts';
import { googleError, googleThrottled } from './google-rules.ts';
import { ADMIN, KEY, SECRETS, settingsFor, startGoogle } from './google-server.ts';

type Settings = Parameters<typeof googleWorkspace.connect>[0];

const KIT: VendorKit<Settings> = {
  settings: ({ origin }) => googleWorkspace.settings.parse(settingsFor(origin, { admin: ADMIN })),
  connector: googleWorkspace,
  start: () => startGoogle(),
  secrets: [...SECRETS, KEY],
  list: /^GET \/admin\/directory\/v1\/users\?(?!.*query=)/,
  rows: (body) => (body as { users: Record<string, unknown>[] }).users,
  idKey: 'id',
  namesRow: /\/admin\/directory\/v1\/users: users\[1\]\.id: /,
  token: 'fetched',
  unauthorised: googleError(401, 'authError', 'Invalid Credentials'),
  forbidden: {
    reply: googleError(403, 'forbidden', 'Not Authorized to access this resource/api'),
    right: 'Users > Read',
  },
  throttled: (seconds) => googleThrottled(seconds),
  ended: ({ body, ...reply }) => {
    const { nextPageToken: _, ...rest } = body as Record<string, unknown>;
    return { ...reply, body: rest };
  },
  half: 'guard',
  otherTenant: {
    change: ({ body, ...reply }) => {
      const { users, ...rest } = body as { users: object[] };
      return {
        ...reply,
        body: { ...rest, users: users.map((user) => ({ ...user, customerId: 'C0foreign' })) },
      };
    },
    outcome: 'unexpected-response',
  },
};

survivesFaults('Google Workspace', KIT);
survivesFaults('The roster of Google', {
  ...KIT,
  connector: {
    ...googleWorkspace,
    connect(settings, io) {
      const source = googleRoster.connect(settings, io);
      return {
        check: async () => [],
        // Only the ids of people are looked at.
        accounts: source.people as never,
        ...(source.usage === undefined ? {} : { usage: source.usage }),
      };
    },
  },
  list: /^GET \/admin\/directory\/v1\/users\?(?!.*(query|showDeleted)=)/,
});
