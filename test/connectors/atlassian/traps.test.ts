import { describe, expect, it } from 'vitest';
import { atlassian } from '../../../src/connectors/atlassian/atlassian.ts';
import { everyOf } from '../../support/connector-io.ts';
import { atlassianUser, CONFLUENCE, JIRA } from './atlassian-server.ts';
import { accountsOf, connected } from './connected.ts';

/** The ten traps of reading Atlassian. */
describe('Atlassian', () => {
  it('asks for nothing that ended on 30 June 2026, and not for the list that ends in 2027', async () => {
    const { server, connection } = await connected({ bare: true });
    await connection.check();
    await everyOf(connection.accounts());
    await connection.subscriptions?.();
    const asked = server.requests.map((request) => request.replace(/\/orgs\/[^/]+/, '/orgs/:org'));
    expect(new Set(asked.map((request) => request.split('?')[0]))).toEqual(
      new Set([
        'POST /admin/v2/orgs/:org/directories/-/users/search',
        'POST /admin/v2/orgs/:org/workspaces',
        'GET /admin/v1/orgs/:org/users',
      ]),
    );
  });

  it('takes last activity for the day that Atlassian tells, a day late, and none for unknown', async () => {
    const users = [atlassianUser('u1'), atlassianUser('u2', { productAccess: [{ id: JIRA, key: 'jira' }] })];
    const accounts = await accountsOf({ users });
    expect(accounts.map(({ lastActive }) => lastActive)).toEqual(['2026-03-01T09:30:00.000Z', null]);
    expect(atlassian.reports.lastActive).toMatchObject({
      level: 'day',
      note: expect.stringContaining('24 hours late'),
    });
  });

  it('does not list a claimed account without membership: it has no seat, and did not leave', async () => {
    const users = [atlassianUser('u1'), atlassianUser('u2', { membershipStatus: 'no_membership' })];
    expect((await accountsOf({ users })).map(({ id }) => id)).toEqual(['u1']);
  });

  it('lists suspended people, whom the apps leave out, and without a seat', async () => {
    const users = [
      atlassianUser('u1', { membershipStatus: 'suspended' }),
      atlassianUser('u2', { accountStatus: 'inactive' }),
      atlassianUser('u3', { accountStatus: 'closed' }),
    ];
    const accounts = await accountsOf({ users });
    expect(accounts.map(({ state, licenses }) => [state, licenses])).toEqual([
      ['suspended', []],
      ['deactivated', []],
      ['deleted', []],
    ]);
  });

  it('takes apps for bots without a seat, and does not list customers, who are free', async () => {
    const users = [
      atlassianUser('u1', { accountType: 'app' }),
      atlassianUser('u2', { accountType: 'customer' }),
      atlassianUser('u3'),
    ];
    const accounts = await accountsOf({ users });
    expect(accounts.map(({ id, kind, licenses }) => [id, kind, licenses.length])).toEqual([
      ['u1', 'bot', 0],
      ['u3', 'unknown', 1],
    ]);
  });

  it('keeps the same app on two sites apart', async () => {
    const other = 'ari:cloud:jira-software::site/9';
    const productAccess = [JIRA, other, CONFLUENCE].map((id, index) => ({
      id,
      key: 'jira-software',
      lastActiveTimestamp: `2026-03-0${index + 1}T09:00:00.000Z`,
    }));
    const [account] = await accountsOf({ users: [atlassianUser('u1', { productAccess })] });
    expect(account).toMatchObject({
      licenses: [
        'Jira (acme.atlassian.net)',
        'Jira (sandbox.atlassian.net)',
        'Confluence (other.atlassian.net)',
      ],
      lastActive: '2026-03-03T09:00:00.000Z',
    });
  });

  it('knows no address of people who hide it, and makes none up', async () => {
    const hidden = atlassianUser('u1', { claimStatus: 'unmanaged', email: undefined });
    const [account] = await accountsOf({ users: [hidden] });
    expect(account).toMatchObject({ emails: [], username: null, columns: { account: 'unmanaged' } });
    expect(atlassian.reports.email.level).toBe('sometimes');
  });

  it.each([
    ['2026-03-25', null],
    ['2026-03-24', 'ends on 2026-03-24'],
    ['2026-03-10', 'ends on 2026-03-10'],
    ['2026-03-01', 'ended on 2026-03-01'],
  ])('warns two weeks before the key ends: %s', async (keyEnds, words) => {
    const { connection } = await connected({}, { keyEnds });
    for (const found of [await connection.check(), connection.withheld?.()]) {
      if (words === null) expect(found).toEqual([]);
      else
        expect(found).toMatchObject([
          { capability: 'accounts', from: keyEnds, reason: expect.stringContaining(words) },
        ]);
    }
  });

  it('names the admins of the organisation and its sites', async () => {
    const roles = [['atlassian/site-admin', 'atlassian/org-admin'], ['atlassian/ai-access'], undefined];
    const users = roles.map((platformRoles, index) => atlassianUser(`u${index}`, { platformRoles }));
    expect((await accountsOf({ users })).map(({ role }) => role)).toEqual(['Organization admin', null, null]);
  });
});
