import { describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { connected } from './connected.ts';
import { type GoogleGroup, googleUser } from './google-server.ts';

const [admin, ann, zoe] = [googleUser(0), googleUser(1), googleUser(2)];
const member = ({ id }: { id: string }) => ({ id, type: 'USER', status: 'ACTIVE' });

const SALES: GoogleGroup = {
  id: '01sales',
  email: 'sales@acme.co',
  name: 'Sales',
  members: [member(ann), { id: '01emea', type: 'GROUP' }],
};
const EMEA: GoogleGroup = {
  id: '01emea',
  email: 'emea@acme.co',
  name: 'EMEA',
  members: [member(zoe), { id: '01sales', type: 'GROUP' }],
};
const STAFF: GoogleGroup = {
  id: '01staff',
  email: 'staff@acme.co',
  name: 'All staff',
  members: [{ id: 'C0123abcd', type: 'CUSTOMER' }],
};
const OUTSIDE: GoogleGroup = {
  id: '01out',
  email: 'agencies@acme.co',
  name: 'Agencies',
  members: [
    { email: 'max@agency.example', type: 'EXTERNAL' },
    { email: 'eva@agency.example', type: 'USER' },
    { id: '777', email: 'list@agency.example', type: 'GROUP' },
    member(ann),
  ],
};

describe('The roster of Google', () => {
  it('keeps people who were deleted, with the day on which they left: only a list of their own has them', async () => {
    const left = (number: number, deletionTime: string) => googleUser(number, { deletionTime });
    const { roster } = await connected({
      users: [admin],
      deleted: [left(1, '2026-02-27T23:30:00.000Z'), left(2, '2026-03-10T08:00:00.000Z')],
    });
    const people = await everyOf(roster.people());
    expect(people.map(({ email, status, endDate }) => [email, status, endDate])).toEqual([
      ['p0@acme.co', 'active', null],
      ['p1@acme.co', 'offboarded', '2026-02-28'],
      // On the day itself a last day would say that the person still works.
      ['p2@acme.co', 'offboarded', null],
    ]);
  });

  it('takes suspended and archived people for inactive: they may come back', async () => {
    const { roster } = await connected({
      users: [
        admin,
        googleUser(1, { suspended: true, suspensionTime: '2026-02-01T08:00:00.000Z' }),
        googleUser(2, { archived: true, archivalTime: '2026-02-01T08:00:00.000Z' }),
      ],
    });
    const people = await everyOf(roster.people());
    expect(people.map(({ status, endDate }) => [status, endDate])).toEqual([
      ['active', null],
      ['inactive', null],
      ['inactive', null],
    ]);
  });

  it('counts once who is deleted while it reads, and leaves guests out', async () => {
    const { roster } = await connected({
      users: [admin, ann, googleUser(3, { isGuestUser: true })],
      deleted: [{ ...ann, deletionTime: '2026-03-10T12:00:00.000Z' }],
    });
    const people = await everyOf(roster.people());
    expect(people.map(({ id, status }) => [id, status])).toEqual([
      [admin.id, 'active'],
      [ann.id, 'active'],
    ]);
  });

  it('names a manager whom a later page brings, and by the address one who is not listed', async () => {
    const managed = (number: number, value: string) =>
      googleUser(number, {
        relations: [
          { value: 'kid@home.example', type: 'child' },
          { value, type: 'manager' },
        ],
        externalIds: [{ value: 'E7', type: 'organization' }],
        organizations: [{ department: 'Old' }, { primary: true, department: 'Sales', title: 'Lead' }],
      });
    const { roster } = await connected({
      users: [
        admin,
        managed(1, 'P4@acme.co'),
        managed(2, 'boss@partner.example'),
        googleUser(3),
        googleUser(4),
      ],
    });
    const people = await everyOf(roster.people());
    const of = (address: string) => people.find(({ email }) => email === address);
    expect(of('p1@acme.co')).toMatchObject({
      manager: 'Person 4 (p4@acme.co)',
      department: 'Sales',
      usernames: ['p1@acme.co', 'E7'],
    });
    expect(of('p2@acme.co')?.manager).toBe('boss@partner.example');
  });

  it('reads the groups that seatkeeper.yaml names and those inside them, also in a circle', async () => {
    const { server, roster } = await connected(
      { users: [admin, ann, zoe], groups: [SALES, EMEA, STAFF] },
      { groups: ['Sales', 'Nobody has this'] },
    );
    const people = await everyOf(roster.people());
    expect(people.map(({ groups }) => groups)).toEqual([[], ['Sales'], ['EMEA']]);
    expect(await roster.groups?.()).toEqual([
      { name: 'Sales', contains: ['EMEA'] },
      { name: 'EMEA', contains: ['Sales'] },
    ]);
    expect(await roster.memberships?.()).toBe('told');
    expect(server.requests.filter((request) => request.includes('/members?'))).toHaveLength(2);
  });

  it('takes no address outside for an employee, whatever type its membership has', async () => {
    const { roster } = await connected(
      { users: [admin, ann], groups: [OUTSIDE] },
      { groups: ['Agencies@acme.co'] },
    );
    const people = await everyOf(roster.people());
    expect(people.map(({ email, groups }) => [email, groups])).toEqual([
      ['p0@acme.co', []],
      ['p1@acme.co', ['Agencies@acme.co']],
    ]);
    expect(await roster.groups?.()).toEqual([{ name: 'Agencies@acme.co', contains: [] }]);
  });

  it('puts everybody into a group whose member is the whole organisation, but nobody who was deleted', async () => {
    const { roster } = await connected(
      { users: [admin], deleted: [{ ...ann, deletionTime: '2026-03-01T08:00:00.000Z' }], groups: [STAFF] },
      { groups: ['All staff'] },
    );
    const people = await everyOf(roster.people());
    expect(people.map(({ groups }) => groups)).toEqual([['All staff'], []]);
  });

  it('says that groups were not asked for, and asks for nothing of them', async () => {
    const { server, roster } = await connected({ users: [admin], groups: [SALES] });
    await everyOf(roster.people());
    expect(await roster.memberships?.()).toBe('not-asked');
    // A token, the proof that everybody is seen, and the two lists.
    expect(server.requests).toHaveLength(4);
    expect(roster.usage?.().requests).toBe(4);
  });

  it('is not read by an admin of one unit: who is not listed would look like a leaver', async () => {
    const { server, roster } = await connected({ limited: true });
    const error = await connectorErrorOf(everyOf(roster.people()));
    expect(error).toMatchObject({ kind: 'permission', right: 'Users > Read' });
    expect((await connectorErrorOf(roster.check?.() ?? Promise.resolve())).kind).toBe('permission');
    expect(server.requests.filter((request) => request.includes('maxResults=500'))).toEqual([]);
  });

  it('names the scope that groups need', async () => {
    const { roster } = await connected(
      { delegated: ['user.readonly'], groups: [SALES] },
      { groups: ['Sales'] },
    );
    expect((await connectorErrorOf(roster.check?.() ?? Promise.resolve())).right).toMatch(/group\.readonly$/);
  });
});
