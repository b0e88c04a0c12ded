import { describe, expect, it } from 'vitest';
import { everyOf } from '../../support/connector-io.ts';
import { accountsOf, connected } from './connected.ts';
import { invitation, license, seat, user } from './github-rows.ts';

const members = [user(1, { role: 'admin' }), user(2), user(3, { type: 'Bot', login: 'acme-ci[bot]' })];

describe('GitHub’s people', () => {
  it('are keyed by their id: a login is renamed, and given to others', async () => {
    const before = await accountsOf({ members });
    const after = await accountsOf({ members: [members[0] ?? user(1), user(2, { login: 'renamed' })] });
    expect(before.get('2')).toMatchObject({ username: 'user-2', role: 'member', kind: 'unknown' });
    expect(after.get('2')).toMatchObject({ username: 'renamed' });
  });

  it('are owners, members, bots and outside collaborators; a machine user is not called a person', async () => {
    const accounts = await accountsOf({ members, outside: [user(8), user(2)] });
    expect([...accounts.values()].map(({ id, role, kind }) => [id, role, kind])).toEqual([
      ['1', 'owner', 'unknown'],
      ['2', 'member', 'unknown'],
      ['3', 'member', 'bot'],
      ['8', 'outside collaborator', 'guest'],
    ]);
  });

  it('who are invited are listed: they take a seat, and are in no list of members', async () => {
    const invitations = [
      invitation({ email: 'New@acme.co', role: 'direct_member' }),
      invitation({ login: 'Known', email: null, role: 'admin' }),
      invitation({ email: 'late@acme.co', failed_at: '2026-02-01T00:00:00Z' }),
    ];
    const accounts = await accountsOf({
      members,
      invitations,
      known: { known: 40 },
      plan: { name: 'team', seats: 20, filled_seats: 5 },
    });
    expect([...accounts.keys()]).toEqual(['1', '2', '3', '40', 'invited:new@acme.co']);
    expect(accounts.get('invited:new@acme.co')).toMatchObject({
      emails: ['new@acme.co'],
      username: null,
      state: 'invited',
      role: 'member',
      licenses: ['GitHub Team'],
      created: '2016-11-30T14:46:10.000Z',
      columns: { invitedBy: 'other_user' },
    });
    // By its id, which stays when the invitation is accepted.
    expect(accounts.get('40')).toMatchObject({ username: 'Known', state: 'invited', role: 'owner' });
    const unknown = [
      invitation({ login: 'nobody', email: 'n@acme.co' }),
      invitation({ login: 'no-address', email: null }),
    ];
    expect([...(await accountsOf({ members, invitations: unknown })).keys()].slice(3)).toEqual([
      'invited:n@acme.co',
      'invited:no-address',
    ]);
  });

  it('are one account each, whether known by licenses, by single sign-on, by invitation, or by all of them', async () => {
    const licensed = await accountsOf(
      {
        members,
        outside: [user(8)],
        invitations: [
          invitation({ login: 'USER-8' }),
          invitation({ email: 'user-2@acme.co' }),
          invitation({ email: 'vs@acme.co' }),
        ],
        consumed: {
          users: [
            license('USER-1', { github_com_member_roles: ['acme:Owner', 'labs:Owner'] }),
            license('user-2'),
            license('user-8'),
            license('', {
              visual_studio_subscription_email: 'vs@acme.co',
              github_com_verified_domain_emails: [],
            }),
          ],
        },
      },
      { enterprise: 'acme-inc' },
    );
    expect([...licensed.keys()]).toEqual(['1', '2', '3', '8', 'invited:vs@acme.co']);
    const signedOn = await accountsOf({
      members,
      saml: [
        { samlIdentity: { nameId: 'two@acme.co', emails: [] }, user: { databaseId: 2, login: 'user-2' } },
      ],
      invitations: [invitation({ email: 'two@acme.co' })],
    });
    expect([...signedOn.keys()]).toEqual(['1', '2', '3']);
  });

  it('in other organizations of the enterprise, and on an Enterprise Server, are listed: they use up its licenses', async () => {
    const users = [
      license('user-1'),
      license('elsewhere', { github_com_member_roles: ['labs:Member'], github_com_name: 'Else Where' }),
      license('just-left'),
      license('', {
        enterprise_server_user_ids: ['ghe.acme.co:123'],
        enterprise_server_emails: ['hubot@acme.co'],
        github_com_verified_domain_emails: [],
      }),
    ];
    const accounts = await accountsOf(
      { members, consumed: { users }, known: { elsewhere: 50 } },
      { enterprise: 'acme-inc' },
    );
    expect(accounts.get('50')).toMatchObject({
      name: 'Else Where',
      state: 'active',
      role: 'member',
      licenses: ['GitHub Enterprise'],
      columns: { organizations: 'labs:Member' },
    });
    // The enterprise says that it is in this organization, which does not list it.
    expect(accounts.get('license:just-left@acme.co')).toMatchObject({ state: 'unknown' });
    expect(accounts.get('ghe.acme.co:123')).toMatchObject({ emails: ['hubot@acme.co'], state: 'active' });
  });

  it('are one account when the enterprise still has a login of yesterday', async () => {
    const users = [license('old-login'), license('user-1')];
    const accounts = await accountsOf(
      { members, consumed: { users }, known: { 'old-login': 2 } },
      { enterprise: 'acme-inc' },
    );
    expect([...accounts.keys()]).toEqual(['1', '2', '3']);
  });

  it('of whom GitHub knows no login any more are keyed by an address: a login is renamed', async () => {
    const rules = (login: string, changes = {}) => ({
      members,
      consumed: { users: [license('user-1'), license(login, changes)] },
    });
    const named = { github_com_verified_domain_emails: ['eve@acme.co'] };
    const before = await accountsOf(rules('eve-old', named), { enterprise: 'acme-inc' });
    const after = await accountsOf(rules('eve-new', named), { enterprise: 'acme-inc' });
    expect([...before.keys()]).toEqual(['1', '2', '3', 'license:eve@acme.co']);
    expect([...after.keys()]).toEqual([...before.keys()]);
    const nameless = { github_com_verified_domain_emails: [] };
    const without = await accountsOf(rules('eve', nameless), { enterprise: 'acme-inc' });
    expect([...without.keys()].at(-1)).toBe('login:eve');
  });

  it('elsewhere in the enterprise keep their ids where GraphQL is refused: by their logins all would look gone and new', async () => {
    const users = [license('user-1'), license('elsewhere'), license('just-left')];
    const { server, connection } = await connected(
      { members, consumed: { users }, known: { elsewhere: 50 } },
      { enterprise: 'acme-inc' },
    );
    server.breakWith({ on: /POST \/graphql/, by: () => ({ status: 404, body: { message: 'Not Found' } }) });
    const accounts = await everyOf(connection.accounts());
    expect(accounts.map(({ id }) => id)).toEqual(['1', '2', '3', '50', 'license:just-left@acme.co']);
    expect(server.requests.filter((request) => request.includes('/users/'))).toHaveLength(2);
  });

  it('have no private address of a Visual Studio subscription, unless nothing else tells who they are', async () => {
    const visual = (address: string) => ({ visual_studio_subscription_email: address });
    const users = [
      license('user-1', visual('ada@home.example')),
      license('user-2', visual('two@acme.co')),
      license('', { ...visual('vs@home.example'), github_com_verified_domain_emails: [] }),
    ];
    const accounts = await accountsOf({ members, consumed: { users } }, { enterprise: 'acme-inc' });
    expect([...accounts.values()].map(({ emails }) => emails)).toEqual([
      ['user-1@acme.co'],
      ['user-2@acme.co', 'two@acme.co'],
      [],
      ['vs@home.example'],
    ]);
  });

  it('of an organization with managed users have no invitations, which is no error', async () => {
    expect((await accountsOf({ members, invitations: 'managed' })).size).toBe(3);
  });

  it('are read in few requests: each list once, a hundred at a time', async () => {
    const many = Array.from({ length: 950 }, (_, index) =>
      user(index + 1, { role: index < 5 ? 'admin' : 'member' }),
    );
    const seats = many.slice(0, 150).map(({ id }) => seat(id));
    const { server, connection } = await connected({ members: many, seats, most: 100 });
    expect((await everyOf(connection.accounts())).length).toBe(950);
    await connection.subscriptions?.();
    // Owners, members, names and addresses; outside collaborators, invitations; Copilot and its seats; the proof (2), the plan.
    expect(server.requests.length).toBe(1 + 10 + 10 + 1 + 1 + (1 + 2) + 2 + 1);

    const users = many.map(({ login }) => license(login));
    const enterprise = await connected(
      { members: many, consumed: { users }, most: 100 },
      { enterprise: 'acme-inc' },
    );
    await everyOf(enterprise.connection.accounts());
    await enterprise.connection.subscriptions?.();
    expect(enterprise.server.requests.filter((request) => request.includes('consumed-licenses')).length).toBe(
      10,
    );
    expect(enterprise.server.requests.filter((request) => request.includes('graphql'))).toEqual([]);
    expect(enterprise.server.requests.length).toBe(1 + 10 + 10 + 1 + 1 + 2 + 2);
  });

  it('keep their ids where GraphQL answers about some of them only: the others are asked for one by one', async () => {
    const { server, connection } = await connected(
      {
        members,
        consumed: { users: [license('elsewhere'), license('hidden')] },
        known: { elsewhere: 50, hidden: 51 },
      },
      { enterprise: 'acme-inc' },
    );
    server.breakWith({
      on: /graphql/,
      by: () => ({
        body: {
          data: { u0: { databaseId: 50 }, u1: null },
          errors: [{ type: 'SERVICE_UNAVAILABLE', path: ['u1'], message: 'Something went wrong' }],
        },
      }),
    });
    const ids = (await everyOf(connection.accounts())).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['50', '51']));
  });

  it('are in the teams that seatkeeper.yaml names', async () => {
    const teams = { Platform: [user(1), user(2)], Sales: [user(3)] };
    const { connection } = await connected({ members, teams }, {}, { groups: ['Platform'] });
    if (connection.groups === undefined) throw new Error('there are no groups');
    expect(await everyOf(connection.groups())).toEqual([{ id: '0', name: 'Platform', members: ['1', '2'] }]);
  });
});
