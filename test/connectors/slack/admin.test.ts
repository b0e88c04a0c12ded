import { describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { AS_ADMIN, accountsOf, connected } from './connected.ts';
import { login, member, organizationUser } from './slack-rows.ts';
import type { SlackRules } from './slack-server.ts';

const members = [member('U1'), member('U2'), member('U3')];

describe('Slack’s billing', () => {
  it('that does not count somebody is no sign of no access: no seat to save, and still an open door', async () => {
    const { connection } = await connected({ members, billed: { U1: true, U2: false } }, AS_ADMIN);
    const [first, second, third] = await everyOf(connection.accounts());
    expect(first).toMatchObject({ licenses: ['Slack Business+'], columns: { billed: true } });
    expect(second).toMatchObject({ state: 'active', licenses: [], columns: { billed: false } });
    // Slack does not say: somebody who may be billed holds a seat.
    expect(third?.licenses).toEqual(['Slack Business+']);
    expect(third?.columns).not.toHaveProperty('billed');
    expect(await connection.subscriptions?.()).toMatchObject([
      { sku: 'plus', product: 'Slack Business+', purchased: null, consumed: 1 },
    ]);
  });

  it('of a free plan has no seats', async () => {
    const { connection } = await connected({ members, plan: 'free', logins: 'paid' }, AS_ADMIN);
    expect((await everyOf(connection.accounts()))[0]?.licenses).toEqual([]);
    expect(await connection.subscriptions?.()).toEqual([]);
    expect(connection.withheld?.()).toContainEqual({
      capability: 'lastActive',
      reason: 'Slack tells when people were active on paid plans only',
    });
  });

  it('that the token may not see leaves what is stored as it is', async () => {
    const { server, connection } = await connected({ members });
    server.breakWith({
      on: /billing\.info/,
      by: () => ({ body: { ok: false, error: 'missing_scope', needed: 'team.billing:read', provided: '' } }),
    });
    expect((await everyOf(connection.accounts())).length).toBe(3);
    expect(await connectorErrorOf(Promise.resolve(connection.subscriptions?.()))).toMatchObject({
      kind: 'plan',
    });
  });
});

describe('Slack’s activity', () => {
  it('is the newest access; unknown for users who are not in the log, and a changed profile does not count', async () => {
    const logins = [
      login('U1', '2026-03-09T10:00:00Z'),
      login('U2', '2026-03-08T10:00:00Z'),
      login('U1', '2026-03-01T10:00:00Z'),
    ];
    const accounts = await accountsOf({ members, logins }, AS_ADMIN);
    expect([...accounts.values()].map(({ lastActive }) => lastActive)).toEqual([
      '2026-03-09T10:00:00.000Z',
      '2026-03-08T10:00:00.000Z',
      null,
    ]);
  });

  it('is read back to 90 days, and no further', async () => {
    const logins = Array.from({ length: 40 }, (_, day) =>
      login('U1', new Date(Date.parse('2026-03-10T00:00:00Z') - day * 10 * 86_400_000).toISOString()),
    );
    const { server, connection } = await connected({ members, logins }, AS_ADMIN);
    await everyOf(connection.accounts());
    expect(server.requests.filter((request) => request.includes('accessLogs')).length).toBe(6);
  });

  it('is off without the token of an admin, which is said', async () => {
    const { connection } = await connected({ members });
    const off = { capability: 'lastActive', reason: expect.stringContaining('set adminToken') };
    expect(await connection.check()).toEqual([off]);
    expect((await everyOf(connection.accounts())).map(({ lastActive }) => lastActive)).toEqual([
      null,
      null,
      null,
    ]);
    expect(connection.withheld?.()).toEqual([off]);
  });

  it('is off when the admin’s token lacks its scope, which is named', async () => {
    const { connection } = await connected({ members, adminScopes: 'users:read' }, AS_ADMIN);
    expect(await connection.check()).toContainEqual({
      capability: 'lastActive',
      reason: expect.stringContaining('add the scope'),
    });
  });
});

describe('An Enterprise organization at Slack', () => {
  const enterprise_user = (id: string) => ({ id, enterprise_id: 'E1', teams: ['T1', 'T2'] });
  const rules: SlackRules = {
    enterprise: 'E1',
    workspaces: {
      T1: [
        member('U1', { team_id: 'T1', deleted: true, enterprise_user: enterprise_user('W1') }),
        member('W2', { team_id: 'T1' }),
      ],
      T2: [member('U9', { team_id: 'T2', enterprise_user: enterprise_user('W1') })],
    },
    organization: [
      organizationUser('W1', { last_active_ts: Date.parse('2026-03-09T08:00:00Z') / 1000, has_sso: true }),
      organizationUser('W2', { last_active_ts: 0 }),
      organizationUser('W4', { is_active: true }),
      organizationUser('W3', { is_active: false }),
    ],
    billed: { U9: true },
  };

  it('has one account of somebody in two workspaces, which ends only when both are left', async () => {
    const accounts = await accountsOf(rules, AS_ADMIN);
    expect(accounts.get('W1')).toMatchObject({
      state: 'active',
      lastActive: '2026-03-09T08:00:00.000Z',
      columns: { sso: true, workspaces: 'T1, T2' },
    });
    // Whoever is taken out of one workspace keeps the other one.
    const inT2 = { ...enterprise_user('W1'), teams: ['T2'] };
    const T1 = [member('W2', { team_id: 'T1' })];
    const one = { T1, T2: [member('U9', { team_id: 'T2', enterprise_user: inT2 })] };
    expect((await accountsOf({ ...rules, workspaces: one }, AS_ADMIN)).get('W1')).toMatchObject({
      state: 'active',
      columns: { workspaces: 'T2' },
    });
    const [, ...others] = rules.organization ?? [];
    const left = { ...rules, workspaces: { T1, T2: [] }, organization: others };
    expect((await accountsOf(left, AS_ADMIN)).has('W1')).toBe(false);
  });

  it('is asked for active and for deactivated people: the usual list has active ones only', async () => {
    const { server, connection } = await connected(rules, AS_ADMIN);
    const accounts = await everyOf(connection.accounts());
    expect(accounts.map(({ id, state }) => [id, state])).toEqual([
      ['W1', 'active'],
      ['W2', 'active'],
      ['W4', 'active'],
      ['W3', 'deactivated'],
    ]);
    // Zero is no moment.
    expect(accounts[1]?.lastActive).toBeNull();
    expect(server.requests.filter((request) => request.includes('admin.users.list')).length).toBe(3);
  });

  it('calls no guest active whose time is over', async () => {
    const ended = organizationUser('W5', {
      is_restricted: true,
      expiration_ts: Date.parse('2026-03-01T00:00:00Z') / 1000,
    });
    const accounts = await accountsOf(
      { ...rules, organization: [...(rules.organization ?? []), ended] },
      AS_ADMIN,
    );
    expect(accounts.get('W5')).toMatchObject({ kind: 'guest', state: 'deactivated' });
  });

  it('on another plan tells nothing of activity, and the rest is read', async () => {
    const { organization: _, ...others } = rules;
    const { connection } = await connected(others, AS_ADMIN);
    expect((await everyOf(connection.accounts())).map(({ id }) => id)).toEqual(['W1', 'W2']);
    expect(connection.withheld?.()).toContainEqual({
      capability: 'lastActive',
      reason: 'Slack lists people of the whole organization on Enterprise only',
    });
  });
});

it('Slack is read in few requests: each list once, a thousand at a time', async () => {
  const many = Array.from({ length: 2_500 }, (_, index) => member(`U${index}`));
  const billed = Object.fromEntries(many.map(({ id }) => [id, true]));
  const { server, connection } = await connected({ members: many, billed, most: 1000 }, AS_ADMIN);
  expect((await everyOf(connection.accounts())).length).toBe(2_500);
  await connection.subscriptions?.();
  // Two proofs, the plan, people, who is billed, one page of the log.
  expect(server.requests.length).toBe(2 + 1 + 3 + 3 + 1);
});
