import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTo, readFrom, refusalOf } from './read.ts';
import { type DirectoryServer, ldif } from './servers/directory-server.ts';
import { startDirsrv } from './servers/dirsrv.ts';

/** More than it hands out at once, which is 2,000. */
const CROWD = 2_040;

const person = (uid: string, more: Parameters<typeof ldif>[1] = {}) =>
  ldif(`uid=${uid},ou=People,dc=lab`, {
    objectClass: 'inetOrgPerson',
    uid,
    cn: `Person ${uid}`,
    sn: 'Person',
    mail: `${uid}@acme.co`,
    ...more,
  });

const ENTRIES = [
  ...Array.from({ length: CROWD }, (_, at) => person(`u${String(at).padStart(4, '0')}`)),
  person('ada', { departmentNumber: 'Sales', manager: 'UID=Grace,OU=people,DC=Lab', employeeNumber: 'E7' }),
  person('grace'),
  person('off', { nsAccountLock: 'TRUE' }),
  person('on', { nsAccountLock: 'false' }),
  ldif('cn=off,dc=lab', {
    objectClass: ['simpleSecurityObject', 'organizationalRole', 'nsMemberOf'],
    cn: 'off',
    userPassword: 'off-secret',
    nsAccountLock: 'true',
  }),
  ldif('cn=staff,ou=Groups,dc=lab', {
    objectClass: 'groupOfNames',
    cn: 'staff',
    // As they are typed, so they are kept.
    member: ['UID=ADA, OU=people,DC=Lab', 'uid=ghost,ou=People,dc=lab', 'CN=Board,ou=groups,dc=lab'],
  }),
  ldif('cn=board,ou=Groups,dc=lab', {
    objectClass: 'groupOfUniqueNames',
    cn: 'board',
    uniqueMember: 'uid=grace,ou=People,dc=lab',
  }),
].join('');

let server: DirectoryServer;
beforeAll(async () => {
  server = await startDirsrv(ENTRIES);
});
afterAll(() => server.stop());

const KIND = 'It is 389 Directory Server, read below dc=lab.';

describe('389 Directory Server', () => {
  it('is read whole, with kind, bases and an id that every entry has found by itself', async () => {
    const { people, byName, connection } = await readFrom(server, {}, { groups: ['staff'] });
    expect(people.length).toBe(CROWD + 4);
    expect(byName.get('ada')).toEqual({
      // nsUniqueId: entryUUID is missing on entries that are older than its plugin.
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/),
      email: 'ada@acme.co',
      aliases: [],
      usernames: ['ada', 'E7'],
      name: 'Person ada',
      status: 'active',
      department: 'Sales',
      manager: 'grace@acme.co',
      groups: ['staff'],
      startDate: null,
      endDate: null,
    });
    expect(byName.get('grace')?.groups).toEqual(['board']);
    expect(await connection.groups?.()).toEqual([
      { name: 'staff', contains: ['board'] },
      { name: 'board', contains: [] },
    ]);
    expect(byName.get('off')?.status).toBe('inactive');
    expect(byName.get('on')?.status).toBe('active');
  });

  it('goes on where the server repeats one cookie on every page, and stops where it says so', async () => {
    const { people } = await readFrom(server, { pageSize: 100 });
    expect(new Set(people.map(({ id }) => id)).size).toBe(CROWD + 4);
  });

  it('answers in the spelling of the question, which changes nothing', async () => {
    const status = { attribute: 'EMPLOYEENUMBER', offboarded: ['e7'] };
    const { byName } = await readFrom(server, { status });
    expect(byName.get('ada')?.status).toBe('offboarded');
  });

  it('that cuts a page is not taken for a shorter company', async () => {
    const error = await refusalOf(server, { pageSize: 5000 });
    expect(error.kind).toBe('permission');
    expect(error.message).toContain('or write a smaller pageSize');
  });

  it('that shows an account nothing answers with success, and is still refused', async () => {
    const blind = { bind: 'cn=blind,dc=lab', password: 'blind-secret' };
    expect((await refusalOf(server, blind)).message).toContain('shows cn=blind,dc=lab nobody');
    const base = await refusalOf(server, { ...blind, bases: 'ou=Never,dc=lab' });
    expect(base.message).toContain('no ou=Never,dc=lab');
  });

  it('whose locks are hidden from the account: nobody would ever be inactive, so doctor asks', async () => {
    const half = connectTo(server, { bind: 'cn=halfblind,dc=lab', password: 'halfblind-secret' });
    await half.check?.();
    expect(half.notes?.()[1]).toContain('may the account read nsAccountLock?');
    const whole = connectTo(server);
    await whole.check?.();
    expect(whole.notes?.()).toEqual([KIND]);
  });

  it.each([
    ['does not exist', 'cn=nobody,dc=lab', 'wrong-secret', 'does not know that account'],
    ['is no DN', 'reader', 'reader-secret', 'write the whole DN'],
    ['is switched off', 'cn=off,dc=lab', 'off-secret', 'is disabled'],
  ])('says that the account %s', async (_, bind, password, said) => {
    const error = await refusalOf(server, { bind, password });
    expect(error).toMatchObject({ kind: 'auth', retryAt: '2026-03-10T18:00:00.000Z' });
    expect(error.message).toContain(said);
  });

  it('speaks StartTLS', async () => {
    const { people } = await readFrom(server, { url: server.plainUrl, startTls: true });
    expect(people.length).toBe(CROWD + 4);
  });
});
