import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const PASSWORD = 'lab-password-4718';
const SESSION = 'kW3sessionTokenOfBetterAuth.Xy9';
const URL = 'https://portal.acme.co';

/** https://better-auth.com/docs/plugins/admin */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `u${String(number).padStart(4, '0')}`,
  name: `User ${number}`,
  email: `user${number}@acme.co`,
  emailVerified: true,
  image: null,
  createdAt: '2025-02-03T04:05:06.789Z',
  updatedAt: '2025-02-03T04:05:06.789Z',
  role: 'user',
  banned: false,
  banReason: null,
  banExpires: null,
  ...changes,
});

export const BETTER_AUTH: Fixture = {
  id: 'better-auth',
  settings: { url: URL, email: 'it@acme.co', password: PASSWORD },
  secrets: [PASSWORD, SESSION],
  basePath: '/api/auth',
  accepts: ({ path, headers }) =>
    path.endsWith('/sign-in/email') || headers.authorization === `Bearer ${SESSION}`,
  refused: { status: 401, body: {} },
  forbidden: {
    reply: {
      status: 403,
      body: { code: 'YOU_ARE_NOT_ALLOWED_TO_LIST_USERS', message: 'You are not allowed to list users' },
    },
    right: 'admin',
  },
  token: 'fetched',
  list: {
    on: 'GET /api/auth/admin/list-users',
    paging: { by: 'offset', param: 'offset', size: 'limit' },
    rows: [
      user(1, { role: 'admin', banned: null }),
      user(2, { banned: true }),
      user(3, { banned: true, banExpires: '2026-03-10T11:00:00.000Z', role: 'user,editor' }),
      user(4, { banned: true, banExpires: '2026-03-10T13:00:00.000Z', emailVerified: false }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, total, before, size }) => ({ users: rows, total, limit: size, offset: before }),
    filtered: ({ query }, rows) =>
      query.get('filterField') === 'id' ? rows.filter(({ id }) => id === query.get('filterValue')) : null,
    idKey: 'id',
    rowsIn: (body: { users: Record<string, unknown>[] }) => body.users,
  },
  routes: [
    {
      on: 'POST /api/auth/sign-in/email',
      answer: ({ text, headers }) => {
        const { email, password } = JSON.parse(text);
        if (headers.origin !== URL)
          return { status: 403, body: { code: 'INVALID_ORIGIN', message: 'Invalid origin' } };
        return email === 'it@acme.co' && password === PASSWORD
          ? { headers: { 'set-auth-token': SESSION }, body: { token: 'unsigned', user: {} } }
          : {
              status: 401,
              body: { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' },
            };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^POST \/api\/auth\/admin\/ban-user$/,
        account: 'u0006',
        undo: true,
        empty: { body: { user: {} } },
        forbidden: {
          status: 403,
          body: { code: 'YOU_ARE_NOT_ALLOWED_TO_BAN_USERS', message: 'You are not allowed to ban users' },
        },
      },
    ],
    routes: (rows) => {
      const { on } = removable(rows, ({ id }) => id, {
        status: 404,
        body: { code: 'USER_NOT_FOUND', message: 'User not found' },
      });
      const banned =
        (value: boolean) =>
        ({ text }: { readonly text: string }) =>
          on(JSON.parse(text).userId, (row) => {
            row.banned = value;
            return { body: { user: row } };
          });
      return [
        { on: 'GET /api/auth/get-session', answer: () => ({ body: { session: {}, user: { id: 'u0001' } } }) },
        { on: 'POST /api/auth/admin/ban-user', answer: banned(true) },
        { on: 'POST /api/auth/admin/unban-user', answer: banned(false) },
      ];
    },
  },
  accounts: [
    {
      id: 'u0001',
      name: 'User 1',
      emails: ['user1@acme.co'],
      role: 'admin',
      state: 'active',
      created: '2025-02-03T04:05:06.789Z',
      columns: { emailVerified: true },
    },
    { state: 'suspended' },
    // The ban is over.
    { state: 'active', role: 'user, editor' },
    { state: 'suspended', columns: { emailVerified: false } },
  ],
};
