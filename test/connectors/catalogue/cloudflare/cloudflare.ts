import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const TOKEN = 'cf-Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY';
const ACCOUNT = '023e105f4ecef8ad9ca31a8372d0c353';

/** https://developers.cloudflare.com/api/resources/accounts/subresources/members/methods/list */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `4536bcfad5faccb111b47003c799${String(number).padStart(4, '0')}`,
  email: `person${number}@acme.example`,
  status: 'accepted',
  roles: [
    {
      id: '3536bcfad5faccb999b47003c79917fb',
      name: 'Account Administrator',
      description: 'Administrative access to the entire Account',
      permissions: { analytics: { read: true, write: true } },
    },
  ],
  policies: [],
  user: {
    id: `7c5dae5552338874e5053f2534d2${String(number).padStart(4, '0')}`,
    email: `person${number}@acme.example`,
    first_name: 'Person',
    last_name: String(number),
    two_factor_authentication_enabled: false,
  },
  ...changes,
});

const failed = (status: number, code: number, message: string) => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});

export const CLOUDFLARE: Fixture = {
  id: 'cloudflare',
  settings: { account: ACCOUNT, token: TOKEN },
  secrets: [TOKEN],
  basePath: '/client/v4',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: failed(401, 10000, 'Authentication error'),
  forbidden: { reply: failed(403, 10000, 'Authentication error'), right: 'Account Settings Read' },
  list: {
    on: 'GET /client/v4/accounts/:account/members',
    paging: { by: 'page', param: 'page', size: 'per_page' },
    rows: [
      member(1, {
        user: {
          id: '7c5dae5552338874e5053f2534d2767a',
          email: 'John@acme.example',
          first_name: 'John',
          last_name: 'Appleseed',
          two_factor_authentication_enabled: true,
        },
        email: 'john@acme.example',
      }),
      member(2, {
        status: 'pending',
        roles: [],
        policies: [
          {
            id: 'f267e341f3dd4697bd3b9f71dd96247f',
            access: 'allow',
            permission_groups: [{ id: 'c8fed203ed3043cba015a93ad1616f1f', name: 'Load Balancer' }],
            resource_groups: [],
          },
        ],
        user: { id: null, email: 'person2@acme.example', first_name: null, last_name: null },
      }),
      member(3, { status: 'rejected' }),
    ],
    usual: (number) => member(number + 1),
    // The total of the example has nothing to do with its rows.
    body: ({ rows, number, size }) => ({
      success: true,
      errors: [],
      messages: [],
      result: rows,
      result_info: { page: number, per_page: size, count: rows.length, total_count: 2000 },
    }),
    refuses: ({ params, query }) => {
      if (params.account !== ACCOUNT) return failed(404, 7003, 'Could not route to the account');
      return Number(query.get('per_page') ?? 20) > 50 ? failed(400, 1001, 'per_page is too large') : null;
    },
    idKey: 'id',
    rowsIn: (body: { result: Record<string, unknown>[] }) => body.result,
  },
  removal: {
    ways: [
      {
        way: 'delete',
        write: /^DELETE \/client\/v4\/accounts\/\w+\/members\/\w+$/,
        undo: false,
        empty: { body: { success: true, errors: [], messages: [], result: {} } },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, failed(404, 1003, 'Member not found'));
      const done = (result: unknown) => ({ body: { success: true, errors: [], messages: [], result } });
      return [
        {
          on: 'GET /client/v4/accounts/:account/members/:id',
          answer: ({ params }) => on(params.id, (row) => done(row)),
        },
        {
          on: 'DELETE /client/v4/accounts/:account/members/:id',
          answer: ({ params }) =>
            on(params.id, (row) => {
              drop(row);
              return done({ id: row.id });
            }),
        },
      ];
    },
  },
  accounts: [
    {
      name: 'John Appleseed',
      emails: ['john@acme.example'],
      state: 'active',
      role: 'Account Administrator',
      lastActive: null,
      columns: { twoFactor: true },
    },
    { name: null, emails: ['person2@acme.example'], state: 'invited', role: 'Load Balancer' },
    { state: 'deactivated' },
  ],
};
