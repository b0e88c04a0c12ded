import { afterEach, describe, expect, it } from 'vitest';
import { connectDeclared } from '../../../src/connectors/rest/connection.ts';
import { settingsOf } from '../../../src/connectors/rest/settings.ts';
import { problemText, readDeclaration } from '../../../src/connectors/rest-declaration/read.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { type Ask, ioFor, startVendor, type VendorServer } from '../vendors/server.ts';

const HEAD = 'version: 1\nname: Lab\nsettings: { key: { what: a key, kind: secret } }\n';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

function faultsOf(parts: string): string[] {
  const read = readDeclaration(`${HEAD}${parts}\n`);
  return read.ok ? [] : read.problems.map(problemText);
}

/** A connection to a SCIM server with these users, and what it was asked. */
async function connected(parts: string, users: readonly object[], own: object = {}) {
  const read = readDeclaration(`${HEAD}${parts}\n`);
  if (!read.ok) throw new Error(read.problems.map(problemText).join('\n'));
  const asks: Ask[] = [];
  const server = await startVendor(() => ({
    routes: [
      {
        on: 'GET /scim/Users',
        answer: (ask) => {
          asks.push(ask);
          const start = Number(ask.query.get('startIndex'));
          return { body: { totalResults: users.length, Resources: users.slice(start - 1) } };
        },
      },
    ],
    nothing: { status: 404, body: {} },
  }));
  open.push(server);
  const settings = settingsOf(read.declaration).parse({
    key: 'lab-key-82611973',
    base: `${server.origin}/scim`,
    ...own,
  });
  const connection = connectDeclared(read.declaration, settings, ioFor(server));
  return { asks, read: () => everyOf(connection.accounts()) };
}

describe('who asks a declared SCIM server', () => {
  it.each([
    ['scim: { base: "https://lab.example", token: "{key}" }', 'Bearer lab-key-82611973'],
    ['scim: { base: "https://lab.example" }\nauth: { bearer: "{key}" }', 'Bearer lab-key-82611973'],
    [
      'scim: { base: "https://lab.example" }\nauth: { headers: { Authorization: "Key {key}" } }',
      'Key lab-key-82611973',
    ],
  ])('%s', async (parts, authorization) => {
    const { asks, read } = await connected(parts, [{ id: '1' }]);
    await read();
    expect(asks.map(({ headers }) => headers.authorization)).toEqual([authorization, authorization]);
  });

  it('is told once, and in a way that a SCIM server takes', () => {
    expect(faultsOf('scim: { base: "https://lab.example" }')).toEqual([
      'line 4, scim: needs token, username and password, or auth beside it',
    ]);
    expect(
      faultsOf('scim: { base: "https://lab.example", token: "{key}" }\nauth: { bearer: "{key}" }'),
    ).toEqual(['line 4, scim: has a credential beside auth; keep one of them']);
    expect(faultsOf('scim: { base: "https://lab.example" }\nauth: { query: { key: "{key}" } }')).toEqual([
      'line 4, scim: does not go with auth: query; write what proves who asks as a header',
    ]);
  });
});

describe('a declared SCIM server', () => {
  const SCIM = 'scim: { base: "https://lab.example", token: "{key}"';

  it('that lists nobody is not believed, unless the admin says so', async () => {
    const { read } = await connected(`${SCIM} }`, []);
    expect((await connectorErrorOf(read())).message).toContain('It listed nobody');
    expect(await (await connected(`${SCIM} }`, [], { allowEmpty: true })).read()).toEqual([]);
  });

  it('says who is a guest by a value, or by anything at a path', async () => {
    const users = [
      { id: '1', roles: [{ value: 'guest' }] },
      { id: '2', roles: [{ value: 'user' }] },
      { id: '3' },
    ];
    const kinds = async (guests: string) =>
      (await (await connected(`${SCIM}, guests: ${guests} }`, users)).read()).map(({ kind }) => kind);
    expect(await kinds('{ path: roles.value, values: [guest] }')).toEqual(['guest', 'unknown', 'unknown']);
    expect(await kinds('{ path: roles.value }')).toEqual(['guest', 'guest', 'unknown']);
  });

  it('that leaves out what every user must have is refused, whatever its capitals', async () => {
    const needs = `${SCIM}, needs: [active] }`;
    expect(await (await connected(needs, [{ id: '1', Active: false }])).read()).toMatchObject([
      { state: 'deactivated' },
    ]);
    const { kind, message } = await connectorErrorOf(
      (await connected(needs, [{ id: '1', active: true }, { id: '2' }])).read(),
    );
    expect(kind).toBe('permission');
    expect(message).toContain('User 2 comes without active');
  });
});
