import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { zoom } from '../../../src/connectors/zoom/zoom.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';
import { plannedFor } from '../vendors/taken-back.ts';
import {
  ACCOUNT,
  CLIENT,
  FETCHED,
  invited,
  SECRET,
  startZoom,
  type ZoomRules,
  zoomError,
  zoomThrottled,
  zoomUser,
} from './zoom-server.ts';

const connect = (server: VendorServer, io: ConnectorIo = ioFor(server)) =>
  zoom.connect(
    zoom.settings.parse({
      accountId: ACCOUNT,
      clientId: CLIENT,
      clientSecret: SECRET,
      apiUrl: server.origin,
      loginUrl: server.origin,
      removal: { clientId: CLIENT, clientSecret: SECRET },
    }),
    io,
  );

const WAYS = [
  { way: 'basic', write: /^PATCH \/v2\/users\/u0/, undo: true },
  { way: 'deactivate', write: /^PUT \/v2\/users\/u0\/status/, undo: true },
  { way: 'unlink', write: /^DELETE \/v2\/users\/u0\?action=disassociate/, undo: false },
  { way: 'delete', write: /^DELETE \/v2\/users\/u0\?action=delete/, undo: false },
];
for (const way of WAYS)
  removesCarefully(`Zoom's ${way.way}`, {
    ways: zoom.removal,
    ...way,
    connect,
    start: () => startZoom(),
    read: /^(GET |POST \/oauth)/,
    secrets: [SECRET, FETCHED],
    unauthorised: zoomError('token expired'),
    forbidden: {
      status: 400,
      body: {
        code: 4711,
        message: 'Invalid access token, does not contain scopes:[user:update:user:admin].',
      },
    },
    throttled: (seconds, { clock }) => zoomThrottled(seconds, clock),
    empty: { status: 204 },
  });

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function given(...users: NonNullable<ZoomRules['users']>) {
  const outside: NonNullable<ZoomRules['outside']> = [];
  const server = await startZoom({ users, outside });
  open.push(server);
  const connection = connect(server);
  const [account] = await everyOf(connection.accounts());
  const { removal } = connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  const look = (way: string) => removal.look({ way, license: null, account });
  return { server, connection, removal, account, look, outside };
}

describe('Removing in Zoom', () => {
  it('counts no seat for a deactivated user, whatever type it has, and gives the license back with an activation', async () => {
    const { server, connection, removal, account, look } = await given(zoomUser('u0'));
    const step = { way: 'deactivate', license: null, account };
    const now = await look('deactivate');
    const before = now.kind === 'present' ? now.before : {};
    await removal.carryOut(step, before);
    // Zoom goes on showing the type of before for a while.
    server.breakWith({
      on: /^GET .*status=inactive/,
      times: 1,
      by: (reply) => ({
        ...reply,
        body: JSON.parse(JSON.stringify(reply.body).replace('"type":1', '"type":2')),
      }),
    });
    for (const shown of ['type 2', 'type 1'])
      expect(await everyOf(connection.accounts()), shown).toMatchObject([
        { state: 'deactivated', licenses: [] },
      ]);
    expect(await look('deactivate')).toMatchObject({ removed: true, account: { licenses: [] } });
    await removal.undo?.(step, before);
    expect(await look('deactivate')).toMatchObject({
      account: { state: 'active', licenses: ['Zoom Licensed'] },
    });
    expect(server.requests.filter((request) => /^(PUT|PATCH)/.test(request))).toHaveLength(3);
  });

  async function deactivated(changes: Record<string, unknown> = {}) {
    const known = await given(zoomUser('u0', changes));
    const step = { way: 'deactivate', license: null, account: known.account };
    const now = await known.look('deactivate');
    const before = now.kind === 'present' ? now.before : {};
    await known.removal.carryOut(step, before);
    const undone = () => known.removal.look(step, before);
    return { ...known, step, before, undone };
  }

  it('does not say that nothing was done when the license is refused after the activation', async () => {
    const { server, removal, step, before, undone } = await deactivated();
    const full = { status: 400, body: { code: 3412, message: 'You have no license left.' } };
    server.breakWith({ on: /^PATCH/, instead: true, by: () => full });
    const error = await connectorErrorOf(removal.undo?.(step, before) ?? Promise.resolve());
    expect(error).toMatchObject({ effect: 'part' });
    expect(error.message).toMatch(/^the user is active again, but /);
    expect(await undone()).toMatchObject({ removed: false, lacks: ['Zoom Licensed'] });
  });

  it('asks only for what is missing when it is taken back again', async () => {
    const { server, removal, step, before, undone } = await deactivated();
    const full = { status: 400, body: { code: 3412, message: 'You have no license left.' } };
    server.breakWith({ on: /^PATCH/, instead: true, times: 1, by: () => full });
    await removal.undo?.(step, before)?.catch(() => {});
    server.requests.length = 0;
    await removal.undo?.(step, before);
    expect(server.requests.filter((request) => !request.startsWith('GET'))).toEqual(['PATCH /v2/users/u0']);
    expect(await undone()).toMatchObject({ removed: false, lacks: [] });
  });

  it('says that a bundle is not back', async () => {
    const { removal, step, before, undone } = await deactivated({ zoom_one_type: '16' });
    // Zoom drops the bundle with the deactivation.
    await removal.undo?.(step, before);
    expect(await undone()).toMatchObject({ lacks: ['Zoom Workplace'] });
  });

  it('leaves invitations to an admin: Zoom neither deactivates, unlinks nor deletes them', async () => {
    const { server, removal, account, look } = await given(invited('new@acme.co', { id: 'u9' }));
    expect(removal.usual(account)).toEqual([]);
    expect(removal.offered(account)).toEqual([]);
    for (const way of ['deactivate', 'unlink', 'delete']) {
      const why = expect.stringContaining('take it back in the Zoom console');
      expect(await look(way)).toMatchObject({ removed: false, obstacle: { kind: 'other', why } });
      const error = await connectorErrorOf(removal.carryOut({ way, license: null, account }, {}));
      expect(error).toMatchObject({ effect: 'none' });
    }
    expect(await look('delete')).toMatchObject({ kind: 'present', account: { state: 'invited' } });
    const planned = await plannedFor({ connect, ways: zoom.removal }, server, { account });
    expect(planned.removals.flatMap(({ steps }) => steps).filter(({ how }) => how === 'api')).toEqual([]);
  });

  it('ends access by deactivating: unlinking leaves a free account with the same address outside', async () => {
    const { server, connection, removal, account, outside, look } = await given(zoomUser('u0'));
    const kit = { connect, ways: zoom.removal };
    const stepOf = async (way?: string) =>
      (await plannedFor(kit, server, { account, ...(way === undefined ? {} : { way }) })).removals[0]?.steps;
    expect(await stepOf()).toMatchObject([{ way: 'deactivate', disablesAccess: true }]);
    expect(await stepOf('unlink')).toMatchObject([
      { way: 'deactivate', disablesAccess: true },
      { way: 'unlink', disablesAccess: false, stays: expect.stringContaining('outside the company') },
    ]);
    await removal.carryOut({ way: 'unlink', license: null, account }, {});
    expect(server.requests.at(-1)).toBe('DELETE /v2/users/u0?action=disassociate');
    expect(await look('unlink')).toEqual({ kind: 'gone' });
    expect(await everyOf(connection.accounts())).toEqual([]);
    expect(outside).toMatchObject([{ email: 'u0@acme.co', status: 'active' }]);
  });

  it('leaves nobody outside whom it deletes', async () => {
    const { removal, account, outside, look } = await given(zoomUser('u0'));
    await removal.carryOut({ way: 'delete', license: null, account }, {});
    expect(await look('delete')).toEqual({ kind: 'gone' });
    expect(outside).toEqual([]);
  });

  it.each([
    ['0', { basic: true, deactivate: true, unlink: true, delete: true }],
    ['1', { basic: true, deactivate: false, unlink: false, delete: false }],
    ['2', { basic: false, deactivate: false, unlink: false, delete: false }],
  ])('leaves owner and admins their seats: they need a license: role %s', async (role_id, ways) => {
    const { removal, account, look } = await given(zoomUser('u0', { role_id }));
    for (const [way, isKept] of Object.entries(ways)) {
      const obstacle = isKept ? { kind: 'admin' } : null;
      expect(removal.told?.({ way, license: null, account })).toEqual(obstacle);
      expect(await look(way)).toMatchObject({ removed: false, obstacle });
    }
  });

  it('does not make somebody with a bundle Basic: the bundle keeps its seat', async () => {
    const { removal, account, look } = await given(zoomUser('u0', { zoom_one_type: '16' }));
    expect(removal.offered(account)).not.toContainEqual({ way: 'basic', license: null });
    expect(await look('basic')).toMatchObject({ obstacle: { kind: 'other' } });
  });

  it('knows the account that made the app, which is never removed', async () => {
    const { connection } = await given(zoomUser('u0'));
    expect(await connection.ownAccounts?.()).toEqual(['u0']);
  });

  it('tells from the list alone that nobody can remove the owner', async () => {
    const owner = await given(zoomUser('u0', { role_id: '0' }));
    const step = { way: 'deactivate', license: null };
    expect(owner.removal.told?.({ ...step, account: owner.account })).toEqual({ kind: 'admin' });
    const member = await given(zoomUser('u0'));
    expect(member.removal.told?.({ ...step, account: member.account })).toBeNull();
  });
});
