import { describe, expect, it } from 'vitest';
import { slack } from '../../../src/connectors/slack/slack.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { AS_ADMIN, connected } from './connected.ts';
import { slackError } from './slack-rows.ts';
import { ADMIN_TOKEN, SCIM_TOKEN, TOKEN } from './slack-server.ts';

const problems = (settings: object) =>
  slack.settings
    .safeParse({ token: TOKEN, ...settings })
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('Settings of Slack', () => {
  it('refuse a token of the wrong kind, and say which is needed', () => {
    expect(problems({ adminToken: ADMIN_TOKEN, scimToken: ADMIN_TOKEN })).toBeUndefined();
    expect(problems({ adminToken: TOKEN })).toEqual([
      expect.stringContaining(
        'adminToken is a bot token (xoxb-), which Slack refuses here; write the user token',
      ),
    ]);
    expect(problems({ token: 'xapp-1-A' })).toEqual([expect.stringContaining('token is an app-level token')]);
    expect(problems({ token: 'xoxe-1-A' })).toEqual([expect.stringContaining('is a refresh token')]);
    expect(problems({ tokn: 'x' })).toEqual([expect.stringContaining('tokn')]);
  });
});

describe('Slack says in one sentence what to do about', () => {
  it.each([
    ['invalid_auth', 'the token is wrong'],
    ['account_inactive', 'somebody who was deactivated'],
    ['token_expired', 'the token has ended'],
  ])('%s, although it comes with 200', async (code, words) => {
    const { server, connection } = await connected();
    server.breakWith({ on: /auth\.test/, by: () => slackError(code) });
    const error = await connectorErrorOf(connection.check());
    expect(error.kind).toBe('auth');
    expect(error.message).toContain(`answered 200 ${code}; `);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain(TOKEN);
  });

  it('tokens of two workspaces', async () => {
    const { connection } = await connected({ admin: { team_id: 'T0OTHER' } }, AS_ADMIN);
    const error = await connectorErrorOf(connection.check());
    expect(error).toMatchObject({ kind: 'auth', advice: 'write tokens of the same workspace' });
    expect(error.message).toContain('T012AB3C4 and adminToken of T0OTHER');
  });

  it('the token of a bot in place of an admin’s', async () => {
    const { connection } = await connected({ admin: { bot_id: 'B2' } }, AS_ADMIN);
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'auth' });
    expect(error.message).toContain(
      'adminToken is the token of a bot; write the user token (xoxp-) of an admin',
    );
  });

  it('an owner of the admin’s token who is in no workspace: who is billed is off', async () => {
    const { server, connection } = await connected({}, AS_ADMIN);
    server.breakWith({ on: /billableInfo/, by: () => slackError('invalid_auth') });
    expect((await everyOf(connection.accounts())).length).toBe(9);
    expect(connection.withheld?.()).toContainEqual({
      capability: 'licenses',
      partly: true,
      reason: expect.stringContaining('must be in the workspace'),
    });
  });

  it('a token for SCIM that is wrong, and a plan without SCIM', async () => {
    const wrong = await connected({}, { scimToken: 'xoxp-wrong' });
    const error = await connectorErrorOf(wrong.connection.check());
    expect(error).toMatchObject({
      kind: 'auth',
      advice: expect.stringContaining('scimToken is wrong or has ended'),
    });
    expect(error.message).not.toContain('xoxp-wrong');
    const onPro = await connected({ plan: 'std' }, { scimToken: SCIM_TOKEN });
    expect(await onPro.connection.check()).toContainEqual({
      capability: 'removal',
      reason: expect.stringContaining('on Business+ and Enterprise'),
    });
    const fine = await connected({}, { scimToken: SCIM_TOKEN });
    expect((await fine.connection.check()).map(({ capability }) => capability)).toEqual(['lastActive']);
  });

  it('an error that nobody foresaw, which is never an empty list', async () => {
    const { server, connection } = await connected();
    server.breakWith({ on: /users\.list/, by: () => slackError('something_new') });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('something_new');
  });

  it('a fault of a moment, by asking again', async () => {
    const { server, connection } = await connected();
    server.breakWith({ on: /users\.list/, times: 1, by: () => slackError('internal_error') });
    expect((await everyOf(connection.accounts())).length).toBe(9);
  });
});
