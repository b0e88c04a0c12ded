import { afterEach, describe, expect, it } from 'vitest';
import type { AccountNow } from '../../../src/connectors/base/removal.ts';
import { microsoft365 } from '../../../src/connectors/microsoft-365/microsoft-365.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { removesCarefully } from '../vendors/removal.ts';
import { closeServers, connected, settingsOf } from './connected.ts';
import { CLIENT, DENIED, FETCHED, type GraphRules, SECRET } from './graph-rules.ts';
import { graphUser, startGraph, throttled, UNAUTHORISED } from './graph-server.ts';

afterEach(closeServers);

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const VISIO = 'c5928f49-12ba-48f7-ada3-0d743a3601d5';
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const GROUPS = [{ id: GROUP, displayName: 'Sales licenses', gives: E3 }];
const state = (skuId: string, assignedByGroup: string | null = null) => ({
  skuId,
  assignedByGroup,
  state: 'Active',
  error: 'None',
});
const WRITE = { clientId: CLIENT, clientSecret: SECRET };

/** Visio directly, without one of its plans; E3 through a group. */
const ada = () =>
  graphUser('ada', {
    assignedLicenses: [
      { skuId: VISIO, disabledPlans: ['663a804f-1c30-4ff0-9915-9db84f0d1cea'] },
      { skuId: E3, disabledPlans: [] },
    ],
    licenseAssignmentStates: [state(VISIO), state(E3, GROUP)],
  });

const WAYS = [
  { way: 'block-sign-in', write: /^PATCH \/v1\.0\/users\//, undo: true },
  { way: 'license', license: 'Visio Plan 2', write: /^POST .*assignLicense/, undo: true },
  { way: 'leave-group', license: 'Microsoft 365 E3', write: /^DELETE .*\/members\//, undo: true },
  { way: 'delete', write: /^DELETE \/v1\.0\/users\//, undo: true },
];
for (const way of WAYS)
  removesCarefully(`Microsoft 365's ${way.way}`, {
    ways: microsoft365.removal,
    ...way,
    connect: (server, io) =>
      microsoft365.connect(microsoft365.settings.parse({ ...settingsOf(server), removal: WRITE }), io),
    start: () => startGraph({ users: [ada()], groups: GROUPS }),
    read: /^GET /,
    secrets: [SECRET, FETCHED],
    unauthorised: UNAUTHORISED,
    forbidden: DENIED,
    throttled,
    empty: { status: 204 },
  });

async function given(rules: GraphRules) {
  const { server, connection } = await connected({ groups: GROUPS, ...rules }, { removal: WRITE });
  const [account] = await everyOf(connection.accounts());
  const { removal } = connection;
  if (account === undefined || removal === undefined) throw new Error('nothing to remove');
  const look = (way: string, license: string | null = null) => removal.look({ way, license, account });
  return { server, removal, account, look };
}

async function beforeOf(now: Promise<AccountNow>) {
  const found = await now;
  return found.kind === 'present' ? found.before : {};
}

describe('Removing in Microsoft 365', () => {
  it('blocks sign-in and takes every license, in this order', async () => {
    const { removal, account } = await given({ users: [ada()] });
    expect(removal.usual(account)).toEqual([
      { way: 'block-sign-in', license: null },
      { way: 'license', license: 'Visio Plan 2' },
      { way: 'license', license: 'Microsoft 365 E3' },
    ]);
  });

  it('names the group of a license that comes through one, and offers to leave it: Graph refuses to take it', async () => {
    const { look } = await given({ users: [ada()] });
    expect(await look('license', 'Microsoft 365 E3')).toMatchObject({
      removed: false,
      obstacle: {
        kind: 'group',
        group: 'Sales licenses',
        instead: { way: 'leave-group', license: 'Microsoft 365 E3' },
        url: expect.stringContaining(GROUP),
      },
    });
  });

  it('does not call a license taken that is held twice: the group goes on giving it', async () => {
    const user = graphUser('ada', {
      assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
      licenseAssignmentStates: [state(E3), state(E3, GROUP)],
    });
    const { look } = await given({ users: [user] });
    expect(await look('license', 'Microsoft 365 E3')).toMatchObject({ obstacle: { kind: 'group' } });
  });

  it('calls a license that is held twice taken only when the user left the group and the direct one is taken', async () => {
    const user = graphUser('ada', {
      assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
      licenseAssignmentStates: [state(E3), state(E3, GROUP)],
    });
    const { server, removal, account, look } = await given({ users: [user] });
    const step = { way: 'leave-group', license: 'Microsoft 365 E3', account };
    const before = await beforeOf(look('leave-group', 'Microsoft 365 E3'));
    server.breakWith({ on: /assignLicense/, instead: true, times: 1, by: () => DENIED });
    const error = await connectorErrorOf(removal.carryOut(step, before));
    expect(error).toMatchObject({ effect: 'part' });
    expect(error.message).toContain('the user left the group, but');
    expect(await removal.look(step)).toMatchObject({ removed: false });
    // In a new plan, the direct one is taken.
    const rest = await look('license', 'Microsoft 365 E3');
    expect(rest).toMatchObject({ removed: false, obstacle: null });
    await removal.carryOut({ ...step, way: 'license' }, await beforeOf(Promise.resolve(rest)));
    expect(await removal.look(step)).toMatchObject({ removed: true });
  });

  it('gives back the group and the direct license, and says which of them is missing', async () => {
    const user = graphUser('ada', {
      assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
      licenseAssignmentStates: [state(E3), state(E3, GROUP)],
    });
    const { server, removal, account, look } = await given({ users: [user] });
    const step = { way: 'leave-group', license: 'Microsoft 365 E3', account };
    const before = await beforeOf(look('leave-group', 'Microsoft 365 E3'));
    const { request } = await removal.carryOut(step, before);
    expect(request).toMatch(/^DELETE groups.*assignLicense \(take\)$/);
    expect(await removal.look(step)).toMatchObject({ removed: true });
    server.breakWith({ on: /assignLicense/, instead: true, times: 1, by: () => DENIED });
    const failed = removal.undo?.(step, before) ?? Promise.resolve();
    expect((await connectorErrorOf(failed)).effect).toBe('part');
    expect(await removal.look(step, before)).toMatchObject({
      removed: false,
      lacks: ['the license that was assigned directly'],
    });
    await removal.undo?.(step, before);
    expect(await removal.look(step, before)).toMatchObject({ removed: false, lacks: [] });
  });

  it('leaves a license that several groups give to an admin', async () => {
    const user = graphUser('ada', {
      assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
      licenseAssignmentStates: [state(E3, GROUP), state(E3, 'bbbbbbbb-0000-4000-8000-000000000002')],
    });
    const { look } = await given({ users: [user] });
    expect(await look('license', 'Microsoft 365 E3')).toMatchObject({
      obstacle: { kind: 'group', instead: null },
    });
    expect(await look('leave-group', 'Microsoft 365 E3')).toMatchObject({ obstacle: { kind: 'other' } });
  });

  it('sends users from on-premises to Active Directory, but takes their licenses', async () => {
    const user = { ...ada(), onPremisesSyncEnabled: true };
    const { removal, account, look } = await given({ users: [user] });
    for (const way of ['block-sign-in', 'delete']) {
      const refused = { removed: false, obstacle: { kind: 'directory', directory: 'Active Directory' } };
      expect(await look(way)).toMatchObject(refused);
      // Microsoft refuses it, and nothing is done.
      const error = await connectorErrorOf(removal.carryOut({ way, license: null, account }, {}));
      expect(error).toMatchObject({ effect: 'none' });
      expect(await look(way)).toMatchObject(refused);
    }
    expect(await look('license', 'Visio Plan 2')).toMatchObject({ removed: false, obstacle: null });
  });

  it('gives a license back without the plans that were off', async () => {
    const { server, removal, account, look } = await given({ users: [ada()] });
    const step = { way: 'license', license: 'Visio Plan 2', account };
    const now = await look('license', 'Visio Plan 2');
    const before = now.kind === 'present' ? now.before : {};
    await removal.carryOut(step, before);
    await removal.undo?.(step, before);
    expect(before).toMatchObject({ disabledPlans: ['663a804f-1c30-4ff0-9915-9db84f0d1cea'] });
    expect(server.requests.filter((request) => request.includes('assignLicense'))).toHaveLength(2);
  });

  it('says when sign-in is blocked and open sessions could not be ended', async () => {
    const { server, removal, account, look } = await given({ users: [ada()] });
    const now = await look('block-sign-in');
    server.breakWith({ on: /revokeSignInSessions/, instead: true, by: () => DENIED });
    const step = { way: 'block-sign-in', license: null, account };
    const said = await removal.carryOut(step, now.kind === 'present' ? now.before : {});
    expect(said.words).toContain('User.RevokeSessions.All');
    expect(await look('block-sign-in')).toMatchObject({ removed: true });
  });

  it.each([
    ['license', 'Visio Plan 2', 'LicenseAssignment.ReadWrite.All'],
    ['leave-group', 'Microsoft 365 E3', 'GroupMember.ReadWrite.All'],
  ])('names the right that %s needs', async (way, license, right) => {
    const { server, removal, account, look } = await given({ users: [ada()] });
    const now = await look(way, license);
    server.breakWith({ on: /assignLicense|\/members\//, instead: true, by: () => DENIED });
    const step = { way, license, account };
    const error = await connectorErrorOf(removal.carryOut(step, now.kind === 'present' ? now.before : {}));
    expect(error).toMatchObject({ kind: 'permission', right, effect: 'none' });
  });
});
