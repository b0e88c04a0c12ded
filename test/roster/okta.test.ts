import { afterEach, describe, expect, it } from 'vitest';
import { oktaRoster } from '../../src/roster/okta.ts';
import { OKTA_KIT } from '../connectors/okta/okta-kit.ts';
import { type OktaRules, oktaUser, startOkta, TOKEN } from '../connectors/okta/okta-server.ts';
import { asApp, survivesFaults } from '../connectors/vendors/faults.ts';
import { ioFor, type VendorServer } from '../connectors/vendors/server.ts';
import { connectorErrorOf, everyOf } from '../support/connector-io.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function roster(rules: OktaRules, groups: readonly string[] = []) {
  const server = await startOkta(rules);
  open.push(server);
  const settings = oktaRoster.settings.parse({ url: server.origin, token: TOKEN });
  return {
    server,
    connection: oktaRoster.connect(settings, ioFor(server, { groups, timezone: 'Europe/Berlin' })),
  };
}

survivesFaults('The roster of Okta', {
  ...OKTA_KIT,
  connector: asApp(oktaRoster),
  settings: ({ origin }) => oktaRoster.settings.parse({ url: origin, token: TOKEN }),
  token: 'fixed',
});

describe('The roster of Okta', () => {
  it('keeps people who left, with the day on which they did', async () => {
    const left = (id: string, statusChanged: string | null) =>
      oktaUser(id, { status: 'DEPROVISIONED', statusChanged });
    const users = [
      left('00u1', '2026-02-27T23:30:00.000Z'),
      left('00u2', null),
      // On the day itself a last day would say that the person still works.
      left('00u3', '2026-03-10T08:00:00.000Z'),
      oktaUser('00u4', { status: 'SUSPENDED', statusChanged: '2026-02-01T00:00:00.000Z' }),
      oktaUser('00u5', { status: 'STAGED' }),
      oktaUser('00u6', { status: 'LOCKED_OUT' }),
    ];
    const { connection } = await roster({ users });
    const people = await everyOf(connection.people());
    expect(people.map(({ id, status, endDate }) => [id, status, endDate])).toEqual([
      ['00u1', 'offboarded', '2026-02-28'],
      ['00u2', 'offboarded', null],
      ['00u3', 'offboarded', null],
      ['00u4', 'inactive', null],
      ['00u5', 'starting', null],
      ['00u6', 'active', null],
    ]);
  });

  it('is not read by an admin of some groups: people who are not listed would look like leavers', async () => {
    const { connection } = await roster({ limited: true });
    expect((await connectorErrorOf(everyOf(connection.people()))).kind).toBe('permission');
    expect((await connectorErrorOf(connection.check?.() ?? Promise.resolve())).kind).toBe('permission');
  });

  it('names a manager whom a later page brings, and whom Okta names itself', async () => {
    const users = [
      oktaUser('00u1', { profile: { managerId: '00u4', department: 'Sales', employeeNumber: 'E7' } }),
      oktaUser('00u2', { profile: { manager: 'Grace Hopper', managerId: '00u4' } }),
      oktaUser('00u3'),
      oktaUser('00u4', { profile: { displayName: 'Ada Keller' } }),
    ];
    const { connection } = await roster({ users });
    const people = await everyOf(connection.people());
    const manager = new Map(people.map(({ id, manager: name }) => [id, name]));
    expect(manager.get('00u1')).toBe('Ada Keller (00u4@acme.co)');
    expect(manager.get('00u2')).toBe('Grace Hopper');
    expect(manager.get('00u3')).toBeNull();
    expect(people.find(({ id }) => id === '00u1')).toMatchObject({
      email: '00u1@acme.co',
      usernames: ['00u1@acme.co', 'E7'],
      department: 'Sales',
    });
  });

  it('reads the members of the groups that seatkeeper.yaml names, and of no others', async () => {
    const rules = { groups: { Sales: ['00u0', '00u1', '00u2'], 'Sales EMEA': ['00u3'], Finance: ['00u4'] } };
    const { server, connection } = await roster(rules, ['Sales', 'Nobody has this']);
    const people = await everyOf(connection.people());
    expect(people.filter(({ groups }) => groups.length > 0).map(({ id, groups }) => [id, groups])).toEqual([
      ['00u0', ['Sales']],
      ['00u1', ['Sales']],
      ['00u2', ['Sales']],
    ]);
    expect(await connection.groups?.()).toEqual([{ name: 'Sales', contains: [] }]);
    expect(await connection.memberships?.()).toBe('told');
    expect(server.requests.filter((request) => /groups\/[^?]/.test(request))).toHaveLength(2);
  });

  it('says that groups were not asked for when seatkeeper.yaml names none', async () => {
    const { server, connection } = await roster({ groups: { Sales: ['00u0'] } });
    await everyOf(connection.people());
    expect(await connection.memberships?.()).toBe('not-asked');
    // The probe, and five pages of nine people.
    expect(server.requests).toHaveLength(6);
    expect(connection.usage?.().requests).toBe(6);
  });
});
