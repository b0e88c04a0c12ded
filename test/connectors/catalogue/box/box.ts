import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const CLIENT = 'ly1nj6n11vionaie65emwzk575hnnmrk';
const SECRET = 'hOzsTeFlT6ko0dme22uGbQal04SBPYc1';
const TOKEN = 'box-access-T9cE5asGnuyYCCqIZFoWjFHvNbvVqHjl';
const ENTERPRISE = '11446498';

/** https://developer.box.com/reference/get-users.md */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  type: 'user',
  id: String(181216415 + number),
  name: `Person ${number}`,
  login: `person${number}@acme.example`,
  created_at: '2012-12-12T10:53:43-08:00',
  status: 'active',
  role: 'user',
  job_title: '',
  is_platform_access_only: false,
  ...changes,
});

const FIELDS = ['created_at', 'status', 'role', 'is_platform_access_only'];

const failed = (status: number, code: string, message: string) => ({
  status,
  body: {
    type: 'error',
    status,
    code,
    help_url: 'https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/',
    message,
    request_id: 'abcdef123456',
  },
});

export const BOX: Fixture = {
  id: 'box',
  settings: { enterprise: ENTERPRISE, clientId: CLIENT, clientSecret: SECRET },
  secrets: [SECRET, TOKEN],
  basePath: '',
  token: 'fetched',
  accepts: ({ path, headers }) => path === '/oauth2/token' || headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, headers: { 'www-authenticate': 'Bearer realm="Service"' }, body: {} },
  forbidden: {
    reply: failed(403, 'access_denied_insufficient_permissions', 'Access denied - insufficient permission'),
    right: 'Manage users',
  },
  list: {
    on: 'GET /2.0/users',
    paging: { by: 'cursor', param: 'marker', size: 'limit' },
    rows: [
      user(1, { name: 'Aaron Acker', login: 'Aaron@acme.example', role: 'admin', job_title: 'CEO' }),
      user(2, { role: 'coadmin' }),
      user(3, { status: 'inactive' }),
      user(4, { status: 'cannot_delete_edit' }),
      user(5, { status: 'cannot_delete_edit_upload' }),
      user(6, { is_platform_access_only: true, login: 'AppUser_1_X@boxdevedition.example' }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, next, size }) => ({ entries: rows, limit: size, next_marker: next }),
    refuses: ({ query }) => {
      if (Number(query.get('limit') ?? 100) > 1000) return failed(400, 'bad_request', 'limit');
      // Without a marker Box counts rows, and stops at 10,000.
      if (query.get('usemarker') !== 'true') return failed(400, 'bad_request', 'offset');
      const asked = query.get('fields')?.split(',') ?? [];
      return FIELDS.every((field) => asked.includes(field))
        ? null
        : { body: { entries: [{ type: 'user', id: '1', name: 'Mini', login: 'mini@acme.example' }] } };
    },
    idKey: 'id',
    rowsIn: (body: { entries: Record<string, unknown>[] }) => body.entries,
  },
  routes: [
    {
      on: 'POST /oauth2/token',
      answer: ({ text }) => {
        const form = new URLSearchParams(text);
        const proven =
          form.get('client_id') === CLIENT &&
          form.get('client_secret') === SECRET &&
          form.get('grant_type') === 'client_credentials' &&
          form.get('box_subject_type') === 'enterprise' &&
          form.get('box_subject_id') === ENTERPRISE;
        return proven
          ? { body: { access_token: TOKEN, expires_in: 3600, restricted_to: [], token_type: 'bearer' } }
          : {
              status: 400,
              body: { error: 'invalid_grant', error_description: 'Grant credentials are invalid' },
            };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^PUT \/2\.0\/users\/\d+$/,
        account: user(7).id,
        undo: true,
        empty: { body: {} },
      },
      {
        way: 'delete',
        write: /^DELETE \/2\.0\/users\/\d+\?force=false&notify=false$/,
        account: user(7).id,
        undo: false,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(rows, ({ id }) => id, failed(404, 'not_found', 'Not Found'));
      return [
        { on: 'GET /2.0/users/me', answer: () => ({ body: rows.at(-1) }) },
        { on: 'GET /2.0/users/:id', answer: ({ params }) => on(params.id, (row) => ({ body: row })) },
        {
          on: 'PUT /2.0/users/:id',
          answer: ({ params, text }) =>
            on(params.id, (row) => ({ body: Object.assign(row, JSON.parse(text)) })),
        },
        {
          on: 'DELETE /2.0/users/:id',
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
      name: 'Aaron Acker',
      emails: ['aaron@acme.example'],
      state: 'active',
      kind: 'unknown',
      role: 'Admin',
      lastActive: null,
      created: '2012-12-12T18:53:43.000Z',
      columns: { title: 'CEO', status: 'active' },
    },
    { role: 'Co-admin' },
    { state: 'suspended', role: 'User' },
    { state: 'active', columns: { status: 'cannot_delete_edit' } },
    { state: 'active', columns: { status: 'cannot_delete_edit_upload' } },
    { kind: 'service' },
  ],
};
