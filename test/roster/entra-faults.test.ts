import { microsoft365 } from '../../src/connectors/microsoft-365/microsoft-365.ts';
import { entraRoster } from '../../src/roster/entra.ts';
import { settingsOf } from '../connectors/microsoft-365/connected.ts';
import { DENIED, FETCHED, SECRET } from '../connectors/microsoft-365/graph-rules.ts';
import { startGraph, throttled, UNAUTHORISED } from '../connectors/microsoft-365/graph-server.ts';
import { survivesFaults } from '../connectors/vendors/faults.ts';

type Settings = Parameters<typeof entraRoster.connect>[0];

survivesFaults<Settings>('The roster of Entra', {
  connector: {
    ...microsoft365,
    settings: entraRoster.settings,
    connect(settings, io) {
      const source = entraRoster.connect(settings, io);
      return {
        check: async () => [],
        // Only the ids of people are looked at.
        accounts: source.people as never,
        ...(source.usage === undefined ? {} : { usage: source.usage }),
      };
    },
  },
  start: startGraph,
  settings: (server) => entraRoster.settings.parse(settingsOf(server)),
  secrets: [SECRET, FETCHED],
  list: /^GET \/v1\.0\/users\?(?!.*top=1&)/,
  rows: (body) => (body as { value: Record<string, unknown>[] }).value,
  idKey: 'id',
  namesRow: /\/v1\.0\/users: value\[1\]\.id: /,
  token: 'fetched',
  unauthorised: UNAUTHORISED,
  forbidden: { reply: DENIED, right: 'User.Read.All' },
  throttled,
  ended: ({ body, ...reply }) => ({ ...reply, body: { ...(body as object), '@odata.nextLink': undefined } }),
  half: 'guard',
});
