import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const KEY = 'jca_4Kd8Jq2LwZ7Xc9Vb';

/** https://docs.jumpcloud.com/api/1.0/index.html */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  _id: `5f0c1b2a3d4e5f60718${String(number).padStart(5, '0')}`,
  id: `5f0c1b2a3d4e5f60718${String(number).padStart(5, '0')}`,
  username: `user${number}`,
  email: `user${number}@acme.example`,
  alternateEmail: null,
  firstname: 'User',
  lastname: String(number),
  displayname: '',
  state: 'ACTIVATED',
  suspended: false,
  activated: true,
  account_locked: false,
  password_expired: false,
  totp_enabled: true,
  samba_service_user: false,
  department: 'Sales',
  jobTitle: '',
  employeeIdentifier: null,
  created: '2020-07-13T08:00:00.000Z',
  ...changes,
});

export const JUMPCLOUD: Fixture = {
  id: 'jumpcloud',
  settings: { key: KEY },
  secrets: [KEY],
  basePath: '/api',
  accepts: ({ headers }) => headers['x-api-key'] === KEY,
  refused: { status: 401, body: { message: 'Unauthorized' } },
  forbidden: { reply: { status: 403, body: { message: 'Forbidden' } }, right: null },
  list: {
    on: 'GET /api/systemusers',
    paging: { by: 'offset', param: 'skip', size: 'limit' },
    rows: [
      user(1, { displayname: 'Ada Admin', alternateEmail: 'Ada@home.example', employeeIdentifier: 'E-1' }),
      user(2, { state: 'STAGED', activated: false }),
      user(3, { state: 'SUSPENDED', suspended: true }),
      user(4, { state: 'ACTIVATED', suspended: true }),
      user(5, { samba_service_user: true, account_locked: true }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, total }) => ({ results: rows, totalCount: total }),
    refuses: ({ query }) => (query.get('sort') === '_id' ? null : { status: 400, body: { message: 'sort' } }),
    idKey: '_id',
    rowsIn: (body: { results: Record<string, unknown>[] }) => body.results,
  },
  removal: {
    ways: [
      { way: 'disable', write: /^PUT \/api\/systemusers\/\w+$/, undo: true, empty: { body: {} } },
      { way: 'delete', write: /^DELETE \/api\/systemusers\/\w+$/, undo: false, empty: { body: {} } },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ _id }) => _id, { status: 404, body: { message: 'Not Found' } });
      return [
        { on: 'GET /api/systemusers/:id', answer: ({ params }) => on(params.id, (row) => ({ body: row })) },
        {
          on: 'PUT /api/systemusers/:id',
          answer: ({ params, text }) =>
            on(params.id, (row) => {
              const { state } = JSON.parse(text);
              return { body: Object.assign(row, { state, suspended: state === 'SUSPENDED' }) };
            }),
        },
        {
          on: 'DELETE /api/systemusers/:id',
          answer: ({ params }) =>
            on(params.id, (row) => {
              drop(row);
              return { body: row };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      username: 'user1',
      name: 'Ada Admin',
      emails: ['user1@acme.example', 'ada@home.example'],
      state: 'active',
      kind: 'unknown',
      created: '2020-07-13T08:00:00.000Z',
      columns: { department: 'Sales', employeeId: 'E-1', locked: false, passwordSet: true, mfa: true },
    },
    { state: 'invited', name: 'User 2', columns: { passwordSet: false } },
    { state: 'suspended' },
    { state: 'suspended' },
    { kind: 'service', columns: { locked: true } },
  ],
};
