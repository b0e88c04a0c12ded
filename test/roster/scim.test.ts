import { expect, it } from 'vitest';
import { scimRoster } from '../../src/roster/scim.ts';
import { connectorErrorOf, everyOf, testIo } from '../support/connector-io.ts';
import { queryOf, sendJson, startServer, type TestServer } from '../support/http-server.ts';
import { SCIM_TOKEN, startScimmy } from '../support/scimmy-server.ts';

function peopleAt(origin: string, baseUrl: string) {
  const settings = scimRoster.settings.parse({ baseUrl, token: SCIM_TOKEN, pageSize: 10 });
  return everyOf(scimRoster.connect(settings, testIo({ allow: [origin] })).people());
}

it('reads every person of a real SCIM server', async () => {
  const server = await startScimmy(4, 25);
  const people = await peopleAt(server.origin, server.baseUrl);
  expect(people.map((person) => person.id)).toEqual([...server.users.keys()]);
  expect(people[6]).toMatchObject({
    email: 'user6@acme.co',
    aliases: ['alias6@acme.co'],
    status: 'inactive',
  });
  await server.close();
});

it('rejects a server that ignores paging', async () => {
  const server = await startScimmy(5, 25);
  expect((await connectorErrorOf(peopleAt(server.origin, server.baseUrl))).message).toContain(
    'ignores startIndex',
  );
  await server.close();
});

it('takes department, manager and employee number from the enterprise extension', async () => {
  const enterprise = {
    employeeNumber: '701',
    department: 'Design',
    manager: { value: '9', displayName: 'Bo Li' },
  };
  const user = {
    id: 7,
    userName: 'asilva',
    name: { givenName: 'Ana', familyName: 'Silva' },
    emails: [{ value: 'ana@acme.co' }],
    groups: [{ value: 'g1', display: 'Designers' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': enterprise,
  };
  const server = await startServer((_, response) =>
    sendJson(response, { totalResults: 1, Resources: [user] }),
  );
  expect(await peopleAt(server.origin, server.origin)).toEqual([
    {
      id: '7',
      email: 'ana@acme.co',
      aliases: [],
      usernames: ['asilva', '701'],
      name: 'Ana Silva',
      status: 'active',
      department: 'Design',
      manager: 'Bo Li',
      groups: ['Designers'],
      startDate: null,
      endDate: null,
    },
  ]);
  await server.close();
});

const USERS = [
  { id: 'u1', userName: 'ada@acme.example' },
  { id: 'u2', userName: 'bo@acme.example' },
  { id: 'u3', userName: 'cy@acme.example', groups: [{ value: 'g9' }] },
];
const GROUPS = [
  { id: 'g1', displayName: 'Platform', members: [{ value: 'g2', type: 'Group' }, { value: 'u2' }] },
  { id: 'g2', displayName: 'Engineering', members: [{ value: 'u1', $ref: 'https://x/Users/u1' }] },
  { id: 'g9', displayName: 'Night shift', members: [{ value: 'g1', $ref: '../Groups/g1' }] },
  { id: 'g4', displayName: 'Platform', members: [{ value: 9 }] },
];

/** A server that pages groups like users, at most three at a time. */
function directory(groups: readonly object[] | number, users: readonly object[] = USERS) {
  return startServer((request, response) => {
    const path = request.url?.split('?')[0];
    const rows = path === '/Users' ? users : groups;
    if (typeof rows === 'number') return sendJson(response, { detail: 'no such thing' }, rows);
    const start = Number(queryOf(request).get('startIndex') ?? 1);
    sendJson(response, { totalResults: rows.length, Resources: rows.slice(start - 1, start + 2) });
  });
}

async function read(server: TestServer, more: object = {}) {
  const settings = scimRoster.settings.parse({ baseUrl: server.origin, token: SCIM_TOKEN, ...more });
  const connection = scimRoster.connect(settings, testIo({ allow: [server.origin] }));
  const people = await everyOf(connection.people());
  return { people: people.map(({ id, groups }) => [id, groups]), groups: await connection.groups?.() };
}

it('reads the groups of a directory page by page, the groups in them, and their members', async () => {
  const server = await directory(GROUPS);
  expect(await read(server)).toEqual({
    people: [
      ['u1', ['Engineering']],
      ['u2', ['Platform']],
      ['u3', ['Night shift']],
    ],
    groups: [
      { name: 'Platform', contains: ['Engineering'] },
      { name: 'Engineering', contains: [] },
      { name: 'Night shift', contains: ['Platform'] },
    ],
  });
  // Two pages, and one past the end.
  expect(server.requests.filter((request) => request.includes('/Groups'))).toHaveLength(3);
  await server.close();
});

const enterprise = (manager: unknown) => ({
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager },
});

it('a manager who is named by id is shown by name, even if the list brings them later', async () => {
  const users = [
    { id: 'u1', userName: 'u1@acme.co', ...enterprise({ value: 'u4' }) },
    { id: 'u2', userName: 'u2@acme.co', ...enterprise({ value: '', $ref: '../Users/u1' }) },
    { id: 'u3', userName: 'u3@acme.co', ...enterprise({ value: 'gone' }) },
    { id: 'u4', userName: 'u4@acme.co', displayName: 'Ada Keller', ...enterprise('') },
    { id: 'u5', userName: 'u5@acme.co', ...enterprise('Bo Li') },
    { id: 'u6', userName: 'u6@acme.co', ...enterprise({ value: 'u4', displayName: 'A. Keller' }) },
  ];
  const server = await startServer((request, response) => {
    const start = Number(queryOf(request).get('startIndex') ?? 1);
    const rows = request.url?.startsWith('/Users') ? users : [];
    sendJson(response, { totalResults: rows.length, Resources: rows.slice(start - 1, start + 1) });
  });
  const people = await peopleAt(server.origin, server.origin);
  expect(Object.fromEntries(people.map(({ id, manager }) => [id, manager]))).toEqual({
    u1: 'Ada Keller (u4@acme.co)',
    u2: 'u1@acme.co',
    u3: null,
    u4: null,
    u5: 'Bo Li',
    u6: 'A. Keller',
  });
  await server.close();
});

async function membershipsOf(
  groups: readonly object[] | number,
  users: readonly object[],
  more: object = {},
) {
  const server = await directory(groups, users);
  const settings = scimRoster.settings.parse({ baseUrl: server.origin, token: SCIM_TOKEN, ...more });
  const connection = scimRoster.connect(settings, testIo({ allow: [server.origin] }));
  await everyOf(connection.people());
  await server.close();
  return connection.memberships?.();
}

it('tells a directory that lists no members from one in which nobody is in a group', async () => {
  const withoutGroups = USERS.slice(0, 2);
  const stripped = GROUPS.map((group) => ({ ...group, members: [] }));
  expect(await membershipsOf(stripped, withoutGroups)).toBe('no-members');
  // A user's own attribute tells too.
  expect(await membershipsOf(stripped, USERS)).toBe('told');
  expect(await membershipsOf(GROUPS, withoutGroups)).toBe('told');
  expect(await membershipsOf(404, withoutGroups)).toBe('absent');
  expect(await membershipsOf([], withoutGroups)).toBe('no-groups');
  expect(await membershipsOf(GROUPS, withoutGroups, { groups: false })).toBe('not-asked');
});

it.each([404, 501])('a server that answers %s to /Groups has no groups', async (status) => {
  const server = await directory(status);
  expect(await read(server)).toMatchObject({
    people: [
      ['u1', []],
      ['u2', []],
      ['u3', ['g9']],
    ],
    groups: [],
  });
  await server.close();
});

it('a token that may not read groups fails the read, unless groups are turned off', async () => {
  const server = await directory(403);
  expect((await connectorErrorOf(read(server))).kind).toBe('permission');
  expect(await read(server, { groups: false })).toMatchObject({ groups: [] });
  await server.close();
});

it('a list of groups that is shorter than promised is never used', async () => {
  const server = await startServer((request, response) =>
    sendJson(response, request.url?.startsWith('/Groups') ? { totalResults: 5 } : { totalResults: 0 }),
  );
  expect((await connectorErrorOf(read(server))).message).toContain('promised 5 groups and gave 0');
  await server.close();
});
