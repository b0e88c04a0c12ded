import { describe, expect, it } from 'vitest';
import { atlassian } from '../../../src/connectors/atlassian/atlassian.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { survivesFaults } from '../vendors/faults.ts';
import {
  atlassianError,
  atlassianThrottled,
  atlassianUser,
  JIRA,
  KEY,
  startAtlassian,
} from './atlassian-server.ts';
import { accountsOf, connected, settingsFor } from './connected.ts';

survivesFaults('Atlassian', {
  connector: atlassian,
  start: startAtlassian,
  settings: settingsFor,
  secrets: [KEY],
  list: /^POST .*\/users\/search$/,
  rows: (body) => (body as { data: Record<string, unknown>[] }).data,
  idKey: 'accountId',
  namesRow: /users\/search: data\[1\]\.accountId: /,
  token: 'fixed',
  unauthorised: atlassianError(401, 'ADMIN-401-1', 'Unauthorized'),
  forbidden: {
    reply: atlassianError(403, 'ADMIN-403-3', 'needs manage:org'),
    right: 'manage:org',
  },
  throttled: (seconds, { clock }) => atlassianThrottled(seconds, clock),
  ended: (reply) => ({ ...reply, body: { ...(reply.body as object), links: { next: null } } }),
  half: 'guard',
  otherTenant: 'untold',
});

describe('Atlassian', () => {
  it('needs a request for each 100 users, and one for the apps', async () => {
    const users = Array.from({ length: 5000 }, (_, index) => atlassianUser(`u${index}`));
    const { server, connection } = await connected({ users, most: 100 });
    expect(await everyOf(connection.accounts())).toHaveLength(5000);
    await connection.subscriptions?.();
    // The floor is about 50.
    expect(server.requests).toHaveLength(51);
  });

  it('checks with one user, and with the apps', async () => {
    const { server, connection } = await connected();
    expect(await connection.check()).toEqual([]);
    expect(server.requests).toHaveLength(3);
  });

  it('reads each app on each site with its use, but no sandbox, and does not take a ceiling for a purchase', async () => {
    const { connection } = await connected();
    const found = await connection.subscriptions?.();
    expect(found?.map(({ id, sku, consumed, purchased }) => [id, sku, consumed, purchased])).toEqual([
      [JIRA, 'Jira (acme.atlassian.net)', 3, null],
      ['ari:cloud:confluence::site/2', 'Confluence (other.atlassian.net)', 3, null],
    ]);
  });

  it('reads accounts all the same where the apps are not told', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /\/workspaces$/,
      by: () => atlassianError(404, 'ADMIN-404-1', 'Unknown resource'),
    });
    const [account] = await everyOf(connection.accounts());
    expect(account?.licenses).toEqual(['jira-software (1)']);
    expect((await connectorErrorOf(connection.subscriptions?.() ?? Promise.resolve())).kind).toBe('plan');
    expect(connection.withheld?.().map(({ capability }) => capability)).toEqual(['subscriptions']);
  });

  it('asks the list of managed accounts where the search does not tell what somebody uses', async () => {
    const rules = { bare: true, users: [atlassianUser('557058:aaaa'), atlassianUser('u2')] };
    const [managed, other] = await accountsOf(rules);
    expect(managed).toMatchObject({
      licenses: ['Jira (example.atlassian.net)', 'Confluence (other.atlassian.net)'],
      lastActive: '2026-11-20T07:00:00.000Z',
    });
    expect(other).toMatchObject({ licenses: [], lastActive: null });
  });

  it('asks it too where the search tells what somebody uses, and not when', async () => {
    const productAccess = [{ id: JIRA, key: 'jira-software' }];
    const users = [
      atlassianUser('557058:aaaa', { productAccess }),
      atlassianUser('u2', { claimStatus: 'unmanaged', productAccess }),
    ];
    const [managed, other] = await accountsOf({ users });
    expect(managed?.lastActive).toBe('2026-11-20T07:00:00.000Z');
    expect(other).toMatchObject({ licenses: ['Jira (acme.atlassian.net)'], lastActive: null });
  });

  it('knows no last activity where neither of them tells it', async () => {
    const { server, connection } = await connected({ bare: true });
    server.breakWith({ on: /\/v1\//, by: () => atlassianError(410, 'ADMIN-410', 'Gone') });
    expect(await everyOf(connection.accounts())).toHaveLength(9);
    expect(connection.withheld?.()).toMatchObject([{ capability: 'lastActive' }]);
  });

  it('follows a next link that is a whole address by its cursor', async () => {
    expect(await accountsOf({ links: 'url' })).toHaveLength(9);
  });

  it.each([
    ['a key that has expired', {}, { apiKey: 'ATCTT-old' }, 'auth', 'Make a new one without scopes'],
    [
      'another organization',
      {},
      { organization: 'nobody' },
      'unexpected-response',
      'no organisation like this',
    ],
    ['a key with scopes', { scoped: true }, {}, 'permission', 'must make an API key without scopes'],
    ['the old user management', { old: true }, {}, 'plan', 'use the connector csv'],
  ])('says what to do about %s, without showing the key', async (_, rules, changes, kind, words) => {
    const { connection } = await connected(rules, changes);
    for (const work of [connection.check(), everyOf(connection.accounts())]) {
      const error = await connectorErrorOf(work);
      expect(error.kind).toBe(kind);
      expect(error.message).toContain(words);
      expect(error.message).not.toMatch(/ATCTT/);
    }
  });

  it('takes no unknown setting, and no day that is none', () => {
    const base = { organization: 'o', apiKey: 'k' };
    expect(atlassian.settings.parse(base)).toEqual({ ...base, apiUrl: 'https://api.atlassian.com/admin' });
    expect(atlassian.settings.safeParse({ ...base, keyEnds: '2027-03-31' }).success).toBe(true);
    expect(atlassian.settings.safeParse({ ...base, keyEnds: '31.3.2027' }).success).toBe(false);
    expect(atlassian.settings.safeParse({ ...base, token: 't' }).success).toBe(false);
  });
});
