import { microsoft365 } from '../../../src/connectors/microsoft-365/microsoft-365.ts';
import { survivesFaults } from '../vendors/faults.ts';
import type { VendorServer } from '../vendors/server.ts';
import { CLIENT, DENIED, FETCHED, SECRET, TENANT } from './graph-rules.ts';
import { startGraph, throttled, UNAUTHORISED } from './graph-server.ts';

const settings = ({ origin }: VendorServer) =>
  microsoft365.settings.parse({
    tenant: TENANT,
    clientId: CLIENT,
    clientSecret: SECRET,
    apiUrl: origin,
    loginUrl: origin,
  });

survivesFaults('Microsoft 365', {
  connector: microsoft365,
  start: startGraph,
  settings,
  secrets: [SECRET, FETCHED],
  list: /^GET \/v1\.0\/users\?(?!.*signInActivity)/,
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
