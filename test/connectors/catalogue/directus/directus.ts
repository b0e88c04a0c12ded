import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const TOKEN = 'w4o8Hq2ZrT6yUcXn0KpLm5sDvJ1eBaGf';

/** https://directus.io/docs/api/users */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `0bc7b36a-9ba9-4ce0-83f0-0a526f35${String(number).padStart(4, '0')}`,
  first_name: 'Ana',
  last_name: `User${number}`,
  email: `user${number}@acme.co`,
  status: 'active',
  role: { name: 'Editor' },
  last_access: '2026-03-01T10:00:00.123Z',
  provider: 'default',
  ...changes,
});

const error = (status: number, code: string, message: string) => ({
  status,
  body: { errors: [{ message, extensions: { code } }] },
});

export const DIRECTUS: Fixture = {
  id: 'directus',
  settings: { url: 'https://directus.acme.co', token: TOKEN },
  secrets: [TOKEN],
  basePath: '',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: error(401, 'INVALID_CREDENTIALS', 'Invalid user credentials.'),
  forbidden: {
    reply: error(403, 'FORBIDDEN', "You don't have permission to access this."),
    right: 'Read directus_users',
  },
  throttled: (seconds) => ({
    ...error(429, 'REQUESTS_EXCEEDED', 'Too many requests.'),
    headers: { 'retry-after': String(seconds) },
  }),
  list: {
    on: 'GET /users',
    paging: { by: 'offset', param: 'offset', size: 'limit' },
    rows: [
      user(1),
      user(2, { status: 'invited', first_name: null, last_name: null, last_access: null }),
      user(3, { status: 'suspended', role: null }),
      user(4, { status: 'archived', last_name: null }),
      user(5, { status: 'draft', email: null }),
      user(6, { status: 'unverified' }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, total }) => ({ data: rows, meta: { filter_count: total } }),
    refuses: ({ query }) =>
      query.get('sort') === 'id' ? null : error(400, 'INVALID_QUERY', 'Without an order pages may overlap.'),
    idKey: 'id',
    rowsIn: (body: { data: Record<string, unknown>[] }) => body.data,
  },
  removal: {
    ways: [
      { way: 'suspend', write: /^PATCH \/users\//, undo: true, empty: { body: { data: {} } } },
      { way: 'delete', write: /^DELETE \/users\//, undo: false, empty: { status: 204 } },
    ],
    routes: (rows) => {
      // Of an item that is not there it says no more than of one that nobody may see.
      const { on, drop } = removable(
        rows,
        ({ id }) => id,
        error(403, 'FORBIDDEN', "You don't have permission to access this."),
      );
      return [
        { on: 'GET /users/me', answer: () => ({ body: { data: { id: user(4).id } } }) },
        { on: 'GET /users/:id', answer: ({ params }) => on(params.id, (row) => ({ body: { data: row } })) },
        {
          on: 'PATCH /users/:id',
          answer: ({ params, text }) =>
            on(params.id, (row) => ({ body: { data: Object.assign(row, JSON.parse(text)) } })),
        },
        {
          on: 'DELETE /users/:id',
          answer: ({ params }) =>
            on(params.id, (row) => {
              drop(row);
              return { status: 204 };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      name: 'Ana User1',
      emails: ['user1@acme.co'],
      state: 'active',
      role: 'Editor',
      lastActive: '2026-03-01T10:00:00.123Z',
      columns: { provider: 'default' },
    },
    { name: null, state: 'invited', lastActive: null },
    { state: 'suspended', role: null },
    { name: 'Ana', state: 'deactivated' },
    { state: 'invited', emails: [] },
    { state: 'invited' },
  ],
};
