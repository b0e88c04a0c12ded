import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const EMAIL = 'admin@acme.example';
const TOKEN = '6wiIBWbGkBMo1mRDMuVwkw1EPsNkeUj95PIz2akv';
const PROOF = `Basic ${Buffer.from(`${EMAIL}/token:${TOKEN}`).toString('base64')}`;

/** https://developer.zendesk.com/api-reference/ticketing/users/users/ */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: 35436 + number,
  url: `https://acme.zendesk.com/api/v2/users/${35436 + number}.json`,
  name: `Agent ${number}`,
  email: `agent${number}@acme.example`,
  created_at: '2009-07-20T22:55:29Z',
  updated_at: '2011-05-05T10:38:52Z',
  role: 'agent',
  role_type: 0,
  custom_role_id: 9373643,
  active: true,
  suspended: false,
  verified: true,
  shared: false,
  shared_agent: false,
  restricted_agent: true,
  last_login_at: '2026-05-05T10:38:52Z',
  two_factor_auth_enabled: null,
  ...changes,
});

export const ZENDESK: Fixture = {
  id: 'zendesk',
  settings: { url: 'https://acme.zendesk.com', email: EMAIL, token: TOKEN },
  secrets: [TOKEN],
  basePath: '/api/v2',
  accepts: ({ headers }) => headers.authorization === PROOF,
  refused: { status: 401, body: { error: "Couldn't authenticate you" } },
  forbidden: {
    reply: {
      status: 403,
      body: { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
    },
    right: 'Administrator',
  },
  list: {
    on: 'GET /api/v2/users',
    paging: { by: 'cursor', param: 'page[after]', size: 'page[size]' },
    rows: [
      user(1, { name: 'Johnny Agent', email: 'Johnny@acme.example', two_factor_auth_enabled: true }),
      user(2, { role: 'admin', role_type: 4, custom_role_id: null }),
      user(3, { suspended: true, role_type: null, custom_role_id: null }),
      user(4, { active: false }),
      user(5, { role_type: 1 }),
      user(6, { role_type: 3, last_login_at: null, verified: false }),
      user(7, { shared: true, shared_agent: true }),
      user(8, { role: 'admin', role_type: 5 }),
    ],
    usual: (number) => user(number + 1),
    // There is a cursor on the last page too.
    body: ({ rows, next, number }) => ({
      users: rows,
      meta: { has_more: next !== null, after_cursor: next ?? 'bGFzdA', before_cursor: `b${number}` },
      links: { next: null, prev: null },
    }),
    refuses: ({ query }) => {
      // Without page[size] Zendesk answers in its older form, which says nothing of cursors.
      if (!query.has('page[size]')) return { body: { users: [], next_page: null, count: 0 } };
      if (Number(query.get('page[size]')) > 100)
        return { status: 400, body: { error: 'InvalidPaginationParameter', description: 'page[size]' } };
      // Without the roles its list holds the customers of the help desk.
      const customers =
        query.getAll('role[]').join() === 'agent,admin' ? null : [user(99, { role: 'end-user' })];
      return customers === null ? null : { body: { users: customers, meta: { has_more: false } } };
    },
    idKey: 'id',
    rowsIn: (body: { users: Record<string, unknown>[] }) => body.users,
  },
  removal: {
    ways: [
      { way: 'free-seat', write: /^PUT \/api\/v2\/users\/35437$/, undo: false, empty: { body: {} } },
      { way: 'disable', write: /^PUT \/api\/v2\/users\/35437$/, undo: true, empty: { body: {} } },
      { way: 'delete', write: /^DELETE \/api\/v2\/users\/35437$/, undo: false, empty: { body: {} } },
    ],
    routes: (rows) => {
      const { on } = removable(rows, ({ id }) => id, {
        status: 404,
        body: { error: 'RecordNotFound', description: 'Not found' },
      });
      return [
        { on: 'GET /api/v2/users/me', answer: () => ({ body: { user: rows.at(-1) } }) },
        {
          on: 'GET /api/v2/users/:id',
          answer: ({ params }) => on(params.id, (row) => ({ body: { user: row } })),
        },
        {
          on: 'PUT /api/v2/users/:id',
          answer: ({ params, text }) =>
            on(params.id, (row) => ({ body: { user: Object.assign(row, JSON.parse(text).user) } })),
        },
        {
          on: 'DELETE /api/v2/users/:id',
          answer: ({ params }) =>
            on(params.id, (row) => {
              row.active = false;
              return { body: { user: row } };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      id: '35437',
      name: 'Johnny Agent',
      emails: ['johnny@acme.example'],
      state: 'active',
      kind: 'unknown',
      role: 'Agent with a custom role',
      lastActive: '2026-05-05T10:38:52.000Z',
      created: '2009-07-20T22:55:29.000Z',
      columns: { twoFactor: true, verified: true },
    },
    { state: 'active', role: 'Administrator' },
    { state: 'suspended', role: 'Agent' },
    { state: 'deleted' },
    { role: 'Light agent' },
    { role: 'Contributor', lastActive: null, columns: { verified: false } },
    { kind: 'guest' },
    { role: 'Billing admin' },
  ],
};
