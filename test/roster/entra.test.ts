import { afterEach, describe, expect, it } from 'vitest';
import { entraRoster } from '../../src/roster/entra.ts';
import { settingsOf } from '../connectors/microsoft-365/connected.ts';
import type { GraphRules, Row } from '../connectors/microsoft-365/graph-rules.ts';
import { graphUser, startGraph, throttled } from '../connectors/microsoft-365/graph-server.ts';
import { ioFor, type VendorServer } from '../connectors/vendors/server.ts';
import { connectorErrorOf, everyOf } from '../support/connector-io.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function roster(rules: GraphRules, groups: readonly string[] = []) {
  const server = await startGraph(rules);
  open.push(server);
  const io = ioFor(server, { groups, timezone: 'America/New_York' });
  return { server, io, connection: entraRoster.connect(entraRoster.settings.parse(settingsOf(server)), io) };
}

/** As Microsoft keeps somebody who was deleted: their user name begins with their id. */
function deletedUser(name: string, deletedDateTime: string): Row {
  const user = graphUser(name);
  const mark = user.id.replaceAll('-', '');
  return { ...user, deletedDateTime, mail: null, userPrincipalName: `${mark}${name}@acme.co` };
}

describe('The roster of Entra', () => {
  it('keeps people who were deleted, with the day on which they left', async () => {
    const users = [graphUser('a'), graphUser('b', { accountEnabled: false })];
    const deleted = [
      deletedUser('c', '2026-03-01T02:00:00Z'),
      // On the day itself a last day would say that the person still works.
      deletedUser('d', '2026-03-10T08:00:00Z'),
    ];
    const { connection } = await roster({ users, deleted });
    const people = await everyOf(connection.people());
    expect(people.map(({ email, status, endDate }) => [email, status, endDate])).toEqual([
      ['a@acme.co', 'active', null],
      ['b@acme.co', 'inactive', null],
      ['c@acme.co', 'offboarded', '2026-02-28'],
      ['d@acme.co', 'offboarded', null],
    ]);
    expect(people[2]?.usernames).toEqual(['c@acme.co']);
  });

  it('sets aside people of whom it does not say whether they are enabled: active or inactive would be a guess', async () => {
    const users = [graphUser('a'), graphUser('b', { accountEnabled: null }), graphUser('c')];
    const { connection } = await roster({ users });
    expect((await everyOf(connection.people())).map(({ email }) => email)).toEqual([
      'a@acme.co',
      'c@acme.co',
    ]);
    expect(connection.setAside?.()).toEqual({
      rows: [expect.objectContaining({ line: 2, problem: expect.stringMatching(/^Person b is neither/) })],
      identities: [{ id: users[1]?.id, addresses: ['b@acme.co'], usernames: ['b@acme.co'] }],
    });
  });

  it('lists somebody who is deleted during the read once', async () => {
    const users = [graphUser('a')];
    const { connection } = await roster({ users, deleted: [deletedUser('a', '2026-03-10T08:00:00Z')] });
    expect((await everyOf(connection.people())).map(({ status }) => status)).toEqual(['active']);
  });

  it('has no guests and no agents: they are nobody who works here', async () => {
    const users = [
      graphUser('a', { userType: null }),
      graphUser('b', { userType: 'Guest' }),
      graphUser('c', { userPrincipalName: 'c_other.example#EXT#@acme.onmicrosoft.com' }),
      graphUser('d', { '@odata.type': '#microsoft.graph.agentUser' }),
    ];
    const { connection } = await roster({ users });
    expect((await everyOf(connection.people())).map(({ email }) => email)).toEqual(['a@acme.co']);
  });

  it('has no shared mailboxes: disabled as they are, they would be people who are inactive', async () => {
    const licensed = { assignedLicenses: [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }] };
    const users = [
      graphUser('a', licensed),
      graphUser('b', { accountEnabled: false }),
      graphUser('c'),
      graphUser('d'),
      graphUser('e', { onPremisesSyncEnabled: true }),
    ];
    const purposes = Object.fromEntries(
      users.map(({ id }, index) => [id, ['shared', 'shared', 'room', 'user', 'shared'][index] ?? '']),
    );
    const { server, connection } = await roster({ users, purposes, most: 999 });
    expect((await everyOf(connection.people())).map(({ email }) => email)).toEqual([
      'a@acme.co',
      'd@acme.co',
      'e@acme.co',
    ]);
    expect(server.requests.filter((request) => request.includes('$batch'))).toHaveLength(1);

    const refused = await roster({ users, purposes, lacks: ['MailboxSettings.Read'] });
    expect(await everyOf(refused.connection.people())).toHaveLength(5);
    expect(refused.connection.withheld?.()).toMatchObject([{ capability: 'kind' }]);
    expect(refused.server.requests.filter((request) => request.includes('$batch'))).toHaveLength(1);
  });

  it('knows first and last days as HR means them, manager, department and numbers', async () => {
    const users = [
      graphUser('a', {
        employeeHireDate: '2026-04-01T00:00:00Z',
        employeeLeaveDateTime: '2026-06-30T03:59:59Z',
        employeeId: 'E7',
        onPremisesSamAccountName: 'akeller',
        department: 'Sales',
        manager: { id: 'm', displayName: 'Grace Hopper', mail: 'grace@acme.co' },
      }),
    ];
    const { connection } = await roster({ users });
    expect(await everyOf(connection.people())).toMatchObject([
      {
        startDate: '2026-04-01',
        endDate: '2026-06-29',
        usernames: ['a@acme.co', 'E7', 'akeller'],
        department: 'Sales',
        manager: 'Grace Hopper (grace@acme.co)',
      },
    ]);
  });

  it('is read without last days where the right for them is missing', async () => {
    const users = [graphUser('a', { employeeLeaveDateTime: '2026-06-30T12:00:00Z' })];
    const { connection } = await roster({ users, lacks: ['User-LifeCycleInfo.Read.All'] });
    expect((await everyOf(connection.people()))[0]?.endDate).toBeNull();
  });

  it('reads the members of named groups, on every page and of groups inside them, also in a circle', async () => {
    const users = ['a', 'b', 'c', 'd'].map((name) => graphUser(name));
    const member = (name: string) => ({ '@odata.type': '#microsoft.graph.user', id: graphUser(name).id });
    const group = (id: string, displayName: string) => ({
      '@odata.type': '#microsoft.graph.group',
      id,
      displayName,
    });
    const groups = [
      {
        ...group('g1', "Ada's sales"),
        members: [member('a'), member('b'), group('g2', 'East'), member('c')],
      },
      { ...group('g2', 'East'), members: [member('d'), group('g1', "Ada's sales")] },
      { ...group('g3', 'Other'), members: [member('a')] },
    ];
    const { server, connection } = await roster({ users, groups }, ["Ada's sales", 'Gone']);
    const people = await everyOf(connection.people());
    expect(people.map((person) => person.groups)).toEqual([
      ["Ada's sales"],
      ["Ada's sales"],
      ["Ada's sales"],
      ['East'],
    ]);
    expect(await connection.groups?.()).toEqual([
      { name: "Ada's sales", contains: ['East'] },
      { name: 'East', contains: ["Ada's sales"] },
    ]);
    expect(await connection.memberships?.()).toBe('told');
    expect(server.requests.some((request) => request.includes('/groups/g3/'))).toBe(false);
  });

  it('is not read without the right to read the groups that are named', async () => {
    const { connection } = await roster({ lacks: ['GroupMember.Read.All'] }, ['Sales']);
    expect(await connectorErrorOf(everyOf(connection.people()))).toMatchObject({
      kind: 'permission',
      right: 'GroupMember.Read.All',
    });
    expect((await connectorErrorOf(connection.check?.() ?? Promise.resolve())).kind).toBe('permission');
  });

  it('is not read with a right that shows only basic profiles', async () => {
    const { connection } = await roster({ basic: true });
    expect((await connectorErrorOf(everyOf(connection.people()))).right).toBe('User.Read.All');
  });

  it('asks 999 people at a time, and for little besides', async () => {
    const licensed = { assignedLicenses: [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }] };
    const users = Array.from({ length: 2500 }, (_, index) => graphUser(`u${index}`, licensed));
    const { server, connection } = await roster({ users, most: 999 });
    expect(await everyOf(connection.people())).toHaveLength(2500);
    // A token, whose tenant it is, three pages, the deleted ones, and whether last days may be read.
    expect(server.requests).toHaveLength(7);
  });

  it.each([
    ['500', () => ({ status: 500 }), 'unavailable'],
    ['a limit of an hour', () => throttled(3600), 'rate-limit'],
    ['a web page', () => ({ body: '<html>' }), 'unexpected-response'],
  ] as const)('fails whole with %s on the list of deleted people', async (_, by, kind) => {
    const { server, connection } = await roster({});
    server.breakWith({ on: /deletedItems/, by });
    expect((await connectorErrorOf(everyOf(connection.people()))).kind).toBe(kind);
  });
});
