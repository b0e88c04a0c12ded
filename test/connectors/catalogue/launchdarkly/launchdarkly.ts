import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const TOKEN = 'api-2f6a1c8e-4b70-4955-9c3a-7e1d5b8f0a26';

/** https://github.com/launchdarkly/api-client-typescript/blob/main/docs/Member.md */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  _links: { self: { href: `/api/v2/members/${number}`, type: 'application/json' } },
  _id: `507f1f77bcf86cd79943${String(number).padStart(4, '0')}`,
  firstName: 'Person',
  lastName: String(number),
  role: 'reader',
  email: `person${number}@acme.example`,
  _pendingInvite: false,
  _verified: true,
  customRoles: [],
  mfa: 'disabled',
  _lastSeen: 1608260796147,
  creationDate: 1628001602644,
  version: 1,
  ...changes,
});

const failed = (status: number, code: string, message: string) => ({ status, body: { code, message } });

export const LAUNCHDARKLY: Fixture = {
  id: 'launchdarkly',
  settings: { token: TOKEN },
  secrets: [TOKEN],
  basePath: '/api/v2',
  accepts: ({ headers }) => headers.authorization === TOKEN,
  refused: failed(401, 'unauthorized', 'Invalid access token'),
  forbidden: {
    reply: failed(403, 'forbidden', 'Access to the requested resource was denied'),
    right: 'Reader',
  },
  list: {
    on: 'GET /api/v2/members',
    paging: { by: 'offset', param: 'offset', size: 'limit' },
    rows: [
      member(1, {
        firstName: 'Ariel',
        lastName: 'Flores',
        email: 'Ariel@acme.example',
        role: 'owner',
        mfa: 'enabled',
        customRoles: ['devOps', 'backend-devs'],
        teams: [{ key: 'team-key-123abc', name: 'QA Team', customRoleKeys: ['access-to-test-projects'] }],
      }),
      member(2, { _pendingInvite: true, firstName: undefined, lastName: undefined, _lastSeen: 0 }),
      member(3, { _lastSeen: null, _pendingEmail: 'new3@acme.example' }),
    ],
    usual: (number) => member(number + 1),
    body: ({ rows, total, next }) => ({
      items: rows,
      totalCount: total,
      _links: next === null ? {} : { next: { href: '/api/v2/members?offset', type: 'application/json' } },
    }),
    refuses: ({ query }) =>
      query.get('sort') === 'displayName' ? null : failed(400, 'invalid_request', 'sort by displayName'),
    idKey: '_id',
    rowsIn: (body: { items: Record<string, unknown>[] }) => body.items,
  },
  removal: {
    ways: [{ way: 'delete', write: /^DELETE \/api\/v2\/members\/\w+$/, undo: false, empty: { status: 204 } }],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ _id }) => _id, failed(404, 'not_found', 'Invalid resource'));
      return [
        { on: 'GET /api/v2/members/:id', answer: ({ params }) => on(params.id, (row) => ({ body: row })) },
        {
          on: 'DELETE /api/v2/members/:id',
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
      name: 'Ariel Flores',
      emails: ['ariel@acme.example'],
      state: 'active',
      role: 'owner',
      lastActive: '2020-12-18T03:06:36.147Z',
      created: '2021-08-03T14:40:02.644Z',
      columns: { mfa: 'enabled', team: 'QA Team', customRole: 'devOps, backend-devs' },
    },
    { name: null, state: 'invited', lastActive: null },
    { emails: ['person3@acme.example', 'new3@acme.example'], state: 'active', lastActive: null },
  ],
};
