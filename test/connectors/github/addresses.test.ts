import { describe, expect, it } from 'vitest';
import { everyOf } from '../../support/connector-io.ts';
import { accountsOf, connected } from './connected.ts';
import { user } from './github-rows.ts';

const members = Array.from({ length: 5 }, (_, index) =>
  user(index + 1, { role: index === 0 ? 'admin' : 'member' }),
);
const identity = (id: number, samlIdentity: object, scimIdentity: object | null = null) => ({
  samlIdentity,
  scimIdentity,
  user: { databaseId: id, login: `user-${id}` },
});

describe('Addresses at GitHub', () => {
  it('are those of the identity provider, then those at verified domains; never a home address', async () => {
    const saml = [
      identity(1, {
        nameId: 'Robin@acme.co',
        emails: [
          { value: 'rob@home.example', type: 'home' },
          { value: 'r@acme.co', type: 'work' },
        ],
      }),
      identity(4, { nameId: 'opaque-4', emails: [] }, { username: 'four@acme.co', emails: [] }),
      { ...identity(9, { nameId: 'stale@acme.co', emails: [] }), user: null },
    ];
    const accounts = await accountsOf({
      members,
      saml,
      verified: { 'user-1': ['robin.b@acme.co'], 'user-5': ['five@acme.co'] },
    });
    expect([...accounts.values()].map(({ emails }) => emails)).toEqual([
      ['robin@acme.co', 'r@acme.co', 'robin.b@acme.co'],
      [],
      [],
      ['four@acme.co'],
      ['five@acme.co'],
    ]);
    expect(accounts.get('4')).toMatchObject({ name: 'Name of user-4', columns: { samlName: 'opaque-4' } });
  });

  it('are asked for a hundred members at a time, beside the identities', async () => {
    const saml = members.map(({ id }) => identity(id, { nameId: `p${id}@acme.co`, emails: [] }));
    const { server, connection } = await connected({ members, saml });
    const accounts = await everyOf(connection.accounts());
    expect(accounts.map(({ emails }) => emails)).toEqual(members.map(({ id }) => [`p${id}@acme.co`]));
    expect(server.requests.filter((request) => request.includes('graphql')).length).toBe(3);
  });

  it('that GitHub does not have leave accounts with their login only, and it says what to do', async () => {
    const { connection } = await connected({ members });
    expect(
      (await everyOf(connection.accounts())).map(({ emails, username }) => [emails, username])[1],
    ).toEqual([[], 'user-2']);
    expect(connection.withheld?.()).toContainEqual({
      capability: 'email',
      partly: true,
      reason: expect.stringContaining('verify the domain of the company'),
    });
  });

  it('of an identity provider that are refused are said to be refused', async () => {
    const { connection } = await connected({ members, saml: 'forbidden' });
    expect((await everyOf(connection.accounts())).length).toBe(5);
    expect(connection.withheld?.()).toContainEqual({
      capability: 'email',
      partly: true,
      reason: expect.stringContaining('refused ("You must be an owner.")'),
    });
  });

  it.each([
    [
      'a scope',
      {
        errors: [
          { type: 'INSUFFICIENT_SCOPES', message: 'Your token has not been granted the required scopes' },
        ],
      },
    ],
    [
      'the organization',
      { data: { organization: null }, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible' }] },
    ],
  ])(
    'that are refused for %s are off in part, so that a read which takes everybody’s address is still held',
    async (_, body) => {
      const { server, connection } = await connected({ members, verified: { 'user-1': ['one@acme.co'] } });
      server.breakWith({ on: /graphql/, by: () => ({ body }) });
      expect((await everyOf(connection.accounts())).length).toBe(5);
      expect(connection.withheld?.()).toContainEqual({
        capability: 'email',
        partly: true,
        reason: expect.any(String),
      });
    },
  );

  it('are asked of an Enterprise Server at its own address, without the identity provider', async () => {
    const rules = { members, isServer: true, verified: { 'user-1': ['one@acme.co'] } };
    const { server, connection } = await connected(rules);
    const [first] = await everyOf(connection.accounts());
    expect(first?.emails).toEqual(['one@acme.co']);
    expect(server.requests.filter((request) => request === 'POST /api/graphql').length).toBe(3);
    expect(server.requests.every((request) => request.includes(' /api/'))).toBe(true);
  });
});
