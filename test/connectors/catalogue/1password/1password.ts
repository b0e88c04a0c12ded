import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const ACCOUNT = 'ACMEXQ7VZ2BPFKJHSGWNCYDE3T';
const CLIENT = '5ab87915-2deb-429c-a1e2-8b0495900f45';
const SECRET = 'op-secret-Q9mVx2KsRt7bLpZd';
const TOKEN = 'op-access-4d8f1c7e9b2a6053';

/** https://www.1password.dev/users-api/get-user */
const user = (number: number, changes: Record<string, unknown> = {}) => {
  const id = `IR7VJHJ36JHINBFAD7V2T5${String(number).padStart(4, '0')}`;
  return {
    id,
    email: `person${number}@acme.example`,
    display_name: `Person ${number}`,
    state: 'ACTIVE',
    create_time: '2024-01-15T10:30:00Z',
    path: `accounts/${ACCOUNT}/users/${id}`,
    ...changes,
  };
};

const TOKENS = '/v1beta1/users/oauth2/token';
const PROOF = `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')}`;

export const ONE_PASSWORD: Fixture = {
  id: '1password',
  settings: { account: ACCOUNT, clientId: CLIENT, clientSecret: SECRET },
  secrets: [SECRET, TOKEN],
  basePath: '/v1beta1',
  token: 'fetched',
  accepts: ({ path, headers }) => path === TOKENS || headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, body: { code: 16, message: 'unauthenticated', details: [] } },
  forbidden: {
    reply: { status: 403, body: { code: 7, message: 'permission denied', details: [] } },
    right: 'list users',
  },
  list: {
    on: 'GET /v1beta1/accounts/:account/users',
    paging: { by: 'cursor', param: 'page_token', size: 'max_page_size' },
    rows: [
      user(1, { display_name: 'Wendy Acker', email: 'Wendy@acme.example' }),
      user(2, { state: 'SUSPENDED' }),
      user(3, { state: 'STATE_UNSPECIFIED' }),
    ],
    usual: (number) => user(number + 1),
    // Without a further page there is no token at all.
    body: ({ rows, next }) => ({ results: rows, ...(next === null ? {} : { next_page_token: next }) }),
    refuses: ({ query, params, headers }) => {
      if (params.account !== ACCOUNT) return { status: 404, body: { code: 5, message: 'not found' } };
      if (Number(query.get('max_page_size') ?? 25) > 1000 || !/^\w+\/\d/.test(headers['user-agent'] ?? ''))
        return { status: 400, body: { code: 3, message: 'invalid argument' } };
      return null;
    },
    idKey: 'id',
    rowsIn: (body: { results: Record<string, unknown>[] }) => body.results,
  },
  routes: [
    {
      on: `POST ${TOKENS}`,
      answer: ({ text, headers }) =>
        headers.authorization === PROOF && text.includes('grant_type=client_credentials')
          ? { body: { access_token: TOKEN, token_type: 'bearer', expires_in: 900, scope: 'openid' } }
          : { status: 401, body: { error: 'invalid_client' } },
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^POST \/v1beta1\/accounts\/\w+\/users\/\w+:suspend$/,
        undo: true,
        empty: { body: {} },
      },
    ],
    routes: (rows) => {
      const { on } = removable(rows, ({ id }) => id, {
        status: 404,
        body: { code: 5, message: 'not found' },
      });
      return [
        {
          on: 'GET /v1beta1/accounts/:account/users/:id',
          answer: ({ params }) => on(params.id, (row) => ({ body: row })),
        },
        {
          on: 'POST /v1beta1/accounts/:account/users/:what',
          answer: ({ params }) => {
            const [id, verb] = params.what?.split(':') ?? [];
            return on(id, (row) => {
              row.state = verb === 'suspend' ? 'SUSPENDED' : 'ACTIVE';
              return { body: row };
            });
          },
        },
      ];
    },
  },
  accounts: [
    {
      name: 'Wendy Acker',
      emails: ['wendy@acme.example'],
      state: 'active',
      lastActive: null,
      created: '2024-01-15T10:30:00.000Z',
    },
    { state: 'suspended' },
    { state: 'unknown' },
  ],
};
