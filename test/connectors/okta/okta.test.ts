import { afterEach, describe, expect, it } from 'vitest';
import { okta } from '../../../src/connectors/okta/okta.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { survivesFaults } from '../vendors/faults.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { OKTA_KIT, PEM } from './okta-kit.ts';
import { CLIENT, type OktaRules, oktaUser, startOkta, TOKEN } from './okta-server.ts';

const byToken = ({ origin }: VendorServer) => okta.settings.parse({ url: origin, token: TOKEN });
const byKey = ({ origin }: VendorServer) =>
  okta.settings.parse({ url: origin, clientId: CLIENT, privateKey: PEM });

survivesFaults('Okta with an API token', { ...OKTA_KIT, connector: okta, settings: byToken, token: 'fixed' });
survivesFaults('Okta with a service app', {
  ...OKTA_KIT,
  connector: okta,
  settings: byKey,
  token: 'fetched',
});

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function connected(rules: OktaRules = {}, settings = byToken) {
  const server = await startOkta(rules);
  open.push(server);
  return { server, connection: okta.connect(settings(server), ioFor(server)) };
}

async function accountsOf(users: OktaRules['users']) {
  const { connection } = await connected({ users: users ?? [] });
  return everyOf(connection.accounts());
}

describe('Okta', () => {
  it('lists people who left: a plain list leaves DEPROVISIONED out, so that a leaver looks never known', async () => {
    const accounts = await accountsOf([oktaUser('00u1'), oktaUser('00u2', { status: 'DEPROVISIONED' })]);
    expect(accounts.map(({ id, state }) => [id, state])).toEqual([
      ['00u1', 'active'],
      ['00u2', 'deactivated'],
    ]);
  });

  it('takes people who are locked out, or whose password expired, for people who work there', async () => {
    const accounts = await accountsOf(
      ['LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY', 'SUSPENDED'].map((status, index) =>
        oktaUser(`00u${index}`, { status }),
      ),
    );
    expect(accounts.map(({ state }) => state)).toEqual(['active', 'active', 'active', 'suspended']);
  });

  it('takes people who have not begun for invited', async () => {
    const accounts = await accountsOf([
      oktaUser('00u1', { status: 'STAGED' }),
      oktaUser('00u2', { status: 'PROVISIONED' }),
    ]);
    expect(accounts.map(({ state }) => state)).toEqual(['invited', 'invited']);
  });

  it('is not read by an admin of some groups, who gets a shorter list without an error', async () => {
    const { server, connection } = await connected({ limited: true });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'Read-Only Administrator' });
    expect(error.message).toContain('does not list the group Everyone');
    expect((await connectorErrorOf(connection.check())).kind).toBe('permission');
    expect(server.requests.filter((request) => request.includes('/users'))).toEqual([]);
  });

  it('knows nothing of the last use of people who never sign in to Okta itself', async () => {
    const accounts = await accountsOf([oktaUser('00u1', { lastLogin: null }), oktaUser('00u2')]);
    expect(accounts.map(({ lastActive }) => lastActive)).toEqual([null, '2022-05-04T19:50:52.000Z']);
  });

  it('asks by filter and not by search, which is behind by some seconds', async () => {
    const { server, connection } = await connected();
    await everyOf(connection.accounts());
    const lists = server.requests.filter((request) => request.includes('/v1/users?'));
    expect(lists.every((request) => request.includes('filter=') && !request.includes('search='))).toBe(true);
    expect(lists[0]).toContain('limit=200');
  });

  it('does not take its service accounts for people: they are ordinary users', async () => {
    const [account] = await accountsOf([oktaUser('00u1', { profile: { userType: 'Service' } })]);
    expect(account).toMatchObject({ kind: 'unknown', columns: { userType: 'Service' } });
  });

  it('takes the second address only at a domain of the company: it is often a private one', async () => {
    const accounts = await accountsOf([
      oktaUser('00u1', { profile: { secondEmail: 'Ann@Acme.co' } }),
      oktaUser('00u2', { profile: { secondEmail: 'ann@home.example' } }),
    ]);
    expect(accounts.map(({ emails }) => emails)).toEqual([['00u1@acme.co', 'ann@acme.co'], ['00u2@acme.co']]);
  });

  it('names the scopes that a service app was not granted', async () => {
    const { connection } = await connected({ granted: ['okta.users.read'] }, byKey);
    const error = await connectorErrorOf(connection.check());
    expect(error.kind).toBe('permission');
    expect(error.message).toContain('okta.users.read, okta.groups.read');
  });

  it('tells who is an admin, so that nobody removes the last one, in one list and a request for each admin', async () => {
    const roles = {
      '00u1': [
        { label: 'Help Desk Administrator', type: 'HELP_DESK_ADMIN', status: 'ACTIVE' },
        { label: 'Super Administrator', type: 'SUPER_ADMIN', status: 'ACTIVE' },
      ],
      '00u2': [{ label: 'Read Only Administrator', type: 'READ_ONLY_ADMIN', status: 'INACTIVE' }],
      '00u3': [{ label: 'Backup operators', type: 'CUSTOM' }],
    };
    const { server, connection } = await connected({ roles });
    const accounts = await everyOf(connection.accounts());
    expect(accounts.slice(0, 5).map(({ role }) => role)).toEqual([
      null,
      'Super Administrator, Help Desk Administrator',
      'Admin',
      'Backup operators',
      null,
    ]);
    expect(connection.withheld?.()).toEqual([]);
    // Everyone, two pages of admins and three of their roles, five of users.
    expect(server.requests).toHaveLength(1 + 2 + 3 + 5);
  });

  it.each([
    ['an API token', byToken],
    ['a service app without okta.roles.read', byKey],
  ])(
    'with %s that may not see admins tells no roles, which is not "nobody is an admin"',
    async (_, settings) => {
      const granted = ['okta.users.read', 'okta.groups.read'];
      const { connection } = await connected({ granted }, settings);
      const [found, ...others] = await connection.check();
      expect(others).toEqual([]);
      expect(found).toMatchObject({
        capability: 'role',
        reason: expect.stringMatching(/Super Administrator|okta\.roles\.read/),
      });
      expect((await everyOf(connection.accounts())).every(({ role }) => role === null)).toBe(true);
      expect(connection.withheld?.()).toEqual([found]);
    },
  );

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
