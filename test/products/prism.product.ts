import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../src/connectors/base/connector.ts';
import { github } from '../../src/connectors/github/github.ts';
import { okta } from '../../src/connectors/okta/okta.ts';
import type { Account } from '../../src/domain/account.ts';
import { oktaRoster } from '../../src/roster/okta.ts';
import { invitation } from '../connectors/github/github-rows.ts';
import { TOKEN as GITHUB_TOKEN, startGithub } from '../connectors/github/github-server.ts';
import { assigned, TOKEN as OKTA_TOKEN, oktaUser, startOkta } from '../connectors/okta/okta-server.ts';
import { connectorErrorOf, everyOf } from '../support/connector-io.ts';
import { type Asked, ioOver, type Prism, startPrism } from './prism.ts';

/* Every request is checked by Prism against what the vendor published, and the vendor's own examples are read. */

/** Reads everything, and carries out every way of removal that each account has. */
async function readAndRemoved(connection: Connection): Promise<readonly Account[]> {
  const accounts = await everyOf(connection.accounts());
  const { removal } = connection;
  for (const account of accounts)
    for (const { way, license } of removal?.offered(account) ?? []) {
      const step = { way, license, account };
      const now = await removal?.look(step);
      if (now?.kind === 'present' && now.obstacle === null) await removal?.carryOut(step, now.before);
    }
  return accounts;
}

function expectAsked({ described, wrong }: Asked, requests: readonly string[]): void {
  expect([...wrong]).toEqual([]);
  expect([...described].sort()).toEqual(requests);
}

describe('GitHub, as it describes itself', () => {
  let prism: Prism;
  beforeAll(async () => {
    prism = await startPrism('github/openapi.ghec.excerpt.json');
  });
  afterAll(() => prism?.stop());

  /** `github` is the organization in GitHub's example of a membership. */
  async function connected({ org = 'github', keepLinks = false } = {}) {
    const server = await startGithub({ known: { monalisa: 2 }, invitations: [invitation({ id: 1 })] });
    onTestFinished(() => server.close());
    const { io, asked } = ioOver(prism, server, {
      keepLinks,
      ownPath: (path) => path.replace('/orgs/github', '/orgs/acme'),
    });
    const settings = github.settings.parse({
      org,
      enterprise: 'acme-inc',
      token: GITHUB_TOKEN,
      apiUrl: prism.origin,
      removal: { token: GITHUB_TOKEN },
    });
    return { connection: github.connect(settings, io), asked };
  }

  it('takes every request, and its examples are read', async () => {
    const { connection, asked } = await connected();
    expect(await connection.check()).toEqual([]);
    const accounts = await readAndRemoved(connection);
    // In the examples teams give the seat and the membership, and the collaborator is a member.
    for (const way of ['copilot-seat', 'member', 'collaborator']) {
      const step = { way, license: null, account: accounts[0] as Account };
      await connection.removal?.carryOut(step, { login: 'octocat' });
    }
    expect(accounts).toMatchObject([
      {
        id: '1',
        username: 'octocat',
        role: 'owner',
        licenses: ['GitHub Copilot Business'],
        columns: { copilotUsed: '2021-10-14T06:53:32.000Z', copilotTeam: 'Justice League' },
      },
      { id: '2', state: 'invited', emails: ['monalisa@github.com', 'octocat@github.com'] },
      { id: 'example_host_name:123', emails: ['hubot@example.com'], licenses: ['GitHub Enterprise'] },
    ]);
    expect(await connection.subscriptions?.()).toMatchObject([
      { sku: 'enterprise', purchased: 4500, consumed: 5000 },
      { sku: 'github-copilot-business', purchased: 2, consumed: 2 },
    ]);
    expectAsked(asked, [
      'DELETE /orgs/github/copilot/billing/selected_users',
      'DELETE /orgs/github/memberships/octocat',
      'DELETE /orgs/github/outside_collaborators/octocat',
      'GET /enterprises/acme-inc/consumed-licenses',
      'GET /enterprises/acme-inc/copilot/billing/seats',
      'GET /orgs/github/copilot/billing',
      'GET /orgs/github/invitations',
      'GET /orgs/github/members',
      'GET /orgs/github/members/user-1/copilot',
      'GET /orgs/github/memberships/robin',
      'GET /orgs/github/memberships/user-1',
      'GET /orgs/github/outside_collaborators',
    ]);
    // GitHub's example has an empty text where its description wants true, false or null.
    expect([...asked.contradictions]).toEqual([
      expect.stringContaining('users.1.github_com_two_factor_auth must be boolean,null'),
    ]);
  });

  it('is refused where its example is about another organization', async () => {
    const { connection } = await connected({ org: 'acme' });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('answered for the organization github');
  });

  it('gets no token at another host, where its examples have the next page', async () => {
    const { connection, asked } = await connected({ keepLinks: true });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('api.github.com');
    expect([...asked.wrong]).toEqual([]);
  });
});

describe('Okta, as it describes itself', () => {
  let prism: Prism;
  beforeAll(async () => {
    prism = await startPrism('okta/openapi.management-2026.06.3.excerpt.json');
  });
  afterAll(() => prism?.stop());

  async function over(groups: readonly string[] = []) {
    const server = await startOkta({
      apps: { Miro: [assigned('00u1dnq5S0CfjlkpABCD')] },
      roles: {},
      groups: { Sales: [] },
      users: [oktaUser('00u118oQYT4TBTemp0g4')],
    });
    onTestFinished(() => server.close());
    return ioOver(prism, server, { groups });
  }
  const settings = (more: object = {}) =>
    okta.settings.parse({ url: prism.origin, token: OKTA_TOKEN, removal: { token: OKTA_TOKEN }, ...more });

  it('takes every request for its users, and its example is read', async () => {
    const { io, asked } = await over();
    const connection = okta.connect(settings(), io);
    expect(await connection.check()).toEqual([]);
    const [alice, ...others] = await readAndRemoved(connection);
    expect(others).toEqual([]);
    expect(alice).toMatchObject({
      id: '00u118oQYT4TBTemp0g4',
      emails: ['alice.smith@example.com'],
      name: 'Alice Smith',
      state: 'active',
      lastActive: '2022-05-04T19:50:52.000Z',
    });
    expectAsked(asked, [
      'GET /api/v1/users',
      'POST /api/v1/users/00u118oQYT4TBTemp0g4/lifecycle/deactivate',
      'POST /api/v1/users/00u118oQYT4TBTemp0g4/lifecycle/suspend',
    ]);
    expect([...asked.contradictions]).toEqual([]);
  });

  it('takes every request for those who are assigned an app, and its examples are read', async () => {
    const { io, asked } = await over();
    const connection = okta.connect(settings({ apps: 'Miro' }), io);
    expect(await connection.check()).toEqual([]);
    const accounts = await readAndRemoved(connection);
    expect(accounts).toMatchObject([
      { id: '00u1dnq5S0CfjlkpABCD', username: 'saml.test@example.com', state: 'active', lastActive: null },
    ]);
    expectAsked(asked, [
      'DELETE /api/v1/apps/0oa0/users/00u1dnq5S0CfjlkpABCD',
      'GET /api/v1/apps/0oa0/users',
      'GET /api/v1/logs',
    ]);
    // The example of an event has null where the description wants a text or an object.
    expect(asked.contradictions.size).toBeGreaterThan(0);
    for (const each of asked.contradictions) expect(each).toMatch(/^GET \/api\/v1\/logs: /);
  });

  it('takes every request of the roster, and its examples are read', async () => {
    const { io, asked } = await over(['Sales']);
    const roster = oktaRoster.connect(
      oktaRoster.settings.parse({ url: prism.origin, token: OKTA_TOKEN }),
      io,
    );
    expect(await everyOf(roster.people())).toMatchObject([
      { id: '00u118oQYT4TBTemp0g4', email: 'alice.smith@example.com', status: 'active', groups: ['Sales'] },
    ]);
    expectAsked(asked, ['GET /api/v1/groups/Sales/users', 'GET /api/v1/users']);
  });

  it('is a check that can fail: a page that is too long is refused', async () => {
    const { io, asked } = await over();
    const headers = { authorization: `SSWS ${OKTA_TOKEN}` };
    await io.fetch(`${prism.origin}/api/v1/apps/0oa0/users?limit=501`, { headers });
    expect([...asked.wrong]).toEqual([
      'GET /api/v1/apps/0oa0/users: Request query parameter limit must be <= 500',
    ]);
  });
});
