import { afterEach, describe, expect, it } from 'vitest';
import { zoom } from '../../../src/connectors/zoom/zoom.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { ACCOUNT, CLIENT, invited, SECRET, startZoom, type ZoomRules, zoomUser } from './zoom-server.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function connected(rules: ZoomRules) {
  const server = await startZoom(rules);
  open.push(server);
  const settings = zoom.settings.parse({
    accountId: ACCOUNT,
    clientId: CLIENT,
    clientSecret: SECRET,
    apiUrl: server.origin,
    loginUrl: server.origin,
  });
  return { server, connection: zoom.connect(settings, ioFor(server)) };
}

async function accountsOf(...users: NonNullable<ZoomRules['users']>) {
  const { connection } = await connected({ users });
  return everyOf(connection.accounts());
}

/** The ten traps of reading Zoom. */
describe('Zoom', () => {
  it('lists deactivated and invited people, whom a list without a status leaves out', async () => {
    const accounts = await accountsOf(
      zoomUser('u1'),
      zoomUser('u2', { status: 'inactive' }),
      invited('new@acme.co'),
    );
    expect(accounts.map(({ id, state }) => [id, state])).toEqual([
      ['u1', 'active'],
      ['u2', 'deactivated'],
      ['pending:new@acme.co', 'invited'],
    ]);
  });

  it('keys invited people, who have no id, by their address however it is spelled, and knows no day of creation', async () => {
    const [first] = await accountsOf(invited('New@Acme.co'));
    const [second] = await accountsOf(invited(' new@acme.co ', { created_at: '2026-03-10T15:00:00Z' }));
    expect(first).toMatchObject({ id: 'pending:new@acme.co', created: null, lastActive: null });
    expect(second).toMatchObject({ id: 'pending:new@acme.co', created: null });
    const [withId] = await accountsOf(invited('new@acme.co', { id: 'u9' }));
    expect(withId).toMatchObject({ id: 'u9', state: 'invited' });
  });

  it('refuses an invitation that names nobody', async () => {
    const { connection } = await connected({ users: [zoomUser('u1'), invited('')] });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('neither an id nor an address');
  });

  it('counts no seat for a Basic user, who is free, nor for one without meetings', async () => {
    const accounts = await accountsOf(
      zoomUser('u1'),
      zoomUser('u2', { type: 1 }),
      zoomUser('u4', { type: 4 }),
      zoomUser('u99', { type: 99 }),
    );
    expect(accounts.map(({ licenses }) => licenses)).toEqual([['Zoom Licensed'], [], [], []]);
    expect(accounts.map(({ columns }) => columns.type)).toEqual([
      'Licensed',
      'Basic',
      'Without meetings',
      'None',
    ]);
  });

  it('knows nothing of the last use of people of Phone and Rooms, who never sign in', async () => {
    const accounts = await accountsOf(
      zoomUser('u1', { last_login_time: undefined }),
      zoomUser('u2', { last_login_time: '' }),
    );
    expect(accounts.map(({ lastActive }) => lastActive)).toEqual([null, null]);
    expect(zoom.reports.lastActive.note).toContain('Zoom Phone');
  });

  it('counts no seat for a deactivated user, whatever type Zoom still shows', async () => {
    const [account] = await accountsOf(
      zoomUser('u1', { status: 'inactive', type: 2, plan_united_type: '1' }),
    );
    expect(account).toMatchObject({ state: 'deactivated', licenses: [] });
  });

  it('counts a seat for a Basic user in a bundle', async () => {
    const accounts = await accountsOf(
      zoomUser('u1', { type: 1, plan_united_type: '1' }),
      zoomUser('u2', {
        type: 1,
        license_info_list: [{ license_type: 'ZOOM_WORKPLACE_BUNDLE', license_option: 576460752303423500 }],
      }),
      zoomUser('u3', { type: 2, zoom_one_type: 16 }),
      zoomUser('u4', { type: 1, plan_united_type: '', zoom_one_type: 0, license_info_list: [] }),
      zoomUser('u5', { type: 2, license_info_list: [{ license_type: 'MEETING', license_option: 2 }] }),
    );
    expect(accounts.map(({ licenses }) => licenses)).toEqual([
      ['Zoom United'],
      ['Zoom Workplace'],
      ['Zoom Workplace'],
      [],
      ['Zoom Licensed'],
    ]);
  });

  it('takes no room and no shared account for a person: they are users without a mark', async () => {
    const [account] = await accountsOf(zoomUser('room', { display_name: 'Library room' }));
    expect(account?.kind).toBe('unknown');
  });

  it('reads 400 with code 4711 as a missing scope, and names it', async () => {
    const { connection } = await connected({ lacks: ['user:read:list_users:admin'] });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error).toMatchObject({ kind: 'permission', right: 'user:read:list_users:admin' });
    expect(error.message).toContain('add this scope to the Server-to-Server OAuth app');
  });

  it('shows owner and admins', async () => {
    const accounts = await accountsOf(
      ...['0', '1', '2', 'RoleOfOurs'].map((role_id) => zoomUser(`u${role_id}`, { role_id })),
    );
    expect(accounts.map(({ role }) => role)).toEqual(['Owner', 'Admin', 'Member', 'RoleOfOurs']);
  });

  it('lists somebody once who is deactivated while the lists are read', async () => {
    const accounts = await accountsOf(zoomUser('u1'), zoomUser('u1', { status: 'inactive' }));
    expect(accounts.map(({ id, state }) => [id, state])).toEqual([['u1', 'active']]);
  });
});
