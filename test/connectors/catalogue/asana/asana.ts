import type { Fixture } from '../entry.ts';
import type { PageShown } from '../paging.ts';
import { pageOf } from '../paging.ts';
import { removable } from '../removable.ts';

const TOKEN = '2/1200000000000009/1200000000000010:f3a1c58de9b74420';
const PAGING = { by: 'cursor', param: 'offset', size: 'limit' } as const;

const people = Array.from({ length: 20 }, (_, number) => ({
  gid: `12000${number}`,
  resource_type: 'user',
  name: `Person ${number}`,
  email: `person${number}@acme.co`,
}));

/** https://developers.asana.com/reference/getworkspacemembershipsforworkspace */
const membership = (number: number, changes: Record<string, unknown> = {}) => ({
  gid: `77000${number}`,
  resource_type: 'workspace_membership',
  user: { gid: `12000${number}`, resource_type: 'user', name: `Person ${number}` },
  is_active: true,
  is_admin: false,
  is_guest: false,
  is_view_only: false,
  created_at: '2024-05-06T07:08:09.123Z',
  ...changes,
});

const listed = ({ rows, next }: PageShown) => ({
  data: rows,
  next_page:
    next === null
      ? null
      : { offset: next, path: `/x?offset=${next}`, uri: `https://app.asana.com/x?offset=${next}` },
});

const gidOf = ({ user }: Record<string, unknown>) => (user as { gid: string }).gid;

export const ASANA: Fixture = {
  id: 'asana',
  settings: { workspace: '1200000000000001', token: TOKEN },
  secrets: [TOKEN],
  basePath: '/api/1.0',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, body: { errors: [{ message: 'Not Authorized' }] } },
  forbidden: {
    reply: { status: 403, body: { errors: [{ message: 'Forbidden', help: 'For more information…' }] } },
    right: null,
  },
  list: {
    on: 'GET /api/1.0/workspaces/1200000000000001/workspace_memberships',
    paging: PAGING,
    rows: [
      membership(0, { is_admin: true }),
      membership(1, { is_guest: true, is_view_only: true }),
      membership(2, { is_active: false }),
    ],
    usual: (number) => membership(number),
    body: listed,
    filtered: ({ query }, rows) =>
      query.has('user') ? rows.filter((row) => gidOf(row) === query.get('user')) : null,
    idKey: 'user',
    idOf: gidOf,
    rowsIn: (body: { data: Record<string, unknown>[] }) => body.data,
  },
  routes: [{ on: 'GET /api/1.0/users', answer: (ask) => ({ body: listed(pageOf(PAGING, ask, people, 7)) }) }],
  removal: {
    ways: [
      {
        way: 'delete',
        write: /^POST \/api\/1\.0\/workspaces\/1200000000000001\/removeUser$/,
        account: '120003',
        undo: false,
        empty: { body: { data: {} } },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, gidOf, {
        status: 404,
        body: { errors: [{ message: 'user: Not a recognized ID' }] },
      });
      return [
        { on: 'GET /api/1.0/users/me', answer: () => ({ body: { data: { gid: '120000' } } }) },
        {
          on: 'POST /api/1.0/workspaces/:workspace/removeUser',
          answer: ({ text }) =>
            on(JSON.parse(text).data.user, (row) => {
              drop(row);
              return { body: { data: {} } };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      id: '120000',
      name: 'Person 0',
      emails: ['person0@acme.co'],
      role: 'Admin',
      state: 'active',
      kind: 'unknown',
      created: '2024-05-06T07:08:09.123Z',
    },
    { id: '120001', role: 'View only', kind: 'guest' },
    { id: '120002', role: null, state: 'deactivated' },
  ],
};
