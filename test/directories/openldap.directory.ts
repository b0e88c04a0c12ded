import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTo, readFrom, refusalOf } from './read.ts';
import { type DirectoryServer, ldif } from './servers/directory-server.ts';
import { startSlapd } from './servers/slapd.ts';

/** More than OpenLDAP hands out by default. */
const CROWD = 620;

const person = (uid: string, more: Parameters<typeof ldif>[1] = {}, below = 'ou=People') =>
  ldif(`uid=${uid},${below},dc=lab`, {
    objectClass: ['inetOrgPerson'],
    uid,
    cn: `Person ${uid}`,
    sn: 'Person',
    mail: `${uid}@acme.co`,
    ...more,
  });

const shadow = { objectClass: ['inetOrgPerson', 'shadowAccount'] };

const ENTRIES = [
  ...Array.from({ length: CROWD }, (_, at) => person(`u${String(at).padStart(4, '0')}`)),
  person('ada', {
    displayName: 'Ada Keller',
    mail: ['Ada@Acme.co', 'ada.keller@acme.co', 'not an address'],
    employeeNumber: 'E7',
    departmentNumber: 'Sales',
    ou: 'Berlin',
    manager: ['cn=Nobody,dc=elsewhere', 'UID=Grace, OU=people,DC=Lab'],
  }),
  person('grace', { ou: 'Board', manager: 'uid=grace,ou=People,dc=lab' }),
  person('locked', { pwdAccountLockedTime: '000001010000Z' }),
  person('mistyped', { pwdAccountLockedTime: '20260309120000Z' }),
  person('ended', { ...shadow, shadowExpire: 20_513 }),
  person('endless', { ...shadow, shadowExpire: -1 }),
  person('ending', { ...shadow, shadowExpire: 21_000 }),
  person('moved', { ...shadow, shadowExpire: 21_000 }, 'ou=Left'),
  person('typed', { employeeType: 'Leaver' }),
  person('paused', { employeeType: 'suspended' }),
  ldif('cn=Müller\\2C Jörg,ou=People,dc=lab', {
    objectClass: 'inetOrgPerson',
    cn: 'Müller, Jörg',
    sn: 'Müller',
    uid: 'joerg',
    // Decomposed, as some keyboards write it.
    displayName: 'Jo\u0308rg Mu\u0308ller',
  }),
  ldif('uid=two+cn=names,ou=People,dc=lab', {
    objectClass: 'inetOrgPerson',
    uid: 'two',
    cn: 'names',
    sn: 'Names',
  }),
  ldif('cn=everybody,ou=Groups,dc=lab', {
    objectClass: 'groupOfNames',
    cn: 'everybody',
    member: [
      'uid=ghost,ou=People,dc=lab',
      'cn=staff,ou=Groups,dc=lab',
      'UID=ADA,OU=people,DC=Lab',
      'cn=M\\C3\\BCller\\2C J\\C3\\B6rg,ou=People,dc=lab',
      'CN=Names+UID=two,ou=People,dc=lab',
    ],
  }),
  ldif('cn=staff,ou=Groups,dc=lab', {
    objectClass: 'groupOfUniqueNames',
    cn: 'staff',
    uniqueMember: ['uid=grace,ou=People,dc=lab', 'cn=everybody,ou=Groups,dc=lab'],
  }),
  ldif('cn=unix,ou=Groups,dc=lab', {
    objectClass: 'posixGroup',
    cn: 'unix',
    gidNumber: 100,
    memberUid: ['ADA', 'locked', 'nobody-known'],
  }),
  ...['People', 'Left'].map((ou) =>
    ldif(`cn=admins,ou=${ou},dc=lab`, {
      objectClass: 'groupOfNames',
      cn: 'admins',
      member: `uid=${ou === 'People' ? 'ada' : 'grace'},ou=People,dc=lab`,
    }),
  ),
].join('');

let server: DirectoryServer;
beforeAll(async () => {
  server = await startSlapd(ENTRIES);
});
afterAll(() => server.stop());

const KIND = 'It is OpenLDAP, read below dc=lab.';

describe('OpenLDAP', () => {
  it('is read whole, in pages, with kind and bases found by itself', async () => {
    const { people, byName, connection } = await readFrom(server);
    expect(people.length).toBe(CROWD + 12);
    expect(byName.get('ada')).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      email: 'ada@acme.co',
      aliases: ['ada.keller@acme.co'],
      usernames: ['ada', 'E7'],
      name: 'Ada Keller',
      status: 'active',
      department: 'Sales',
      // The first of several that is a person, whatever its spelling.
      manager: 'grace@acme.co',
      groups: [],
      startDate: null,
      endDate: null,
    });
    expect(byName.get('grace')?.department).toBe('Board');
    expect(byName.get('joerg')).toMatchObject({ email: null, name: 'Jörg Müller' });
    expect(await connection.memberships?.()).toBe('not-asked');
    expect(connection.withheld?.()).toEqual([]);
  });

  it.each([1, 7, 5000])('is the same in pages of %i', async (pageSize) => {
    const { people } = await readFrom(server, { pageSize });
    expect(new Set(people.map(({ id }) => id)).size).toBe(CROWD + 12);
  });

  it('speaks StartTLS', async () => {
    const { people } = await readFrom(server, { url: server.plainUrl, startTls: true });
    expect(people.length).toBe(CROWD + 12);
  });

  it('distinguishes people locked by an admin from people who mistyped a password, and knows whose account ended', async () => {
    const { byName } = await readFrom(server);
    const standing = (uid: string) => [byName.get(uid)?.status, byName.get(uid)?.endDate];
    expect(standing('locked')).toEqual(['inactive', null]);
    expect(standing('mistyped')).toEqual(['active', null]);
    // Closed on 1 March 2026, so the last day is the one before.
    expect(standing('ended')).toEqual(['offboarded', '2026-02-28']);
    expect(standing('endless')).toEqual(['active', null]);
    expect(standing('ending')).toEqual(['active', '2027-06-30']);
  });

  it('takes who was moved to the leavers, or has a word for it, for gone whatever their account says', async () => {
    const { byName } = await readFrom(server, {
      bases: 'ou=People,dc=lab',
      leavers: ['OU=left, DC=lab'],
      status: { attribute: 'employeetype', inactive: ['Suspended'], offboarded: ['leaver'] },
    });
    const standing = (uid: string) => [byName.get(uid)?.status, byName.get(uid)?.endDate];
    expect(standing('moved')).toEqual(['offboarded', null]);
    expect(standing('typed')).toEqual(['offboarded', null]);
    expect(standing('paused')).toEqual(['inactive', null]);
    expect(standing('ada')).toEqual(['active', null]);
  });

  it('joins members however their names are written, by uid, and through circles', async () => {
    const { byName, connection } = await readFrom(server, {}, { groups: ['Everybody', 'unix'] });
    const groups = (uid: string) => byName.get(uid)?.groups;
    expect(groups('ada')).toEqual(['Everybody', 'unix']);
    expect(groups('joerg')).toEqual(['Everybody']);
    expect(groups('two')).toEqual(['Everybody']);
    expect(groups('grace')).toEqual(['staff']);
    expect(groups('locked')).toEqual(['unix']);
    expect(groups('u0001')).toEqual([]);
    expect(await connection.groups?.()).toEqual([
      { name: 'Everybody', contains: ['staff'] },
      { name: 'unix', contains: [] },
      { name: 'staff', contains: ['Everybody'] },
    ]);
    expect(await connection.memberships?.()).toBe('told');
    expect(connection.notes?.()).toContain(
      '2 members of the groups are neither a group nor a person who was read: contacts, deleted entries, or people whom the filter leaves out.',
    );
  });

  it('never makes one group of two that have one name', async () => {
    const both = await readFrom(server, {}, { groups: ['admins'] });
    expect(both.byName.get('ada')?.groups).toEqual([]);
    expect(both.connection.withheld?.()).toMatchObject([{ capability: 'groups', partly: true }]);
    expect(both.connection.withheld?.()[0]?.reason).toContain('"admins (cn=admins,ou=People,dc=lab)"');
    const one = await readFrom(server, {}, { groups: ['admins (cn=admins,ou=People,dc=lab)'] });
    expect(one.byName.get('ada')?.groups).toEqual(['admins (cn=admins,ou=People,dc=lab)']);
    expect(one.byName.get('grace')?.groups).toEqual([]);
  });

  it('of several bases is one search, so nobody who moves between them is missed, and each once', async () => {
    const { people, connection } = await readFrom(server, {
      bases: ['ou=People,dc=lab', 'ou=Left,dc=lab', 'OU=people,dc=LAB', 'uid=ada,ou=People,dc=lab'],
    });
    expect(people.length).toBe(CROWD + 12);
    // Login, the server itself, four bases, two pages.
    expect(connection.usage?.().requests).toBe(8);
  });

  it('that stops after 500 entries is not taken for a company of 500', async () => {
    const limited = { bind: 'cn=limited,dc=lab', password: 'limited-secret' };
    const error = await refusalOf(server, limited);
    expect(error.kind).toBe('permission');
    expect(error.message).toContain('olcLimits: dn.exact="cn=limited,dc=lab" size.prtotal=unlimited');
    expect(error.message).toContain('code 4');
  });

  it('that shows nobody is not taken for a company without people', async () => {
    const error = await refusalOf(server, { bind: 'cn=blind,dc=lab', password: 'blind-secret' });
    expect(error.kind).toBe('permission');
    expect(error.message).toContain('shows cn=blind,dc=lab');
  });

  it('that hides the id names what is hidden, of how many, and for example whose', async () => {
    const error = await refusalOf(server, {
      bind: 'cn=halfblind,dc=lab',
      password: 'halfblind-secret',
      pageSize: 500,
      people: '(uid=grace)',
    });
    expect(error.kind).toBe('permission');
    expect(error.message).toContain('no entryUUID of 1 of 1 people, for example uid=grace,ou=People,dc=lab');
    expect(error.right).toBe('entryUUID');
  });

  it('that shows the attribute for status to nobody is refused: everybody would be active', async () => {
    const status = { attribute: 'employeetyp', offboarded: ['leaver'] };
    const error = await refusalOf(server, { status });
    expect(error.kind).toBe('permission');
    expect(error.message).toContain('no employeetyp of any of 632 people');
  });

  it.each(['ou=Peeple,dc=lab', 'dc=elsewhere'])(
    'with the base %s, which is not there, is refused',
    async (bases) => {
      const error = await refusalOf(server, { bases });
      expect(error.kind).toBe('permission');
      expect(error.message).toContain(bases);
    },
  );

  it.each([
    ['a wrong password', { password: 'wrong' }, 'does not accept the password of cn=reader,dc=lab'],
    ['a bare name', { bind: 'reader' }, 'write the whole DN'],
    [
      'an account that is not there',
      { bind: 'cn=nobody,dc=lab' },
      'does not know that account, or has locked it',
    ],
  ])('refuses %s, and is not asked again for hours', async (_, written, said) => {
    const error = await refusalOf(server, written);
    expect(error).toMatchObject({ kind: 'auth', retryAt: '2026-03-10T18:00:00.000Z' });
    expect(error.message).toContain(said);
    expect(error.message).not.toContain('wrong-secret');
  });

  it('is not asked over a certificate that nobody trusts, or that is for another name', async () => {
    const unknown = await refusalOf(server, { ca: undefined });
    expect(unknown).toMatchObject({ kind: 'no-connection' });
    expect(unknown.message).toContain('write ca: that-file.pem beside url');
    const other = await refusalOf(server, { serverName: 'dc1.acme.co' });
    expect(other.message).toContain('serverName:');
    const missing = await refusalOf(server, { ca: 'no-such-file.pem' });
    expect(missing.message).toContain('is missing');
  });

  it('on the wrong port says so', async () => {
    const error = await refusalOf(server, { url: server.plainUrl.replace('ldap:', 'ldaps:') });
    expect(error.kind).toBe('no-connection');
    expect(error.message).toContain('does not speak TLS on this port');
    expect((await refusalOf(server, { url: 'ldaps://127.0.0.1:1' })).message).toContain(
      'nothing listens there',
    );
  });

  it('is not asked at a private address that nobody named', async () => {
    const connection = connectTo(server);
    await connection.check?.();
    const { testIo } = await import('../support/connector-io.ts');
    const error = await refusalOf(server, {}, { sockets: testIo().sockets });
    expect(error.kind).toBe('not-allowed');
    expect(error.message).toContain('network: { allow: ["127.0.0.1"] }');
  });

  it('checks with one login, and says what it found', async () => {
    const connection = connectTo(server);
    expect(await connection.check?.()).toEqual([]);
    expect(connection.notes?.()).toEqual([KIND]);
  });

  it('says both numbers of a filter that negates something it cannot evaluate: it matches nobody', async () => {
    const people = '(&(objectClass=inetOrgPerson)(uid=a*)(!(memberOf=cn=x,dc=lab)))';
    const connection = connectTo(server, { people });
    const error = await connection.check?.().then(
      () => null,
      (caught: unknown) => caught,
    );
    expect(String(error)).toContain('shows cn=reader,dc=lab nobody');
    expect(connection.notes?.()[1]).toContain('finds 0 entries, and 1 without what it negates (!)');
  });
});
