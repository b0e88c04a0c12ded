import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const KEY = 'n8n-api-eyJhbGciOiJIUzI1NiJ9.x7.Qm3Z';

/** https://docs.n8n.io/connect/n8n-api/user */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `123e4567-e89b-12d3-a456-42661417${String(number).padStart(4, '0')}`,
  email: `user${number}@acme.co`,
  firstName: 'Ana',
  lastName: `User${number}`,
  isPending: false,
  createdAt: '2025-02-03T04:05:06.789Z',
  updatedAt: '2025-02-03T04:05:06.789Z',
  role: 'global:member',
  ...changes,
});

export const N8N: Fixture = {
  id: 'n8n',
  settings: { url: 'https://n8n.acme.co', key: KEY },
  secrets: [KEY],
  basePath: '/api/v1',
  accepts: ({ headers }) => headers['x-n8n-api-key'] === KEY,
  refused: { status: 401, body: { message: 'unauthorized' } },
  forbidden: { reply: { status: 403, body: { message: 'Forbidden' } }, right: 'user:list' },
  list: {
    on: 'GET /api/v1/users',
    paging: { by: 'cursor', param: 'cursor', size: 'limit' },
    rows: [
      user(1, { role: 'global:owner' }),
      user(2, { isPending: true, firstName: null, lastName: null }),
      user(3),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, next }) => ({ data: rows, nextCursor: next }),
    refuses: ({ query }) =>
      Number(query.get('limit') ?? 100) > 250
        ? { status: 400, body: { message: 'request/query/limit must be <= 250' } }
        : null,
    idKey: 'id',
    rowsIn: (body: { data: Record<string, unknown>[] }) => body.data,
  },
  removal: {
    ways: [
      {
        way: 'delete',
        write: /^DELETE \/api\/v1\/users\//,
        account: user(3).id,
        undo: false,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, { status: 404, body: { message: 'Not Found' } });
      return [
        { on: 'GET /api/v1/users/:id', answer: ({ params }) => on(params.id, (row) => ({ body: row })) },
        {
          on: 'DELETE /api/v1/users/:id',
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
      role: 'global:owner',
      created: '2025-02-03T04:05:06.789Z',
    },
    { name: null, state: 'invited' },
    { state: 'active', role: 'global:member' },
  ],
};
