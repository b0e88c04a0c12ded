import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectTo, readFrom, refusalOf } from './read.ts';
import { ldif } from './servers/directory-server.ts';
import { type SambaServer, startSamba } from './servers/samba.ts';

/** More than Active Directory hands out of one group at once. */
const CROWD = 1_620;

const ROOT = 'DC=lab,DC=example';
const USERS = `CN=Users,${ROOT}`;
const dnOf = (name: string, below = USERS) => `CN=${name},${below}`;

const user = (name: string, more: Parameters<typeof ldif>[1] = {}, dn = dnOf(name)) =>
  ldif(dn, {
    changetype: 'add',
    objectClass: 'user',
    sAMAccountName: name,
    userAccountControl: 512,
    mail: `${name}@acme.co`,
    ...more,
  });
const group = (name: string, member: readonly string[], dn = dnOf(name)) =>
  ldif(dn, { changetype: 'add', objectClass: 'group', sAMAccountName: name, member });
const password = (text: string) => ({ unicodePwd: Buffer.from(`"${text}"`, 'utf16le') });

/** Midnight in Berlin at the beginning of 1 February 2026, and of 1 February 2027, in 100 ns since 1601. */
const fileTime = (at: string) => String((BigInt(Date.parse(at)) + 11_644_473_600_000n) * 10_000n);
const crowd = Array.from({ length: CROWD }, (_, at) => `u${String(at).padStart(4, '0')}`);

const JOERG = `CN=Müller\\, Jörg,${USERS}`;

const ENTRIES = [
  ldif(ROOT, { changetype: 'modify', replace: 'lockoutThreshold', lockoutThreshold: 3 }),
  ...['Left', 'Branch'].map((ou) =>
    ldif(`OU=${ou},${ROOT}`, { changetype: 'add', objectClass: 'organizationalUnit' }),
  ),
  ...crowd.map((name) => user(name)),
  user('grace', { displayName: 'Grace Hopper' }),
  user('ada', {
    displayName: 'Ada Keller',
    userPrincipalName: 'ada@lab.example',
    mail: 'Ada@Acme.co',
    proxyAddresses: [
      'smtp:ada.second@acme.co',
      'SMTP:ada.main@acme.co',
      'SMTP:ada@acme.co',
      'X500:/o=Acme/cn=ada',
      'sip:ada@acme.co',
      'smtp:not an address',
    ],
    employeeID: 'E7',
    employeeNumber: '7',
    department: 'Sales',
    manager: dnOf('grace'),
  }),
  user('joerg', { displayName: 'Jo\u0308rg Mu\u0308ller' }, JOERG),
  user('off', { userAccountControl: 514 }),
  user('ended', { accountExpires: fileTime('2026-01-31T23:00:00Z') }),
  user('ending', { accountExpires: fileTime('2027-01-31T23:00:00Z') }),
  user('never', { accountExpires: 0 }),
  user('moved', { accountExpires: fileTime('2027-01-31T23:00:00Z') }, dnOf('moved', `OU=Left,${ROOT}`)),
  user('far', {}, dnOf('far', `OU=Branch,${ROOT}`)),
  user('mustchange', { ...password('Must-change1'), pwdLastSet: 0 }),
  user('gone', { ...password('Gone-secret1'), accountExpires: fileTime('2026-01-31T23:00:00Z') }),
  user('closed', { ...password('Closed-secret1'), userAccountControl: 514 }),
  user('tried', password('Tried-secret1')),
  ldif(dnOf('a contact'), { changetype: 'add', objectClass: 'contact', mail: 'contact@elsewhere.co' }),
  ldif(dnOf('MACHINE'), {
    changetype: 'add',
    objectClass: 'computer',
    sAMAccountName: 'MACHINE$',
    userAccountControl: 4096,
  }),
  group(
    'Everybody',
    crowd.map((name) => dnOf(name)),
  ),
  group('Staff', [dnOf('ada'), dnOf('Everybody'), JOERG, dnOf('a contact')]),
  group('Round', [dnOf('Staff'), dnOf('far', `OU=Branch,${ROOT}`)]),
  ldif(dnOf('Everybody'), { changetype: 'modify', add: 'member', member: dnOf('Round') }),
  ldif(dnOf('Domain Guests'), { changetype: 'modify', add: 'member', member: dnOf('grace') }),
  ldif(dnOf('grace'), { changetype: 'modify', replace: 'primaryGroupID', primaryGroupID: 514 }),
].join('');

let server: SambaServer;
beforeAll(async () => {
  server = await startSamba(ENTRIES);
});
afterAll(() => server.stop());

const berlin = { timezone: 'Europe/Berlin' };

describe('Active Directory', () => {
  it('is read whole: people only, no machines, contacts, Guest, krbtgt and Administrator', async () => {
    const { people, byName, connection } = await readFrom(server, {}, berlin);
    // Those above, and the account that reads.
    expect(people.length).toBe(CROWD + 14);
    expect(byName.get('ada')).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      email: 'ada@acme.co',
      // The case of the prefix tells the main address from the others.
      aliases: ['ada.main@acme.co', 'ada.second@acme.co'],
      usernames: ['ada', 'ada@lab.example', 'E7', '7'],
      name: 'Ada Keller',
      status: 'active',
      department: 'Sales',
      manager: 'grace@acme.co',
      groups: [],
      startDate: null,
      endDate: null,
    });
    expect(byName.get('joerg')?.name).toBe('Jörg Müller');
    for (const name of ['Guest', 'krbtgt', 'Administrator', 'MACHINE$']) expect(byName.has(name)).toBe(false);
    // Its own configuration and DNS are no other domains.
    expect(connection.withheld?.()).toEqual([]);
  });

  it('knows the id that Windows shows', async () => {
    const { byName } = await readFrom(server);
    const shown = server.guidOf(dnOf('ada'));
    expect(byName.get('ada')?.id).toBe(shown);
  });

  it('tells who is switched off, whose account ended and when, in the time zone of the company', async () => {
    const { byName } = await readFrom(server, { leavers: `OU=Left,${ROOT}` }, berlin);
    const standing = (name: string) => [byName.get(name)?.status, byName.get(name)?.endDate];
    expect(standing('off')).toEqual(['inactive', null]);
    expect(standing('ended')).toEqual(['offboarded', '2026-01-31']);
    expect(standing('ending')).toEqual(['active', '2027-01-31']);
    expect(standing('never')).toEqual(['active', null]);
    expect(standing('u0000')).toEqual(['active', null]);
    expect(standing('moved')).toEqual(['offboarded', null]);
    // Who must change the password works here.
    expect(standing('mustchange')).toEqual(['active', null]);
    const elsewhere = await readFrom(server, {}, { timezone: 'America/New_York' });
    expect(elsewhere.byName.get('ended')?.endDate).toBe('2026-01-31');
    const utc = await readFrom(server, {}, { timezone: 'Pacific/Kiritimati' });
    expect(utc.byName.get('ended')?.endDate).toBe('2026-02-01');
  });

  it('tells all members of a group with more than 1,500, of nested groups and of circles', async () => {
    const { people, byName, connection } = await readFrom(server, {}, { groups: ['Everybody'] });
    expect(people.filter(({ groups }) => groups.includes('Everybody')).length).toBe(CROWD);
    expect(byName.get('ada')?.groups).toEqual(['Staff']);
    expect(byName.get('joerg')?.groups).toEqual(['Staff']);
    expect(byName.get('far')?.groups).toEqual(['Round']);
    expect(await connection.groups?.()).toEqual([
      { name: 'Everybody', contains: ['Round'] },
      { name: 'Round', contains: ['Staff'] },
      { name: 'Staff', contains: ['Everybody'] },
    ]);
    expect(connection.notes?.()[0]).toMatch(/^1 member of the groups is neither/);
  });

  it('puts people into their primary group, which lists them nowhere', async () => {
    const { people, byName } = await readFrom(server, {}, { groups: ['Domain Users', 'domain guests'] });
    expect(byName.get('ada')?.groups).toEqual(['Domain Users']);
    // Whose primary group was changed is listed in the other one.
    expect(byName.get('grace')?.groups).toEqual(['Domain Users', 'domain guests']);
    expect(people.every(({ groups }) => groups.includes('Domain Users'))).toBe(true);
  });

  it('of two units is one search from what they share', async () => {
    const { byName } = await readFrom(server, { bases: [`OU=Left,${ROOT}`, `OU=Branch,${ROOT}`] });
    expect([...byName.keys()].sort()).toEqual(['far', 'moved']);
  });

  it('speaks StartTLS, and refuses the global catalog, which knows no ends', async () => {
    const { people } = await readFrom(server, { url: server.plainUrl, startTls: true });
    expect(people.length).toBe(CROWD + 14);
    const error = await refusalOf(server, { url: server.globalCatalogUrl });
    expect(error.message).toContain('is the global catalog');
  });

  it.each([
    ['disabled', 'closed@lab.example', 'Closed-secret1', 'is disabled'],
    ['expired', 'gone@lab.example', 'Gone-secret1', 'has expired'],
    ['to change its password', 'mustchange@lab.example', 'Must-change1', 'must change its password'],
    ['a bare name', 'reader', 'Read3r-secret', 'is a bare name'],
    ['unknown, or its password wrong', 'nobody@lab.example', 'Wr0ng-secret', 'or does not know that account'],
  ])('says that the account is %s', async (_, bind, secret, said) => {
    const error = await refusalOf(server, { bind, password: secret });
    expect(error).toMatchObject({ kind: 'auth', retryAt: '2026-03-10T18:00:00.000Z' });
    expect(error.message).toContain(said);
    expect(error.message).not.toContain(secret);
  });

  it('says that the account is locked, and a person who is locked out still works here', async () => {
    const tried = { bind: 'tried@lab.example' };
    for (let tries = 0; tries < 3; tries++) await refusalOf(server, { ...tried, password: 'Wr0ng-secret' });
    const error = await refusalOf(server, { ...tried, password: 'Tried-secret1' });
    expect(error.message).toContain('is locked, because a wrong password was tried too often');
    expect(error.retryAt).not.toBeNull();
    const { byName } = await readFrom(server);
    expect(byName.get('tried')?.status).toBe('active');
  });

  it('says both numbers of a filter that negates', async () => {
    const people =
      '(&(sAMAccountType=805306368)(!(userAccountControl:1.2.840.113556.1.4.803:=2))(sAMAccountName=o*))';
    const connection = connectTo(server, {
      people: '(&(objectClass=user)(sAMAccountName=e*)(!(sAMAccountName=ended)))',
    });
    await connection.check?.();
    expect(connection.notes?.()).toEqual([
      `It is Active Directory, read below ${ROOT}.`,
      expect.stringContaining('finds 1 entry, and 2 without what it negates (!)'),
    ]);
    expect((await refusalOf(server, { people })).message).toContain('nobody');
  });

  it('whose administrators hid the state of accounts is refused, with the right that shows it', async () => {
    const everybody = 'CN=S-1-5-11,CN=ForeignSecurityPrincipals';
    const dn = `CN=Pre-Windows 2000 Compatible Access,CN=Builtin,${ROOT}`;
    const change = (how: 'add' | 'delete') =>
      server.modify(ldif(dn, { changetype: 'modify', [how]: 'member', member: `${everybody},${ROOT}` }));
    change('delete');
    const error = await refusalOf(server);
    expect(error).toMatchObject({ kind: 'permission', right: 'Read Account Restrictions' });
    // The account sees its own. Which accounts belong to the system is hidden too, so those are counted.
    expect(error.message).toMatch(/of 16\d\d of 16\d\d people, for example u\d{4}\. /);
    expect(error.message).toContain('userAccountControl');
    const checked = await connectTo(server)
      .check?.()
      .catch((caught: unknown) => caught);
    expect(checked).toMatchObject({ kind: 'permission', right: 'Read Account Restrictions' });
    server.grant('(OA;CIIO;RP;4c164200-20c0-11d0-a768-00aa006e0529;bf967aba-0de6-11d0-a285-00aa003049e2;AU)');
    const { byName } = await readFrom(server);
    expect(byName.get('off')?.status).toBe('inactive');
    expect(byName.get('ended')?.status).toBe('offboarded');
    change('add');
  });
});
