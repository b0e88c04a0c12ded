import type { Fixture } from '../entry.ts';

const PASSWORD = 'lab-grafana-5590';

/** https://grafana.com/docs/grafana/v12.0/http_api/user */
const user = (id: number, changes: Record<string, unknown> = {}) => ({
  id,
  name: `User ${id}`,
  login: `user${id}`,
  email: `user${id}@acme.example`,
  isAdmin: false,
  isDisabled: false,
  lastSeenAt: '2020-01-24T12:38:47+02:00',
  lastSeenAtAge: '2M',
  authLabels: [] as string[],
  ...changes,
});

export const GRAFANA: Fixture = {
  id: 'grafana',
  settings: { url: 'https://grafana.acme.example', user: 'admin', password: PASSWORD },
  secrets: [PASSWORD],
  basePath: '/api',
  accepts: ({ headers }) =>
    headers.authorization === `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
  refused: { status: 401, body: { message: 'Invalid username or password' } },
  forbidden: {
    reply: { status: 403, body: { message: 'Permission denied' } },
    right: 'Grafana server administrator',
  },
  list: {
    on: 'GET /api/users/search',
    paging: { by: 'page', param: 'page', size: 'perpage' },
    rows: [
      user(1, {
        name: 'Admin',
        login: 'admin',
        email: 'Admin@acme.example',
        isAdmin: true,
        lastSeenAt: '2020-04-10T20:29:27+03:00',
        authLabels: ['OAuth'],
      }),
      user(2, { isDisabled: true }),
      user(3, { email: '' }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, total, number, size }) => ({
      totalCount: total,
      users: rows,
      page: number,
      perPage: size,
    }),
    idKey: 'id',
    rowsIn: (body: { users: Record<string, unknown>[] }) => body.users,
  },
  accounts: [
    {
      id: '1',
      username: 'admin',
      name: 'Admin',
      emails: ['admin@acme.example'],
      state: 'active',
      role: 'Server administrator',
      lastActive: '2020-04-10T17:29:27.000Z',
      columns: { signIn: 'OAuth' },
    },
    { state: 'deactivated', role: null },
    { username: 'user3', emails: [] },
  ],
};
