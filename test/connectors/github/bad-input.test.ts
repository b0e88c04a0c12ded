import { describe, expect, it } from 'vitest';
import { github } from '../../../src/connectors/github/github.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { APP, connected, PEM } from './connected.ts';
import { githubError, user } from './github-rows.ts';
import { INSTALLED, TOKEN } from './github-server.ts';

const problems = (settings: object) =>
  github.settings
    .safeParse({ org: 'acme', ...settings })
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('Settings of GitHub', () => {
  it('have a token or an app, and not both', () => {
    expect(problems({ token: TOKEN })).toBeUndefined();
    expect(problems({ app: APP })).toBeUndefined();
    expect(problems({})).toEqual([
      expect.stringContaining('token is missing; write the personal access token'),
    ]);
    expect(problems({ token: TOKEN, app: APP })).toEqual(['token is set beside app; keep one of them']);
    expect(problems({ token: TOKEN, tokn: TOKEN })).toEqual([expect.stringContaining('tokn')]);
  });

  it('refuse a token of another kind, half a key, and an address in place of a name', () => {
    expect(problems({ token: 'ghs_x' })).toEqual([expect.stringContaining('the token of an installation')]);
    expect(problems({ token: 'ghr_x' })).toEqual([expect.stringContaining('is a refresh token')]);
    expect(problems({ token: PEM })).toEqual([
      expect.stringContaining('is a private key; write it under app'),
    ]);
    expect(problems({ app: { ...APP, privateKey: PEM.slice(0, 90) } })).toEqual([
      expect.stringContaining('app.privateKey is not a private key; write the whole file'),
    ]);
    expect(problems({ app: { ...APP, installation: 'acme' } })).toEqual([
      expect.stringContaining('app.installation is not a number'),
    ]);
    expect(problems({ token: TOKEN, org: 'https://github.com/acme' })).toEqual([
      expect.stringContaining('org is not a name'),
    ]);
  });

  it('take a key on one line, as environment files have it', () => {
    expect(problems({ app: { ...APP, privateKey: PEM.replaceAll('\n', '\\n') } })).toBeUndefined();
  });
});

describe('GitHub says in one sentence what to do about', () => {
  it('a token that has ended', async () => {
    const { connection } = await connected({}, { token: 'ghp_expired' });
    const error = await connectorErrorOf(connection.check());
    expect(error.kind).toBe('auth');
    expect(error.message).toMatch(
      /GET .*\/user answered 401 \("Bad credentials"\); the token is wrong, expired or revoked/,
    );
    expect(error.message).not.toContain('ghp_expired');
  });

  it('a token that is about to end, two weeks ahead', async () => {
    const { connection } = await connected({ tokenEnds: '2026-03-20 12:00:00 UTC' });
    const told = {
      capability: 'accounts',
      from: '2026-03-20',
      reason: expect.stringContaining('the token ends on 2026-03-20; make another one'),
    };
    expect(await connection.check()).toContainEqual(told);
    await everyOf(connection.accounts());
    expect(connection.withheld?.()).toContainEqual(told);
    const later = await connected({ tokenEnds: '2026-06-20 12:00:00 UTC' });
    expect((await later.connection.check()).map(({ capability }) => capability)).not.toContain('accounts');
  });

  it('an app whose key does not belong to it, or whose installation is another’s', async () => {
    const wrongApp = await connected({}, { app: { ...APP, id: 13 } });
    const error = await connectorErrorOf(wrongApp.connection.check());
    expect(error).toMatchObject({ kind: 'auth', advice: expect.stringContaining('do not belong together') });
    const wrongInstallation = await connected({}, { app: { ...APP, installation: 8 } });
    expect(await connectorErrorOf(wrongInstallation.connection.check())).toMatchObject({
      kind: 'auth',
      advice: expect.stringContaining('the app has no such installation'),
    });
  });

  it('a list that is refused with 404, as GitHub does where a right is missing', async () => {
    const { server, connection } = await connected();
    server.breakWith({ on: /outside_collaborators/, by: () => githubError('token may not see') });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission' });
    expect(error.message).toContain('check org, and that the token is of an owner and has read:org');
  });

  it('a server that does not know the version of its API', async () => {
    const { server, connection } = await connected();
    server.breakWith({ on: /./, by: () => githubError('version header') });
    expect((await connectorErrorOf(connection.check())).message).toContain('does not know the API version');
  });
});

describe('The token of an installation', () => {
  it('is fetched once, and again shortly before its hour ends', async () => {
    const { server, io, connection } = await connected(
      { members: [user(1, { role: 'admin' })] },
      { app: APP },
    );
    const fetched = () => server.requests.filter((request) => request.includes('access_tokens')).length;
    expect((await everyOf(connection.accounts())).length).toBe(1);
    await connection.check();
    expect(fetched()).toBe(1);
    await io.sleep(3_550_000);
    await connection.check();
    expect(fetched()).toBe(2);
    expect(INSTALLED.length).toBeGreaterThan(20);
  });
});

describe('The secondary limit of GitHub', () => {
  const secondary = githubError('secondary');

  it('without a time is waited for a minute, although the hour of the primary one has begun', async () => {
    const { server, io, connection } = await connected();
    const headers = { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': '1773147600' };
    server.breakWith({ on: /members/, times: 1, by: () => ({ ...secondary, status: 403, headers }) });
    await everyOf(connection.accounts());
    expect(io.waits).toEqual([60_000]);
  });

  it('with a time is waited for as long as that', async () => {
    const { server, io, connection } = await connected();
    server.breakWith({
      on: /members/,
      times: 1,
      by: () => ({ ...secondary, headers: { 'retry-after': '5' } }),
    });
    await everyOf(connection.accounts());
    expect(io.waits).toEqual([5_000]);
  });

  it('of GraphQL comes with 200, and is waited for', async () => {
    const { server, io, connection } = await connected();
    const body = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    server.breakWith({ on: /graphql/, times: 1, by: () => ({ body }) });
    expect((await everyOf(connection.accounts())).length).toBe(9);
    expect(io.waits).toEqual([60_000]);
  });
});
