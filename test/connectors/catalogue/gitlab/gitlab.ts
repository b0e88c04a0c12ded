import type { Fixture } from '../entry.ts';
import { linkHeader } from '../paging.ts';
import { removable } from '../removable.ts';

const TOKEN = 'glpat-Xc4w8vR2bN6tYq1LmZpA';

/** https://docs.gitlab.com/api/members/#list-all-billable-members-of-a-group */
const member = (id: number, changes: Record<string, unknown> = {}) => ({
  id,
  username: `user_${id}`,
  name: `User ${id}`,
  state: 'active',
  avatar_url: 'https://www.gravatar.com/avatar/x',
  web_url: `https://gitlab.com/user_${id}`,
  last_activity_on: '2026-01-27',
  membership_type: 'group_member',
  removable: true,
  created_at: '2021-01-27T09:00:00.000Z',
  last_login_at: '2026-01-26T08:01:02.000Z',
  ...changes,
});

export const GITLAB: Fixture = {
  id: 'gitlab',
  settings: { group: 'acme/inc', token: TOKEN },
  secrets: [TOKEN],
  basePath: '/api/v4',
  accepts: ({ headers }) => headers['private-token'] === TOKEN,
  refused: { status: 401, body: { message: '401 Unauthorized' } },
  forbidden: {
    reply: {
      status: 403,
      body: {
        error: 'insufficient_scope',
        error_description: 'The request requires higher privileges than provided by the access token.',
        scope: 'api read_api',
      },
    },
    right: 'read_api',
  },
  list: {
    on: 'GET /api/v4/groups/:group/billable_members',
    paging: { by: 'link', param: 'page', size: 'per_page' },
    rows: [
      member(1, { username: 'raymond_smith', name: 'Raymond Smith' }),
      member(2, { email: 'John@example.com', last_activity_on: '2021-01-25' }),
      member(3, {
        membership_type: 'group_invite',
        removable: false,
        last_activity_on: null,
        state: 'blocked',
      }),
    ],
    usual: (number) => member(number + 1),
    body: ({ rows }) => rows,
    headers: (page) => ({ ...linkHeader(page), 'x-total': String(page.total) }),
    refuses: ({ params }) =>
      params.group === 'acme/inc' ? null : { status: 404, body: { message: '404 Group Not Found' } },
    idKey: 'id',
    rowsIn: (body) => body,
  },
  removal: {
    ways: [
      {
        way: 'free-seat',
        write: /^DELETE \/api\/v4\/groups\/acme%2Finc\/billable_members\/1$/,
        undo: false,
        provenBy: 'list',
        empty: { status: 202 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, {
        status: 404,
        body: { message: '404 Not found' },
      });
      return [
        { on: 'GET /api/v4/user', answer: () => ({ body: { id: 4 } }) },
        {
          on: 'DELETE /api/v4/groups/:group/billable_members/:id',
          answer: ({ params }) =>
            on(params.id, (row) => {
              drop(row);
              return { status: 202 };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      id: '1',
      username: 'raymond_smith',
      name: 'Raymond Smith',
      emails: [],
      state: 'active',
      kind: 'unknown',
      lastActive: '2026-01-27',
      created: '2021-01-27T09:00:00.000Z',
      columns: { membership: 'group_member', removable: true, lastSignIn: '2026-01-26T08:01:02.000Z' },
    },
    { id: '2', emails: ['john@example.com'], lastActive: '2021-01-25' },
    {
      id: '3',
      state: 'suspended',
      lastActive: null,
      columns: { membership: 'group_invite', removable: false, lastSignIn: '2026-01-26T08:01:02.000Z' },
    },
  ],
};
