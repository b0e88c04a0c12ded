import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const KEY = 'u3qXw9RtVb7ZmKc2LdYh';

/** `User` of https://github.com/PagerDuty/api-schema/blob/main/reference/REST/openapiv3.json */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `PXPG${String(number).padStart(3, '0')}`,
  type: 'user',
  summary: `Person ${number}`,
  name: `Person ${number}`,
  email: `person${number}@acme.example`,
  time_zone: 'Europe/Berlin',
  color: 'green',
  role: 'user',
  description: null,
  invitation_sent: false,
  created_via_sso: false,
  job_title: 'Engineer',
  teams: [{ id: 'PQ9K7I8', type: 'team_reference', summary: 'Engineering' }],
  ...changes,
});

const failed = (status: number, message: string) => ({ status, body: { error: { code: 2010, message } } });

const allocation = (user: string, id: string, name: string) => ({
  license: { id, name, role_group: 'FullUser', type: 'license' },
  user: { id: user, type: 'user_reference' },
  allocated_at: '2021-06-01T00:00:00-05:00',
});

export const PAGERDUTY: Fixture = {
  id: 'pagerduty',
  settings: { token: KEY },
  secrets: [KEY],
  basePath: '',
  accepts: ({ headers }) => headers.authorization === `Token token=${KEY}`,
  refused: failed(401, 'Unauthorized'),
  forbidden: { reply: failed(403, 'Access Denied'), right: 'users.read' },
  list: {
    on: 'GET /users',
    paging: { by: 'offset', param: 'offset', size: 'limit' },
    rows: [
      user(1, { name: 'Earline Acker', email: 'Earline@acme.example', role: 'owner', created_via_sso: true }),
      user(2, { invitation_sent: true, job_title: null, teams: [] }),
      user(3, { role: 'read_only_user' }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, before, size, next, total }) => ({
      users: rows,
      limit: size,
      offset: before,
      more: next !== null,
      total,
    }),
    refuses: ({ headers, query }) => {
      if (headers.accept !== 'application/vnd.pagerduty+json;version=2') return failed(406, 'Not Acceptable');
      return query.get('total') === 'true' ? null : failed(400, 'This server wants total.');
    },
    idKey: 'id',
    rowsIn: (body: { users: Record<string, unknown>[] }) => body.users,
  },
  routes: [
    {
      on: 'GET /license_allocations',
      answer: () => ({
        body: {
          license_allocations: [
            allocation('PXPG001', 'PIP248G', 'Business (Full User)'),
            allocation('PXPG003', 'PQ8W0D0', 'Business (Stakeholder)'),
          ],
          offset: 0,
          limit: 3,
          more: false,
          total: 2,
        },
      }),
    },
  ],
  removal: {
    ways: [
      { way: 'delete', write: /^DELETE \/users\//, account: 'PXPG003', undo: false, empty: { status: 204 } },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, failed(404, 'Not Found'));
      return [
        { on: 'GET /users/:id', answer: ({ params }) => on(params.id, (row) => ({ body: { user: row } })) },
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
      name: 'Earline Acker',
      emails: ['earline@acme.example'],
      state: 'active',
      role: 'owner',
      licenses: ['Business (Full User)'],
      lastActive: null,
      columns: { title: 'Engineer', team: 'Engineering', sso: true },
    },
    { state: 'invited', licenses: [] },
    { role: 'read_only_user', licenses: ['Business (Stakeholder)'] },
  ],
};
