import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const API_KEY = '4b9c1e7f2a8d60533e5f';
const APPLICATION_KEY = '9d2f6a1c8e4b70955c3a';

/** https://docs.datadoghq.com/api/latest/users/#list-all-users */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  type: 'users',
  id: `688172d2-d1d9-11ec-ad3d-da7ad090${String(number).padStart(4, '0')}`,
  attributes: {
    name: `Person ${number}`,
    handle: `person${number}@acme.example`,
    email: `person${number}@acme.example`,
    created_at: '2022-05-12T09:53:43.305109+00:00',
    modified_at: '2022-05-12T09:53:43.351606+00:00',
    title: null,
    verified: true,
    service_account: false,
    disabled: false,
    status: 'Active',
    ...changes,
  },
  relationships: { roles: { data: [] } },
});

const failed = (status: number, message: string) => ({ status, body: { errors: [message] } });

export const DATADOG: Fixture = {
  id: 'datadog',
  settings: { apiKey: API_KEY, applicationKey: APPLICATION_KEY },
  secrets: [API_KEY, APPLICATION_KEY],
  basePath: '/api/v2',
  accepts: ({ headers }) =>
    headers['dd-api-key'] === API_KEY && headers['dd-application-key'] === APPLICATION_KEY,
  refused: failed(401, 'Unauthorized'),
  forbidden: { reply: failed(403, 'Forbidden'), right: 'user_access_read' },
  list: {
    on: 'GET /api/v2/users',
    paging: { by: 'page', param: 'page[number]', size: 'page[size]', first: 0 },
    rows: [
      user(1, {
        email: 'Ada@acme.example',
        title: 'Lead',
        mfa_enabled: true,
        last_login_time: '2026-11-20T10:11:12.345678+00:00',
      }),
      user(2, { name: null, status: 'Pending', verified: false, last_login_time: null }),
      user(3, { status: 'Disabled', disabled: true }),
      user(4, { service_account: true }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, total }) => ({
      meta: { page: { total_filtered_count: total, total_count: total + 7 } },
      data: rows,
    }),
    refuses: ({ query }) =>
      Number(query.get('page[size]') ?? 10) > 100 ? failed(400, 'page[size] is too large') : null,
    idKey: 'id',
    rowsIn: (body: { data: Record<string, unknown>[] }) => body.data,
  },
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^DELETE \/api\/v2\/users\//,
        undo: true,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on } = removable(rows, ({ id }) => id, failed(404, 'User not found'));
      const disabled = (row: Record<string, unknown>, value: boolean) =>
        Object.assign(row.attributes as object, { disabled: value, status: value ? 'Disabled' : 'Active' });
      return [
        {
          on: 'GET /api/v2/users/:id',
          answer: ({ params }) => on(params.id, (row) => ({ body: { data: row, included: [] } })),
        },
        {
          on: 'DELETE /api/v2/users/:id',
          answer: ({ params }) =>
            on(params.id, (row) => {
              disabled(row, true);
              return { status: 204 };
            }),
        },
        {
          on: 'PATCH /api/v2/users/:id',
          answer: ({ params, text }) =>
            on(params.id, (row) => {
              const { data } = JSON.parse(text);
              if (data.id !== row.id || data.type !== 'users') return failed(422, 'The id does not fit');
              disabled(row, data.attributes.disabled);
              return { body: { data: row } };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      username: 'person1@acme.example',
      name: 'Person 1',
      emails: ['ada@acme.example'],
      state: 'active',
      lastActive: '2026-11-20T10:11:12.345Z',
      created: '2022-05-12T09:53:43.305Z',
      columns: { title: 'Lead', verified: true, twoFactor: true },
    },
    { name: null, state: 'invited', lastActive: null, columns: { verified: false } },
    { state: 'deactivated' },
    { state: 'active', kind: 'service' },
  ],
};
