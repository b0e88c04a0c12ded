import { describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { accountsOf, connected } from './connected.ts';
import { license, seat, user } from './github-rows.ts';

const members = [user(1, { role: 'admin' }), user(2), user(3)];
const team = { id: 1, name: 'Justice League', slug: 'justice-league' };

describe('GitHub Copilot', () => {
  it('is one seat of a person, although several organizations or teams grant it; the later use counts', async () => {
    const rows = [
      seat(1, { last_activity_at: '2026-03-01T08:00:00Z', assigning_team: team }),
      seat(2, { last_activity_at: null }),
      seat(1, { last_activity_at: '2026-03-09T08:00:00Z' }),
    ];
    const { connection } = await connected({ members, enterpriseSeats: rows }, { enterprise: 'acme-inc' });
    const accounts = await everyOf(connection.accounts());
    expect(accounts[0]).toMatchObject({
      licenses: ['GitHub Copilot Business'],
      lastActive: '2026-03-09T08:00:00.000Z',
      columns: { copilotTeam: 'Justice League' },
    });
    expect(await connection.subscriptions?.()).toMatchObject([
      { sku: 'github-copilot-business', consumed: 2, purchased: 2 },
    ]);
  });

  it('tells nothing of a new seat, or of an editor that reports nothing: unknown, and not unused', async () => {
    const accounts = await accountsOf({ members, seats: [seat(2, { last_activity_at: null })] });
    expect(accounts.get('2')).toMatchObject({ lastActive: null, licenses: ['GitHub Copilot Business'] });
    expect(accounts.get('1')).toMatchObject({ lastActive: null, licenses: [] });
  });

  it('makes nobody idle who works at GitHub and does not use it: an old date is unknown, and not unused', async () => {
    const seats = [
      seat(1, { last_activity_at: '2026-01-10T08:00:00Z' }),
      seat(2, { last_activity_at: '2026-03-08T08:00:00Z' }),
    ];
    const team = await accountsOf({ members, seats, plan: { name: 'team', seats: 20, filled_seats: 3 } });
    expect(team.get('1')).toMatchObject({
      lastActive: null,
      columns: { copilotUsed: '2026-01-10T08:00:00.000Z' },
    });
    expect(team.get('2')?.lastActive).toBe('2026-03-08T08:00:00.000Z');
    const { connection } = await connected({ members, seats });
    await everyOf(connection.accounts());
    expect(connection.withheld?.()).toContainEqual(
      expect.objectContaining({ capability: 'lastActive', partly: true, fades: true }),
    );
    // Where the plan is not shown, a seat may be paid for.
    expect((await accountsOf({ members, seats })).get('1')?.lastActive).toBeNull();
    // On the free plan Copilot is all that is paid for.
    const free = await accountsOf({ members, seats, plan: { name: 'free', seats: 0, filled_seats: 3 } });
    expect(free.get('1')).toMatchObject({
      lastActive: '2026-01-10T08:00:00.000Z',
      licenses: ['GitHub Copilot Business'],
    });
  });

  it('is still a seat until the day on which it is cancelled', async () => {
    const accounts = await accountsOf({
      members,
      seats: [seat(2, { pending_cancellation_date: '2026-04-01' })],
    });
    expect(accounts.get('2')).toMatchObject({
      licenses: ['GitHub Copilot Business'],
      columns: { copilotEndsOn: '2026-04-01' },
    });
  });

  it('says that a seat comes through a team', async () => {
    const accounts = await accountsOf({ members, seats: [seat(2, { assigning_team: team })] });
    expect(accounts.get('2')?.columns.copilotTeam).toBe('Justice League');
  });

  it('that is not there turns last activity off, and the rest is read', async () => {
    const { connection } = await connected({ members });
    expect(await connection.check()).toContainEqual({
      capability: 'lastActive',
      reason: expect.stringContaining('only for seats of GitHub Copilot'),
    });
    expect((await everyOf(connection.accounts())).length).toBe(3);
    expect(connection.withheld?.().map(({ capability }) => capability)).toContain('lastActive');
  });
});

describe('GitHub Enterprise', () => {
  const users = [
    license('user-1', {
      github_com_saml_name_id: 'robin@acme.co',
      enterprise_server_emails: ['r@ghe.acme.co'],
    }),
    license('user-2', { license_type: 'Visual Studio subscription', github_com_two_factor_auth: '' }),
    license('user-3'),
  ];

  it.each([
    ['with links', true],
    ['without, until a page has nobody on it', false],
  ])('lists who uses up its licenses, %s', async (_, links) => {
    const { connection } = await connected(
      { members, consumed: { users, links } },
      { enterprise: 'acme-inc' },
    );
    const [first, second, third] = await everyOf(connection.accounts());
    expect(first).toMatchObject({
      emails: ['robin@acme.co', 'user-1@acme.co', 'r@ghe.acme.co'],
      licenses: ['GitHub Enterprise'],
      columns: { twoFactor: true, samlName: 'robin@acme.co' },
    });
    expect(second?.licenses).toEqual(['Visual Studio subscription']);
    expect(second?.columns).not.toHaveProperty('twoFactor');
    expect(third?.emails).toEqual(['user-3@acme.co']);
    expect(await connection.subscriptions?.()).toMatchObject([
      { sku: 'enterprise', product: 'GitHub Enterprise', purchased: 8, consumed: 3 },
    ]);
  });

  it('of a server that gives its only page again and again is read once', async () => {
    const { server, connection } = await connected(
      { members, consumed: { users, links: false }, most: 100 },
      { enterprise: 'acme-inc' },
    );
    server.breakWith({ on: /consumed-licenses/, by: () => ({ body: { users, total_seats_consumed: 3 } }) });
    expect((await everyOf(connection.accounts())).length).toBe(3);
    expect(server.requests.filter((request) => request.includes('consumed-licenses')).length).toBe(2);
  });

  it('that is none, or that the token may not see, turns licenses off; addresses come another way', async () => {
    const rules = { members, verified: { 'user-2': ['two@acme.co'] } };
    const { connection } = await connected(rules, { enterprise: 'acme-inc' });
    expect(await connection.check()).toContainEqual({
      capability: 'licenses',
      partly: true,
      reason: expect.stringContaining(
        'only with GitHub Enterprise Cloud and to the token of an enterprise owner',
      ),
    });
    expect((await everyOf(connection.accounts()))[1]?.emails).toEqual(['two@acme.co']);
  });
});

describe('The plan of an organization', () => {
  it('tells the seats that were bought', async () => {
    const { connection } = await connected({ members, plan: { name: 'team', seats: 20, filled_seats: 3 } });
    expect((await everyOf(connection.accounts()))[0]?.licenses).toEqual(['GitHub Team']);
    expect(await connection.subscriptions?.()).toMatchObject([
      { sku: 'team', product: 'GitHub Team', purchased: 20, consumed: 3 },
    ]);
  });

  it('that is not shown is no plan without seats: what is stored stays', async () => {
    const { connection } = await connected({ members });
    await everyOf(connection.accounts());
    const error = await connectorErrorOf(Promise.resolve(connection.subscriptions?.()));
    expect(error).toMatchObject({ kind: 'plan', capability: 'subscriptions' });
  });
});
