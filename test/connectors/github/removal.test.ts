import { describe, expect, it } from 'vitest';
import { github } from '../../../src/connectors/github/github.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import { connected } from './connected.ts';
import { githubError, invitation, license, NOT_FOUND, seat, throttled, user } from './github-rows.ts';
import { type GithubRules, startGithub, TOKEN } from './github-server.ts';

const rules = (): GithubRules => ({
  members: [user(1, { role: 'admin' }), user(2)],
  outside: [user(7, { login: 'guest-7' })],
  invitations: [invitation({ id: 31, email: 'new@acme.co' })],
  seats: [seat(2, { pending_cancellation_date: null })],
});

const WAYS = [
  { way: 'member', account: '2', write: /^DELETE .*memberships/, undo: false },
  { way: 'copilot-seat', account: '2', write: /^DELETE .*selected_users/, undo: true },
  { way: 'collaborator', account: '7', write: /^DELETE .*outside_collaborators/, undo: false },
  { way: 'invitation', account: 'invited:new@acme.co', write: /^DELETE .*invitations/, undo: false },
];
for (const way of WAYS)
  removesCarefully(`GitHub's ${way.way}`, {
    ways: github.removal,
    ...way,
    connect: ({ origin }, io) =>
      github.connect(
        github.settings.parse({ org: 'acme', token: TOKEN, apiUrl: origin, removal: { token: TOKEN } }),
        io,
      ),
    start: () => startGithub(rules()),
    read: /^GET /,
    secrets: [TOKEN],
    unauthorised: { status: 401, body: { message: 'Bad credentials', status: '401' } },
    forbidden: githubError('installation token lacks'),
    throttled: (seconds, { clock }) => throttled(seconds, clock),
    empty: { status: 204 },
  });

async function given(changes: GithubRules, id: string) {
  const found = await connected({ ...rules(), ...changes }, { removal: { token: TOKEN } });
  const account = (await everyOf(found.connection.accounts())).find((each) => each.id === id);
  const { removal } = found.connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  const look = (way: string) => removal.look({ way, license: null, account });
  return { ...found, removal, account, look };
}

describe('Removing in GitHub', () => {
  it('cancels the Copilot seat before the membership ends', async () => {
    const { removal, account } = await given({}, '2');
    expect(removal.usual(account).map(({ way }) => way)).toEqual(['copilot-seat', 'member']);
  });

  it('calls nobody gone on the word of a token that sees no members: 404 means a missing right too', async () => {
    const { server, look } = await given({}, '2');
    server.breakWith({ on: /memberships/, instead: true, by: () => NOT_FOUND });
    expect((await connectorErrorOf(look('member'))).kind).toBe('permission');
  });

  it('removes the login of today: yesterday’s may be somebody else', async () => {
    const members = [user(1, { role: 'admin' }), user(2)];
    const { server, look } = await given({ members }, '2');
    (members[1] as { login: string }).login = 'renamed-2';
    expect(await look('member')).toMatchObject({
      account: { username: 'renamed-2' },
      before: { login: 'renamed-2' },
    });
    expect(server.requests.at(-1)).toContain('/memberships/renamed-2');
  });

  it('tells of an owner, so that the last one is never removed', async () => {
    const { look } = await given({}, '1');
    expect(await look('member')).toMatchObject({ account: { role: 'owner' } });
  });

  it('leaves a membership that comes through an enterprise team, and says so', async () => {
    const teams = ['ent:justice-league', 'ent:security'];
    const members = [user(1, { role: 'admin' }), user(2, { enterpriseTeams: teams })];
    const { server, connection, removal, account, look } = await given({ members }, '2');
    const through = { removed: false, obstacle: { kind: 'group', group: teams.join(', '), instead: null } };
    expect(await look('member')).toMatchObject(through);
    // GitHub takes the request, and the person is still a member.
    const step = { way: 'member', license: null, account };
    expect(await removal.carryOut(step, { login: 'user-2' })).toMatchObject({ status: 204 });
    expect(server.requests.at(-1)).toBe('DELETE /orgs/acme/memberships/user-2');
    expect(await look('member')).toMatchObject(through);
    expect((await everyOf(connection.accounts())).map(({ id }) => id)).toContain('2');
  });

  it('names the team that gives a seat: it is refused on its own', async () => {
    const seats = [seat(2, { pending_cancellation_date: null, assigning_team: { name: 'Developers' } })];
    const { look } = await given({ seats }, '2');
    expect(await look('copilot-seat')).toMatchObject({ obstacle: { kind: 'group', group: 'Developers' } });
  });

  it('says that a seat is cancelled already', async () => {
    const { look } = await given({ seats: [seat(2, { pending_cancellation_date: '2026-04-01' })] }, '2');
    expect(await look('copilot-seat')).toMatchObject({ removed: true });
  });

  it('does not take 404 of a seat for none: it may be a missing right', async () => {
    const { server, look } = await given({}, '2');
    server.breakWith({ on: /\/copilot/, instead: true, by: () => NOT_FOUND });
    expect((await connectorErrorOf(look('copilot-seat'))).kind).toBe('plan');
  });

  it('leaves a seat that the enterprise grants to it: the organization answers 404', async () => {
    const seats = { seats: [], enterpriseSeats: [seat(2, { pending_cancellation_date: null })] };
    const settings = { removal: { token: TOKEN }, enterprise: 'acme-inc' };
    const { connection } = await connected({ ...rules(), ...seats }, settings);
    const account = (await everyOf(connection.accounts())).find((each) => each.id === '2');
    if (account === undefined) throw new Error('nobody is listed');
    const now = await connection.removal?.look({ way: 'copilot-seat', license: null, account });
    expect(now).toMatchObject({ removed: false, obstacle: { kind: 'other' } });
  });

  it('finds that a seat has ended when the token may see seats', async () => {
    const { server, look } = await given({}, '2');
    server.breakWith({ on: /members\/.*\/copilot/, instead: true, by: () => NOT_FOUND });
    expect(await look('copilot-seat')).toMatchObject({ removed: true, obstacle: null });
  });

  it.each(WAYS)('does not take 404 for the success of $way: it may be a missing right', async (kit) => {
    const { server, removal, account, look } = await given({}, kit.account);
    const now = await look(kit.way);
    server.breakWith({ on: /^DELETE/, instead: true, by: () => NOT_FOUND });
    const step = { way: kit.way, license: null, account };
    const error = await connectorErrorOf(removal.carryOut(step, now.kind === 'present' ? now.before : {}));
    const right = kit.way === 'copilot-seat' ? 'manage_billing:copilot' : 'admin:org';
    expect(error).toMatchObject({ kind: 'permission', right, effect: 'none' });
  });

  it.each(WAYS.filter(({ way }) => way !== 'copilot-seat'))(
    'calls nobody gone by 404 before $way where the token does not see everybody',
    async (kit) => {
      const { server, look } = await given({}, kit.account);
      server.breakWith({ on: /^GET .*\/orgs\//, instead: true, by: () => NOT_FOUND });
      expect((await connectorErrorOf(look(kit.way))).kind).toBe('permission');
    },
  );

  it('sends people whom an identity provider manages there', async () => {
    const { server, removal, account } = await given({}, '2');
    const managed = { status: 403, body: { message: 'This user is managed by your identity provider.' } };
    server.breakWith({ on: /^DELETE/, instead: true, by: () => managed });
    const error = await connectorErrorOf(
      removal.carryOut({ way: 'member', license: null, account }, { login: 'user-2' }),
    );
    expect(error.message).toContain('remove them there');
  });

  it('knows the accounts of both tokens, that for reading and that for writing, which are never removed', async () => {
    const { server, connection } = await connected(rules(), { removal: { token: 'ghp_WriterToken' } });
    server.breakWith({
      on: /^GET \/user$/,
      instead: true,
      by: (_, { headers }) => ({ body: user(headers.authorization === `Bearer ${TOKEN}` ? 99 : 98) }),
    });
    expect(await connection.ownAccounts?.()).toEqual(['99', '98']);
    const readOnly = await connected(rules());
    expect(await readOnly.connection.ownAccounts?.()).toEqual(['99']);
  });

  it('tells from the list alone that a team gives the Copilot seat, as a look does', async () => {
    const seats = [seat(2, { pending_cancellation_date: null, assigning_team: { name: 'Developers' } })];
    const { removal, account, look } = await given({ seats }, '2');
    const told = { kind: 'group', group: 'Developers', instead: null, url: null };
    expect(removal.told?.({ way: 'copilot-seat', license: null, account })).toEqual(told);
    expect(removal.told?.({ way: 'member', license: null, account })).toBeNull();
    expect(await look('copilot-seat')).toMatchObject({ obstacle: told });
  });

  it('does not call somebody gone who uses a license of the enterprise in another organization', async () => {
    const enterprise = { enterprise: 'acme-inc', removal: { token: TOKEN } };
    const other = license('lee-x', { github_com_member_roles: ['acme-labs:Member'] });
    const { connection } = await connected(
      { ...rules(), consumed: { users: [other] }, known: { 'lee-x': 55 } },
      enterprise,
    );
    const account = (await everyOf(connection.accounts())).find(({ id }) => id === '55');
    const { removal } = connection;
    if (account === undefined || removal === undefined) throw new Error('nothing to remove');
    const step = { way: 'member', license: null, account };
    const why = 'it is in acme-labs and not in acme: remove it there';
    expect(removal.told?.(step)).toEqual({ kind: 'other', why });
    expect(await removal.look(step)).toMatchObject({ kind: 'present', removed: false, obstacle: { why } });
  });
});
