import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { microsoft365 } from '../../../src/connectors/microsoft-365/microsoft-365.ts';
import { survivesFaults, type VendorKit } from '../vendors/faults.ts';
import { settingsOf } from './connected.ts';
import { DENIED, FETCHED, SECRET } from './graph-rules.ts';
import { OTHER_TENANT, startGraph, throttled, UNAUTHORISED } from './graph-server.ts';

type Settings = Parameters<typeof microsoft365.connect>[0];

const pem = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/tls', name), 'utf8');
const KEY = pem('server-key.pem');

const KIT: Omit<VendorKit<Settings>, 'settings' | 'secrets'> = {
  connector: microsoft365,
  start: startGraph,
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
  otherTenant: OTHER_TENANT,
};

survivesFaults('Microsoft 365 with a secret', {
  ...KIT,
  settings: (server) => microsoft365.settings.parse(settingsOf(server)),
  secrets: [SECRET, FETCHED],
});
survivesFaults('Microsoft 365 with a certificate', {
  ...KIT,
  settings: (server) =>
    microsoft365.settings.parse({
      ...settingsOf(server),
      clientSecret: undefined,
      certificate: pem('server.pem'),
      privateKey: KEY,
    }),
  secrets: [KEY, FETCHED],
});
