import { entraRoster } from '../../src/roster/entra.ts';
import { settingsOf } from '../connectors/microsoft-365/connected.ts';
import { DENIED, FETCHED, SECRET } from '../connectors/microsoft-365/graph-rules.ts';
import {
  OTHER_TENANT,
  startGraph,
  throttled,
  UNAUTHORISED,
} from '../connectors/microsoft-365/graph-server.ts';
import { asApp, survivesFaults } from '../connectors/vendors/faults.ts';

survivesFaults('The roster of Entra', {
  connector: asApp(entraRoster),
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
  otherTenant: OTHER_TENANT,
});
