import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { okta } from '../../../src/connectors/okta/okta.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { assigned, CLIENT, type OktaRules, oktaUser, startOkta, TOKEN } from './okta-server.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const SCOPES = ['okta.users.read', 'okta.groups.read', 'okta.apps.read'];

async function connected(
  apps: string | readonly string[],
  rules: OktaRules,
  credentials: object = { token: TOKEN },
) {
  const server = await startOkta(rules);
  open.push(server);
  const settings = okta.settings.parse({ url: server.origin, ...credentials, apps });
  return { server, connection: okta.connect(settings, ioFor(server)) };
}

describe('The apps that Okta assigns', () => {
  it('have those who are assigned them as accounts, over all pages', async () => {
    const ids = ['00u1', '00u2', '00u3', '00u4', '00u5'];
    const { server, connection } = await connected('figma', {
      apps: { Jira: [], Figma: ids.map((id) => assigned(id)) },
    });
    const accounts = await everyOf(connection.accounts());
    expect(accounts.map(({ id }) => id)).toEqual(ids);
    expect(accounts[0]).toMatchObject({
      emails: ['00u1@acme.co'],
      username: '00u1@acme.co',
      name: 'Saml O Test',
      state: 'active',
      licenses: [],
      columns: { appStatus: 'PROVISIONED', assigned: 'directly' },
    });
    expect(server.requests.some((request) => request.includes('/apps/0oa1/users?limit=500'))).toBe(true);
  });

  it('tell who cannot use them, and who was assigned them by a group', async () => {
    const given = ['ACTIVE', 'PENDING', 'SUSPENDED', 'REVOKED', 'IMPORTED', 'BRAND_NEW'];
    const users = given.map((status, index) =>
      assigned(`00u${index}`, { status, scope: index === 0 ? 'GROUP' : 'USER' }),
    );
    const { connection } = await connected(['0oa0'], { apps: { Figma: users } });
    const accounts = await everyOf(connection.accounts());
    expect(accounts.map(({ state }) => state)).toEqual([
      'active',
      'invited',
      'suspended',
      'deactivated',
      'unknown',
      'unknown',
    ]);
    expect(accounts[0]?.columns.assigned).toBe('by a group');
  });

  it('count a person with two of them once, by the assignment that gives most', async () => {
    const { connection } = await connected(['Figma', 'Miro'], {
      apps: {
        Figma: [assigned('00u1', { status: 'SUSPENDED' })],
        Miro: [assigned('00u1', { scope: 'GROUP' }), assigned('00u2')],
      },
    });
    expect(
      (await everyOf(connection.accounts())).map(({ id, state, columns }) => [
        id,
        state,
        columns.apps,
        columns.assigned,
      ]),
    ).toEqual([
      ['00u1', 'active', 'Figma, Miro', 'both ways'],
      ['00u2', 'active', undefined, 'directly'],
    ]);
  });

  it('have the last sign-in of 90 days: without a beginning Okta searches seven days, which would look like no use', async () => {
    const signIns = [
      { user: '00u1', app: 'Figma', at: '2026-01-05T09:00:00.000Z' },
      { user: '00u1', app: 'Figma', at: '2026-02-01T09:00:00.000Z' },
      { user: '00u2', app: 'Jira', at: '2026-03-01T09:00:00.000Z' },
      { user: '00u1', app: 'Figma', at: '2026-01-20T09:00:00.000Z' },
      // Refused: no use.
      { user: '00u2', app: 'Figma', at: '2026-03-02T09:00:00.000Z', result: 'FAILURE' },
    ];
    const { connection } = await connected('Figma', {
      apps: { Figma: [assigned('00u1'), assigned('00u2')], Jira: [] },
      signIns,
    });
    expect((await everyOf(connection.accounts())).map(({ lastActive }) => lastActive)).toEqual([
      '2026-02-01T09:00:00.000Z',
      null,
    ]);
  });

  it('are read without their last use when the log may not be read, and say so', async () => {
    const PEM = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const rules = { apps: { Figma: [assigned('00u1')] }, granted: SCOPES };
    const { connection } = await connected('Figma', rules, { clientId: CLIENT, privateKey: PEM });
    expect(await everyOf(connection.accounts())).toMatchObject([{ id: '00u1', lastActive: null }]);
    expect(connection.withheld?.()).toEqual([
      { capability: 'lastActive', reason: expect.stringContaining('okta.logs.read') },
    ]);
    expect(await connection.check()).toEqual(connection.withheld?.());
  });

  it.each([
    ['Figam', /lists no active app "Figam"; it lists Figma, Jira\. Write the label or the id/],
    ['Jira', null],
  ])('are named as Okta names them: %s', async (name, words) => {
    const { connection } = await connected(name, {
      users: [oktaUser('00u1')],
      apps: { Figma: [], Jira: [] },
    });
    if (words === null) expect(await connection.check()).toEqual([]);
    else expect((await connectorErrorOf(connection.check())).message).toMatch(words);
  });
});
