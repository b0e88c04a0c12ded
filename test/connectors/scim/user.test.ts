import { describe, expect, it } from 'vitest';
import { scim } from '../../../src/connectors/scim/scim.ts';
import { connectorErrorOf, everyOf, testIo } from '../../support/connector-io.ts';
import { queryOf, sendJson, startServer } from '../../support/http-server.ts';

async function read(users: readonly unknown[], settings: object = {}) {
  const server = await startServer((request, response) => {
    const start = Number(queryOf(request).get('startIndex') ?? 1);
    sendJson(response, { totalResults: users.length, Resources: users.slice(start - 1) });
  });
  const parsed = scim.settings.parse({ baseUrl: server.origin, token: 'scim-token-1', ...settings });
  try {
    return await everyOf(scim.connect(parsed, testIo({ allow: [server.origin] })).accounts());
  } finally {
    await server.close();
  }
}

const account = async (more: object, settings: object = {}) =>
  (await read([{ id: '7', userName: 'ana', ...more }], settings))[0];

describe('A state', () => {
  it.each([
    [true, 'active'],
    [1, 'active'],
    ['1', 'active'],
    ['True', 'active'],
    [false, 'deactivated'],
    [0, 'deactivated'],
    ['false', 'deactivated'],
    [null, 'active'],
    ['', 'active'],
  ])('%j is %s', async (active, state) => {
    expect(await account({ active })).toMatchObject({ state });
  });

  it.each([2, 'maybe', {}, []])('%j fails with the user and the value, never as active', async (active) => {
    const users = [{ id: 'u1' }, { id: 'id-2', userName: 'u2@acme.co', active }];
    const { message, kind } = await connectorErrorOf(read(users));
    expect(kind).toBe('unexpected-response');
    expect(message).toContain(
      `sent a user: u2@acme.co (id-2): active is ${JSON.stringify(active)}, neither true nor false`,
    );
  });

  it('does not show a token that a server puts there', async () => {
    const { message } = await connectorErrorOf(read([{ id: '7', active: 'scim-token-1' }]));
    expect(message).not.toContain('scim-token-1');
  });
});

describe('Odd attributes that nobody needs', () => {
  it.each([
    { roles: 'Admin' },
    { roles: 5 },
    { roles: [null, true] },
    { displayName: 5 },
    { displayName: { en: 'Ana' } },
    { name: 'Ana Silva' },
    { name: [] },
    { meta: { created: 1_700_000_000 } },
    { meta: 'x' },
    { groups: {} },
    { userType: ['Employee'] },
    { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': 'x' },
    { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: [5], employeeNumber: {} } },
  ])('%j never fails a read', async (odd) => {
    expect(await account(odd)).toMatchObject({ id: '7', username: 'ana' });
  });

  it('are read where they can be', async () => {
    expect(await account({ roles: 'Admin', displayName: 5 })).toMatchObject({ role: 'Admin', name: '5' });
    expect(await account({ name: 'Ana Silva', emails: 'Ana@Acme.co' })).toMatchObject({
      name: 'Ana Silva',
      emails: ['ana@acme.co'],
    });
  });
});

it('addresses that cannot be read fail with the user: without them it would look unknown', async () => {
  expect((await connectorErrorOf(account({ emails: true }))).message).toContain(
    'ana (7): emails is true, which is no list of addresses',
  );
  expect((await connectorErrorOf(account({ emails: [{ value: { x: 1 } }] }))).message).toContain(
    'ana (7): emails holds {"x":1}, which is no address',
  );
});

it('the address at work comes before the one at home, and the company before both', async () => {
  const emails = async (...entries: object[]) => (await account({ emails: entries }))?.emails;
  const home = { value: 'ana@gmail.example', type: 'home' };
  const work = { value: 'ana@partner.example', type: 'work' };
  const own = { value: 'ana@acme.co' };
  expect(await emails(home, work)).toEqual(['ana@partner.example', 'ana@gmail.example']);
  expect(await emails(home, work, own)).toEqual(['ana@acme.co', 'ana@partner.example', 'ana@gmail.example']);
  expect(await emails(own, { ...home, primary: 'True' })).toEqual(['ana@gmail.example', 'ana@acme.co']);
});

it.each([
  ['2025-03-10T23:30:00', '2025-03-10'],
  ['2025-03-10 23:30:00.123', '2025-03-10'],
  ['2025-03-10', '2025-03-10'],
  ['2025-03-10T23:30:00+02:00', '2025-03-10T21:30:00.000Z'],
  ['2025-03-10T23:30:00-0500', '2025-03-11T04:30:00.000Z'],
  ['2025-03-10T23:30:00Z', '2025-03-10T23:30:00.000Z'],
  ['0001-01-01T00:00:00Z', null],
  ['March 10, 2025', null],
])('created %s is %s on every machine', async (created, expected) => {
  const zone = process.env.TZ;
  process.env.TZ = 'Pacific/Auckland';
  expect((await account({ meta: { created } }))?.created).toBe(expected);
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

it.each([
  [{ isPaid: true }, 'isPaid', ['isPaid']],
  [{ isPaid: false }, 'isPaid', []],
  [{ 'urn:acme:2.0:User': { plan: { paid: true } } }, 'urn:acme:2.0:User.plan.paid', ['paid']],
])('a license that is true or false is one or none: %j', async (more, licensePath, licenses) => {
  expect((await account(more, { licensePath }))?.licenses).toEqual(licenses);
});

it('keeps the type of a user beside the roles', async () => {
  expect(await account({ roles: ['Admin'], userType: 'Contractor' })).toMatchObject({
    role: 'Admin',
    columns: { userType: 'Contractor' },
  });
});

it('an empty text is absent', async () => {
  const user = {
    displayName: ' ',
    userType: '',
    roles: [{ value: '' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: ' ', division: '' },
  };
  expect(await account(user)).toMatchObject({ name: null, role: null, columns: {} });
});
