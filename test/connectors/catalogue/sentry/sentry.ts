import type { Fixture } from '../entry.ts';
import { linkHeader } from '../paging.ts';
import { removable } from '../removable.ts';

const TOKEN = 'sntryu_4f8a1c9e7b2d6053';

/** https://docs.sentry.io/api/organizations/get-organization-users/ */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `573779081${String(number).padStart(2, '0')}`,
  email: `person${number}@acme.example`,
  name: `Person ${number}`,
  user: account(number),
  orgRole: 'member',
  pending: false,
  expired: false,
  flags: { 'idp:provisioned': false, 'sso:linked': false, 'member-limit:restricted': false },
  dateCreated: '2021-07-06T21:13:01.120263Z',
  inviteStatus: 'approved',
  inviterName: 'inviter@acme.example',
  ...changes,
});

const account = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `28009436${number}`,
  username: `person${number}@acme.example`,
  isActive: true,
  dateJoined: '2021-07-06T21:13:58.375239Z',
  lastLogin: '2021-08-02T18:25:00.051182Z',
  has2fa: false,
  lastActive: '2021-08-02T21:32:18.836829Z',
  ...changes,
});

export const SENTRY: Fixture = {
  id: 'sentry',
  settings: { organization: 'acme', token: TOKEN },
  secrets: [TOKEN],
  basePath: '/api/0',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, body: { detail: 'Invalid token' } },
  forbidden: {
    reply: { status: 403, body: { detail: 'You do not have permission to perform this action.' } },
    right: 'member:read',
  },
  list: {
    on: 'GET /api/0/organizations/:organization/members/',
    paging: { by: 'link', param: 'cursor', size: 'per_page' },
    rows: [
      member(1, { name: 'Sir Penguin', email: 'Penguin@acme.example', orgRole: 'owner' }),
      member(2, { user: undefined, pending: true, inviteStatus: 'pending' }),
      member(3, { user: null, pending: true, expired: true }),
      member(4, { user: account(4, { isActive: false }) }),
      member(5, { flags: { 'member-limit:restricted': true } }),
    ],
    usual: (number) => member(number + 1),
    body: ({ rows }) => rows,
    // With the last page too there is a link to a next one, which says that it holds nothing.
    headers: (page) =>
      page.next === null
        ? {
            link: '</api/0/organizations/acme/members/?&cursor=0:99:0>; rel="next"; results="false"; cursor="0:99:0"',
          }
        : linkHeader(page),
    refuses: ({ query, params }) => {
      if (query.get('cursor') === '0:99:0') return { status: 500, body: { detail: 'asked past the end' } };
      return params.organization === 'acme' ? null : { status: 404, body: { detail: 'Not found' } };
    },
    idKey: 'id',
    rowsIn: (body) => body,
  },
  removal: {
    ways: [
      {
        way: 'delete',
        write: /^DELETE \/api\/0\/organizations\/acme\/members\/\d+\/$/,
        undo: false,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, { status: 404, body: { detail: 'Not found' } });
      return [
        {
          on: 'GET /api/0/organizations/:organization/members/:id/',
          answer: ({ params }) => on(params.id, (row) => ({ body: row })),
        },
        {
          on: 'DELETE /api/0/organizations/:organization/members/:id/',
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
      name: 'Sir Penguin',
      emails: ['penguin@acme.example'],
      state: 'active',
      role: 'owner',
      lastActive: '2021-08-02T21:32:18.836Z',
      created: '2021-07-06T21:13:01.120Z',
      columns: { twoFactor: false, expired: false, restricted: false },
    },
    { state: 'invited', lastActive: null },
    { state: 'invited', columns: { expired: true } },
    { state: 'deactivated' },
    { state: 'active', columns: { restricted: true } },
  ],
};
