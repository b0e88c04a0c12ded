import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { ldapRoster } from '../../../src/roster/ldap.ts';
import { connectorErrorOf, everyOf, testIo } from '../../support/connector-io.ts';
import { AD, listing, OPENLDAP, personAt, userOf, windows } from './scripted-directories.ts';
import { type Script, type ScriptedServer, startScripted } from './scripted-server.ts';

const open: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const SECRET = 'the-password-of-the-account';

async function reading(script: Script, written: object = {}, changes: Partial<ConnectorIo> = {}) {
  const server = await startScripted(script);
  open.push(server);
  const settings = ldapRoster.settings.parse({
    url: server.url,
    ca: server.ca,
    bind: 'cn=reader,dc=corp',
    password: SECRET,
    ...written,
  });
  const io = testIo({ allow: ['127.0.0.1'], timeoutMs: 2000, ...changes });
  const connection = ldapRoster.connect(settings, io);
  return { server, connection, people: () => everyOf(connection.people()) };
}

async function failure(script: Script, written: object = {}, changes: Partial<ConnectorIo> = {}) {
  const { people, server } = await reading(script, written, changes);
  const error = await connectorErrorOf(people());
  expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain(SECRET);
  expect(server.connections()).toBe(1);
  return error;
}

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);

describe('One read of a directory', () => {
  it('ends only where the server says so: an empty page in the middle is a page', async () => {
    const { people, server } = await reading(
      listing(OPENLDAP, (_, page) => {
        if (page === 1) return { entries: [personAt('ada')], cookie: 'a' };
        if (page < 5) return { cookie: 'a' };
        return { entries: [personAt('grace')], cookie: '' };
      }),
    );
    expect(names(await people())).toEqual(['ada', 'grace']);
    expect(server.questions.at(-1)).toMatchObject({
      sizeLimit: 0,
      timeLimit: 0,
      page: { cookie: 'a', critical: true },
    });
  });

  it('of empty pages without an end is given up', async () => {
    const error = await failure(listing(OPENLDAP, () => ({ cookie: 'more' })));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('1000 empty pages in a row');
  });

  it('that brings the same people again and again is given up', async () => {
    const error = await failure(listing(OPENLDAP, () => ({ entries: [personAt('ada')], cookie: 'more' })));
    expect(error.message).toContain('the same people below dc=corp again and again');
  });

  it.each([
    ['half of them', 100, 50, true],
    ['nearly all of them', 100, 95, false],
    ['all of a list of which it says nothing', 0, 50, false],
    ['more than it spoke of', 20, 50, false],
  ])('that shows %s says so where it spoke of more', async (_, estimate, shown, isSaid) => {
    const entries = Array.from({ length: shown }, (_each, index) => personAt(`p${index}`));
    const { people, connection } = await reading(
      listing(OPENLDAP, (_question, page) =>
        page === 1
          ? { entries: entries.slice(0, 20), cookie: 'a', estimate }
          : { entries: entries.slice(20), cookie: '', estimate: estimate - 20 },
      ),
    );
    expect(await people()).toHaveLength(shown);
    const text = `the directory spoke of about ${estimate} entries and showed cn=reader,dc=corp ${shown} of them; see whether the account may read everybody`;
    expect(connection.withheld?.()).toEqual(
      isSaid ? [{ capability: 'people', reason: text, partly: true }] : [],
    );
  });

  it('counts nobody twice who is listed twice', async () => {
    const moved = { ...personAt('ada'), dn: 'uid=ada,ou=elsewhere,dc=corp' };
    const { people } = await reading(
      listing(OPENLDAP, () => ({ entries: [personAt('ada'), moved, personAt('ada')], cookie: '' })),
    );
    expect(names(await people())).toEqual(['ada']);
  });

  it('whose server does not page is no proof that the list is whole', async () => {
    const error = await failure(listing(OPENLDAP, () => ({ entries: [personAt('ada')] })));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('nobody knows whether that was all');
  });

  it.each([
    ['close', 'closed the connection before the read was complete'],
    ['garble', 'answered what is no LDAP'],
    ['notice', 'shutting down'],
  ] as const)('is lost when the server, on the second page, does: %s', async (ends, said) => {
    const error = await failure(
      listing(OPENLDAP, (_, page) =>
        page === 1
          ? { entries: [personAt('ada')], cookie: 'a' }
          : { entries: [personAt('grace')], cookie: '', ends },
      ),
    );
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain(said);
  });

  it('is lost when nothing comes for a while', async () => {
    const script = listing(OPENLDAP, () => ({ ends: 'hang' }));
    const error = await failure(script, {}, { timeoutMs: 2500 });
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain('did not answer within 2.5 s');
  });

  it('ends at once when Seatkeeper is stopped', async () => {
    const stop = new AbortController();
    const script = listing(OPENLDAP, () => {
      stop.abort(new Error('stopped'));
      return { ends: 'hang' };
    });
    const { people } = await reading(script, {}, { signal: stop.signal });
    await expect(people()).rejects.toThrow('stopped');
  });

  it('is made by one login and one connection, which is closed in the end', async () => {
    const { people, server, connection } = await reading(
      listing(OPENLDAP, (_, page) => ({ entries: [personAt(`u${page}`)], cookie: page < 4 ? 'a' : '' })),
    );
    expect((await people()).length).toBe(4);
    expect(server.binds).toEqual(['cn=reader,dc=corp']);
    expect(server.connections()).toBe(1);
    expect(connection.usage?.().requests).toBe(6);
  });

  it.each([
    [
      1,
      {
        words:
          '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed',
      },
      'auth',
      'nobody is logged in',
    ],
    [3, {}, 'unavailable', 'took longer than it allows'],
    [4, {}, 'permission', 'olcLimits: dn.exact="cn=reader,dc=corp" size.prtotal=unlimited'],
    [10, {}, 'unexpected-response', 'another server holds'],
    [11, { words: 'illegal pagedResults page size' }, 'permission', 'Write a smaller pageSize'],
    [12, {}, 'unexpected-response', 'paged results control'],
    [32, {}, 'permission', 'it does not exist, or the account may not see it'],
    [50, {}, 'permission', 'let the account read there'],
    [51, {}, 'unavailable', 'is busy'],
    [80, { words: 'internal\u0007 error' }, 'unexpected-response', '(code 80: "internal error")'],
  ] as const)('with the code %i, people or not, has failed', async (code, reply, kind, said) => {
    const error = await failure(
      listing(OPENLDAP, () => ({ entries: [personAt('ada')], cookie: '', code, ...reply })),
    );
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(said);
  });

  it.each([
    ['52e', 'does not accept the password'],
    ['533', 'is disabled'],
    ['775', 'is locked'],
  ])('whose login fails with %s is not tried again, in this read or soon', async (data, said) => {
    const words = `80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${data}, v4563`;
    const { people, server } = await reading({ bind: () => ({ code: 49, words }), search: () => ({}) });
    const error = await connectorErrorOf(people());
    expect(error).toMatchObject({ kind: 'auth', retryAt: '2026-03-10T18:00:00.000Z' });
    expect(error.message).toContain(said);
    expect(server.binds.length).toBe(1);
  });

  it('shows no password that a server echoes', async () => {
    const words = `wrong: ${SECRET}`;
    const { people } = await reading({ bind: () => ({ code: 49, words }), search: () => ({}) });
    expect((await connectorErrorOf(people())).message).not.toContain(SECRET);
  });
});

describe('What Windows does and Samba does not', () => {
  const crowd = Array.from({ length: 3_201 }, (_, at) => userOf(at));
  const group = (name: string, rid: number, members: readonly string[]) => ({
    dn: `CN=${name},CN=Users,DC=corp,DC=example`,
    name,
    rid,
    members,
  });
  const all = crowd.map(({ dn }) => dn);
  const script = () =>
    windows(crowd, [
      group('Everybody', 2001, all),
      group('Exactly', 2002, all.slice(0, 1500)),
      group('Empty', 2003, []),
      group('Domain Users', 513, []),
    ]);

  it('pages of 1,000, however many are asked for, are read to the end', async () => {
    const { people } = await reading(script(), { pageSize: 5000 });
    expect((await people()).length).toBe(3_201);
  });

  it('members in ranges of 1,500 are all read, and ask no further than the last', async () => {
    const groups = ['Everybody', 'Exactly', 'Empty', 'Domain Users'];
    const { people, server, connection } = await reading(script(), {}, { groups });
    const found = await people();
    const count = (name: string) => found.filter((person) => person.groups.includes(name)).length;
    expect(groups.map(count)).toEqual([3_201, 1_500, 0, 3_201]);
    const asked = server.questions.flatMap(({ attributes: [first = ''] }) =>
      first.startsWith('member;') ? [first] : [],
    );
    expect(asked).toEqual([
      'member;range=0-1499',
      'member;range=1500-2999',
      'member;range=3000-4499',
      'member;range=0-1499',
      'member;range=0-1499',
      'member;range=0-1499',
    ]);
    expect(await connection.memberships?.()).toBe('told');
  });

  it('a range that does not follow on the last one is no list of members', async () => {
    const usual = script();
    const broken: Script = {
      search(question) {
        const reply = usual.search(question);
        if (question.attributes[0] !== 'member;range=1500-2999') return reply;
        return { entries: [{ dn: question.base, 'member;range=1600-2999': all.slice(1600, 3000) }] };
      },
    };
    const { people } = await reading(broken, {}, { groups: ['Everybody'] });
    const error = await connectorErrorOf(people());
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toContain('1600 to 2999 instead of from 1500');
  });

  it('child domains are told, and the parts without people are not', async () => {
    const references = [
      'ldaps://corp.example/CN=Configuration,DC=corp,DC=example',
      'ldaps://DomainDnsZones.corp.example/DC=DomainDnsZones,DC=corp,DC=example',
      'ldaps://emea.corp.example/DC=emea,DC=corp,DC=example',
    ];
    const { people, connection } = await reading(
      listing(AD, () => ({ entries: [userOf(1)], references, cookie: '' })),
    );
    await people();
    expect(connection.withheld?.()).toEqual([
      {
        capability: 'people',
        partly: true,
        reason:
          'DC=emea,DC=corp,DC=example is held by another server and not read; add a roster source for it if people of yours are there',
      },
    ]);
  });

  it('a person whose state is hidden fails the read, and names the right', async () => {
    const { userAccountControl: _, ...hidden } = userOf(2, { displayName: 'Ada Keller' });
    const { people } = await reading(
      listing(AD, () => ({ entries: [userOf(1), hidden as ReturnType<typeof userOf>], cookie: '' })),
    );
    const error = await connectorErrorOf(people());
    expect(error).toMatchObject({ kind: 'permission', right: 'Read Account Restrictions' });
    expect(error.message).toContain('no userAccountControl of 1 of 2 people, for example Ada Keller');
  });
});
