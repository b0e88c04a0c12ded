import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { okta } from '../../../src/connectors/okta/okta.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { survivesFaults, type VendorKit } from '../vendors/faults.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import {
  CLIENT,
  FETCHED,
  type OktaRules,
  oktaError,
  oktaThrottled,
  oktaUser,
  startOkta,
  TOKEN,
} from './okta-server.ts';

type Settings = Parameters<typeof okta.connect>[0];

const PEM = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const byToken = ({ origin }: VendorServer) => okta.settings.parse({ url: origin, token: TOKEN });
const byKey = ({ origin }: VendorServer) =>
  okta.settings.parse({ url: origin, clientId: CLIENT, privateKey: PEM });

const KIT: Omit<VendorKit<Settings>, 'settings' | 'token'> = {
  connector: okta,
  start: startOkta,
  secrets: [TOKEN, FETCHED, String(PEM)],
  list: /^GET \/api\/v1\/users/,
  rows: (body) => body as Record<string, unknown>[],
  idKey: 'id',
  namesRow: /\/api\/v1\/users: \[1\]\.id: /,
  unauthorised: oktaError(401, 'E0000011', 'Invalid token provided'),
  forbidden: {
    reply: oktaError(403, 'E0000006', 'You do not have permission to perform the requested action'),
    right: null,
  },
  throttled: (seconds, { clock }) => oktaThrottled(seconds, clock),
  ended: (reply) => ({ ...reply, headers: {} }),
  half: 'guard',
};

survivesFaults('Okta with an API token', { ...KIT, settings: byToken, token: 'fixed' });
survivesFaults('Okta with a service app', { ...KIT, settings: byKey, token: 'fetched' });

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function connected(rules: OktaRules = {}, settings = byToken) {
  const server = await startOkta(rules);
  open.push(server);
  return { server, connection: okta.connect(settings(server), ioFor(server)) };
}

describe('Okta', () => {
  it('lists people who left: a plain list leaves DEPROVISIONED out', async () => {
    const users = [oktaUser('00u1'), oktaUser('00u2', { status: 'DEPROVISIONED' })];
    const { connection } = await connected({ users });
    const accounts = await everyOf(connection.accounts());
    expect(accounts.map(({ id, state }) => [id, state])).toEqual([
      ['00u1', 'active'],
      ['00u2', 'deactivated'],
    ]);
  });

  it('is not read by an admin of some groups, who gets a shorter list without an error', async () => {
    const { server, connection } = await connected({ limited: true });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'Read-Only Administrator' });
    expect(error.message).toContain('does not list the group Everyone');
    expect((await connectorErrorOf(connection.check())).kind).toBe('permission');
    expect(server.requests.filter((request) => request.includes('/users'))).toEqual([]);
  });

  it('names the scopes that a service app was not granted', async () => {
    const { connection } = await connected({ granted: ['okta.users.read'] }, byKey);
    const error = await connectorErrorOf(connection.check());
    expect(error.kind).toBe('permission');
    expect(error.message).toContain('okta.users.read, okta.groups.read');
  });

  it('says what is left of its limit', async () => {
    const { connection } = await connected();
    await everyOf(connection.accounts());
    expect(connection.usage?.().left).toMatchObject([{ remaining: 298, limit: 300 }]);
  });

  it('takes a token or a service app, and not both', () => {
    const problems = (settings: object) =>
      okta.settings
        .safeParse({ url: 'https://acme.okta.com', ...settings })
        .error?.issues.map(({ path }) => path[0]);
    expect(problems({ token: 't' })).toBeUndefined();
    expect(problems({})).toEqual(['token']);
    expect(problems({ clientId: 'c' })).toEqual(['privateKey']);
    expect(problems({ token: 't', clientId: 'c', privateKey: PEM })).toEqual(['token']);
    expect(problems({ clientId: 'c', privateKey: 'no key' })).toEqual(['privateKey']);
  });
});
