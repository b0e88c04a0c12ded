import { describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { accountsOf, connected } from './connected.ts';
import { member, type Row, slackError } from './slack-rows.ts';
import { TEAM } from './slack-server.ts';

const seconds = (day: string) => Date.parse(day) / 1000;

describe('Slack’s people', () => {
  it('are not those of other companies who share a channel, marked as strangers or not', async () => {
    const accounts = await accountsOf({
      members: [
        member('U1'),
        member('U2', { team_id: 'T0OTHER', is_stranger: true }),
        member('U3', { team_id: 'T0OTHER', is_stranger: false }),
        member('U4', { team_id: 'T0OTHER', deleted: true }),
        member('U5', { is_stranger: false }),
      ],
    });
    expect([...accounts.keys()]).toEqual(['U1', 'U5']);
  });

  it('of an Enterprise organization are told apart by it: a row may have another workspace, or the organization', async () => {
    const enterprise_user = (id: string, enterprise_id: string, teams: string[]) => ({
      id,
      enterprise_id,
      teams,
    });
    const accounts = await accountsOf({
      enterprise: 'E1',
      members: [
        member('W1', { team_id: 'E1', enterprise_user: enterprise_user('W1', 'E1', [TEAM]) }),
        member('W2', {
          team_id: 'T0SISTER',
          enterprise_user: enterprise_user('W2', 'E1', ['T0SISTER', TEAM]),
        }),
        member('W3', { team_id: 'T0SISTER', enterprise_user: enterprise_user('W3', 'E1', ['T0SISTER']) }),
        member('W4', { team_id: 'T0OTHER', enterprise_user: enterprise_user('W4', 'E2', ['T0OTHER']) }),
        member('W5', { team_id: 'E1', deleted: true, enterprise_user: enterprise_user('W5', 'E1', []) }),
      ],
    });
    expect([...accounts.keys()]).toEqual(['W1', 'W2', 'W5']);
    expect(accounts.get('W5')?.state).toBe('deactivated');
    expect(accounts.get('W2')?.columns.workspaces).toBe(`T0SISTER, ${TEAM}`);
  });

  it('who have allowed the app are people: is_app_user is no mark of a bot', async () => {
    const accounts = await accountsOf({ members: [member('U1', { is_app_user: true })] });
    expect(accounts.get('U1')).toMatchObject({ kind: 'unknown', role: 'member' });
  });

  it('are not bots, workflows and Slackbot, whom Slack does not call a bot', async () => {
    const members = [
      member('U1'),
      member('U2', { is_bot: true }),
      member('U3', { is_workflow_bot: true }),
      member('USLACKBOT', { is_bot: false }),
    ];
    const accounts = await accountsOf({ members });
    expect([...accounts.values()].map(({ kind }) => kind)).toEqual(['unknown', 'bot', 'bot', 'bot']);
    expect(accounts.get('USLACKBOT')?.licenses).toEqual([]);
  });

  it('who were deactivated are listed as deactivated, without a seat: they stay in the list for ever', async () => {
    const accounts = await accountsOf({ members: [member('U1'), member('U2', { deleted: true })] });
    expect(accounts.get('U2')).toMatchObject({ state: 'deactivated', licenses: [] });
  });

  it('who are invited have never signed in, and are not active', async () => {
    const accounts = await accountsOf({ members: [member('U1'), member('U2', { is_invited_user: true })] });
    expect(accounts.get('U2')).toMatchObject({ state: 'invited', lastActive: null, licenses: [] });
  });

  it('are guests of one channel, who are free, or of several, who are paid', async () => {
    const accounts = await accountsOf({
      members: [
        member('U1', { is_owner: true, is_primary_owner: true }),
        member('U2', { is_restricted: true }),
        member('U3', { is_restricted: true, is_ultra_restricted: true, profile: { guest_invited_by: 'U1' } }),
      ],
    });
    expect(accounts.get('U1')).toMatchObject({
      kind: 'unknown',
      role: 'primary owner',
      licenses: ['Slack Business+'],
    });
    expect(accounts.get('U2')).toMatchObject({
      kind: 'guest',
      role: 'multi-channel guest',
      licenses: ['Slack Business+'],
    });
    expect(accounts.get('U3')).toMatchObject({
      kind: 'guest',
      role: 'single-channel guest',
      licenses: [],
      columns: { invitedBy: 'U1' },
    });
  });

  it('are no guests any more whose time is over', async () => {
    const guest = (id: string, until: string): Row & { id: string } =>
      member(id, { is_restricted: true, profile: { guest_expiration_ts: seconds(until) } });
    const accounts = await accountsOf({ members: [guest('U1', '2026-03-09'), guest('U2', '2026-03-11')] });
    expect([...accounts.values()].map(({ state }) => state)).toEqual(['deactivated', 'active']);
    expect(accounts.get('U2')?.columns.guestUntil).toBe('2026-03-11T00:00:00.000Z');
  });

  it('are read with their addresses, or not at all: without users:read.email Slack leaves them out without a word', async () => {
    const refused = await connected({ scopes: 'users:read,team.billing:read' });
    const error = await connectorErrorOf(everyOf(refused.connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'users:read.email' });
    expect(error.message).toContain('leaves out every address');
    expect((await connectorErrorOf(refused.connection.check())).right).toBe('users:read.email');
    expect(refused.server.requests.filter((request) => request.includes('users.list'))).toEqual([]);

    // Where Slack does not tell the scopes, nobody's address proves it.
    const members = [member('U1', { profile: { email: null } }), member('U2', { profile: { email: '' } })];
    const { connection } = await connected({ scopes: null, members });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).right).toBe('users:read.email');
  });

  it('may be listed on short and empty pages: only an empty cursor ends the list', async () => {
    const { server, connection } = await connected();
    server.breakWith({
      on: /users\.list/,
      from: 2,
      times: 2,
      by: (reply) => ({ ...reply, body: { ...(reply.body as object), members: [] } }),
    });
    expect((await everyOf(connection.accounts())).map(({ id }) => id)).toEqual([
      'U0',
      'U1',
      'U6',
      'U7',
      'U8',
    ]);
  });

  it('are read again when a cursor has ended', async () => {
    const { server, connection } = await connected();
    server.breakWith({ on: /users\.list/, from: 2, by: () => slackError('invalid_cursor') });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).kind).toBe('changed');
  });

  it('are never nobody: a list in which nobody is of the workspace is another’s', async () => {
    const { connection } = await connected({ members: [member('U1', { team_id: 'T0OTHER' })] });
    expect(await connectorErrorOf(everyOf(connection.accounts()))).toMatchObject({
      kind: 'unexpected-response',
    });
  });

  it('are not all that a guest sees', async () => {
    const { connection } = await connected({ members: [member('U1', { is_restricted: true })], user: 'U1' });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).message).toContain('is of a guest');
  });

  it('are in user groups', async () => {
    const { connection } = await connected({ members: [member('U1')] });
    if (connection.groups === undefined) throw new Error('there are no groups');
    // The third was deleted.
    expect(await everyOf(connection.groups())).toEqual([
      { id: 'S0614TZR7', name: 'Team Admins', members: ['U1'] },
      { id: 'S06158AV7', name: 'Team Owners', members: ['U1'] },
    ]);
  });
});
