import { describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { APP, connected } from './connected.ts';
import type { GithubRules } from './github-server.ts';

/** Why neither `check` nor a read goes on; nothing of the list was asked for. */
async function refusal(rules: GithubRules, settings: object = {}) {
  const { server, connection } = await connected(rules, settings);
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect((await connectorErrorOf(connection.check())).message).toBe(error.message);
  expect(server.requests.filter((request) => request.includes('/members?'))).toEqual([]);
  return error;
}

describe('GitHub is not read', () => {
  it('by a token of somebody who is no member: it would get public members only', async () => {
    const error = await refusal({ viewer: 'stranger' });
    expect(error).toMatchObject({ kind: 'permission', right: 'owner' });
    expect(error.message).toContain('is of robin, who is no member of acme');
  });

  it('by a token of a member who is no owner: invitations and outside collaborators would be missing', async () => {
    const error = await refusal({ viewer: 'member' });
    expect(error).toMatchObject({ kind: 'permission', right: 'owner' });
    expect(error.message).toContain('who is no owner of acme');
  });

  it('by a token of somebody who has not accepted the invitation', async () => {
    expect((await refusal({ viewer: 'invited' })).message).toContain('has not accepted the invitation');
  });

  it('by a classic token without read:org', async () => {
    expect(await refusal({ scopes: 'repo, gist' })).toMatchObject({ kind: 'permission', right: 'read:org' });
  });

  it('by an app that is installed in another organization', async () => {
    const error = await refusal({ installation: { account: { login: 'umbrella', id: 2 } } }, { app: APP });
    expect(error.message).toContain('installation 7 is in umbrella and not in acme');
  });

  it('by an app without the permission Members, or one that is suspended', async () => {
    const settings = { app: APP };
    expect((await refusal({ installation: { permissions: { metadata: 'read' } } }, settings)).right).toBe(
      'Members: read-only',
    );
    const suspended = { installation: { suspended_at: '2026-03-01T00:00:00Z' } };
    expect((await refusal(suspended, settings)).message).toContain('is suspended');
  });

  it('when the organization does not exist', async () => {
    const error = await refusal({}, { org: 'acne' });
    expect(error.message).toContain('there is no organization acne, or the token may not see it: check org');
  });

  it('by a token that is not authorized for single sign-on', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /memberships/,
      by: () => ({
        status: 403,
        headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A' },
        body: { message: 'Resource protected by organization SAML enforcement.' },
      }),
    });
    const error = await connectorErrorOf(connection.check());
    expect(error).toMatchObject({ kind: 'permission', right: 'single sign-on authorization' });
    expect(error.message).toContain('choose Configure SSO');
  });

  it('when the answer is about another organization', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /memberships/,
      by: (reply) => ({
        ...reply,
        body: { ...(reply.body as object), organization: { login: 'umbrella', id: 2 } },
      }),
    });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('answered for the organization umbrella');
  });

  it('when a list comes short because the token is not authorized for some of it', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /outside_collaborators/,
      by: (reply) => ({ ...reply, headers: { 'x-github-sso': 'partial-results; organizations=21955855' } }),
    });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'single sign-on authorization' });
  });

  it('when an owner is in the list of owners and not in that of members', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /members\?(?!.*role=)/,
      by: (reply) => ({ ...reply, body: (reply.body as { id: number }[]).filter(({ id }) => id !== 1) }),
    });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).kind).toBe('changed');
  });
});
