import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const TOKEN = 'user:7c1f0d9f4d2b4e0f8f6c1f6bb7a2e1c3d5e7f901';

/** https://docs.getunleash.io/api/get-users */
const user = (id: number, changes: Record<string, unknown> = {}) => ({
  id,
  name: `User ${id}`,
  email: `user${id}@acme.co`,
  imageUrl: 'https://gravatar.com/avatar/x',
  inviteLink: 'https://unleash.acme.co/new-user?token=x',
  loginAttempts: 0,
  rootRole: 2,
  seenAt: '2026-03-01T10:00:00.000Z',
  createdAt: '2025-02-03T04:05:06.789Z',
  ...changes,
});

const { email: _email, name: _name, ...nameless } = user(3, { username: 'robot', seenAt: null, rootRole: 9 });

export const UNLEASH: Fixture = {
  id: 'unleash',
  settings: { url: 'https://unleash.acme.co', token: TOKEN },
  secrets: [TOKEN],
  basePath: '/api/admin',
  accepts: ({ headers }) => headers.authorization === TOKEN,
  refused: {
    status: 401,
    body: { name: 'AuthenticationRequired', message: 'You must log in to use Unleash.' },
  },
  forbidden: {
    reply: {
      status: 403,
      body: { name: 'PermissionError', message: 'You need the "ADMIN" permission to perform this action.' },
    },
    right: 'Admin',
  },
  list: {
    on: 'GET /api/admin/user-admin',
    paging: { by: 'none' },
    rows: [user(1, { email: 'Admin@acme.co', rootRole: 1 }), user(2), nameless],
    usual: (number) => user(number + 1),
    body: ({ rows }) => ({
      users: rows,
      rootRoles: [
        { id: 1, name: 'Admin' },
        { id: 2, name: 'Editor' },
        { id: 3, name: 'Viewer' },
      ],
    }),
    idKey: 'id',
    rowsIn: (body: { users: Record<string, unknown>[] }) => body.users,
  },
  removal: {
    ways: [
      { way: 'delete', write: /^DELETE \/api\/admin\/user-admin\/1$/, undo: false, empty: { status: 200 } },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, {
        status: 404,
        body: { name: 'NotFoundError', message: 'No user found' },
      });
      return [
        { on: 'GET /api/admin/user', answer: () => ({ body: { user: { id: 2 } } }) },
        {
          on: 'GET /api/admin/user-admin/:id',
          answer: ({ params }) => on(params.id, (row) => ({ body: row })),
        },
        {
          on: 'DELETE /api/admin/user-admin/:id',
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
      id: '1',
      name: 'User 1',
      emails: ['admin@acme.co'],
      username: null,
      role: 'Admin',
      state: 'active',
      lastActive: '2026-03-01T10:00:00.000Z',
      created: '2025-02-03T04:05:06.789Z',
    },
    { id: '2', role: 'Editor' },
    // A role that the answer does not name.
    { id: '3', name: null, emails: [], username: 'robot', role: null, lastActive: null },
  ],
};
