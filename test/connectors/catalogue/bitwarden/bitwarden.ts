import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const CLIENT = 'organization.ed1f4a5e-0c9a-4f0e-8d0e-1b2c3d4e5f60';
const SECRET = 'bw-secret-Kf3mQ8xZ2vLr7tPw';
const TOKEN = 'bw-access-eyJhbGciOiJSUzI1NiJ9.lab';

/** `MemberResponseModel` of https://github.com/bitwarden/server */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  object: 'member',
  id: `539a36c5-e0d2-4cf9-979e-51ecf5cf${String(number).padStart(4, '0')}`,
  userId: `48b47ee1-493e-4c67-aef7-014996c4${String(number).padStart(4, '0')}`,
  name: `Person ${number}`,
  email: `person${number}@acme.example`,
  twoFactorEnabled: false,
  status: 2,
  type: 2,
  externalId: null,
  permissions: null,
  collections: [],
  resetPasswordEnrolled: false,
  ssoExternalId: null,
  ...changes,
});

export const BITWARDEN: Fixture = {
  id: 'bitwarden',
  settings: { identity: '{origin}/identity', clientId: CLIENT, clientSecret: SECRET },
  secrets: [SECRET, TOKEN],
  basePath: '/public',
  token: 'fetched',
  accepts: ({ path, headers }) =>
    path.startsWith('/identity/') || headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, body: {} },
  forbidden: { reply: { status: 403, body: {} }, right: 'api.organization' },
  list: {
    on: 'GET /public/members',
    paging: { by: 'none' },
    rows: [
      member(1, { name: 'John Smith', email: 'JSmith@acme.example', type: 0, twoFactorEnabled: true }),
      member(2, { type: 1 }),
      member(3, { status: 0, userId: null, name: null }),
      member(4, { status: 1 }),
      member(5, { status: 3, userId: null, name: null }),
      member(6, { status: -1, resetPasswordEnrolled: true }),
      member(7, { type: 4, permissions: { manageUsers: true } }),
    ],
    usual: (number) => member(number + 1),
    body: ({ rows }) => ({ object: 'list', data: rows, continuationToken: null }),
    idKey: 'id',
    rowsIn: (body: { data: Record<string, unknown>[] }) => body.data,
  },
  routes: [
    {
      on: 'POST /identity/connect/token',
      answer: ({ text }) => {
        const form = new URLSearchParams(text);
        return form.get('scope') === 'api.organization' &&
          form.get('client_id') === CLIENT &&
          form.get('client_secret') === SECRET
          ? {
              body: {
                access_token: TOKEN,
                expires_in: 3600,
                token_type: 'Bearer',
                scope: 'api.organization',
              },
            }
          : { status: 400, body: { error: 'invalid_client' } };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^POST \/public\/members\/[\w-]+\/revoke$/,
        undo: true,
        empty: { status: 200 },
      },
      { way: 'delete', write: /^DELETE \/public\/members\/[\w-]+$/, undo: false, empty: { status: 200 } },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, { status: 404 });
      return [
        { on: 'GET /public/members/:id', answer: ({ params }) => on(params.id, (row) => ({ body: row })) },
        {
          on: 'POST /public/members/:id/:verb',
          answer: ({ params }) =>
            on(params.id, (row) => {
              row.status = params.verb === 'revoke' ? -1 : 2;
              return { status: 200 };
            }),
        },
        {
          on: 'DELETE /public/members/:id',
          answer: ({ params }) =>
            on(params.id, (row) => {
              drop(row);
              return { status: 200 };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      name: 'John Smith',
      emails: ['jsmith@acme.example'],
      state: 'active',
      role: 'Owner',
      lastActive: null,
      columns: { twoFactor: true, recovery: false },
    },
    { state: 'active', role: 'Admin' },
    { state: 'invited', name: null, role: 'User' },
    { state: 'invited' },
    { state: 'invited' },
    { state: 'suspended', columns: { recovery: true } },
    { state: 'active', role: 'Custom' },
  ],
};
