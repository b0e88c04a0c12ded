import { generateKeyPairSync, verify } from 'node:crypto';
import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const ACCOUNT = '1a2b3c4d-0000-4b1c-9a2d-3e4f5a6b7c8d';
const APP = '7c2684af-a69e-4d5b-b3ce-7c5e54b10a2f';
const ADMIN = '2f1e0d9c-0000-4b1c-9a2d-8b7a6c5d4e3f';
const TOKEN = 'eyJ0eXAiOiJNVCJ9.docusign-1';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', '\\n');

/** https://developers.docusign.com/docs/esign-rest-api/reference/users/users/list */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  userName: `User ${number}`,
  userId: `4d1f0000-0000-4b1c-9a2d-${String(number).padStart(12, '0')}`,
  userType: 'CompanyUser',
  isAdmin: 'False',
  userStatus: 'Active',
  uri: `/users/${number}`,
  email: `user${number}@acme.example`,
  lastLogin: '2026-03-09T10:11:12.0000000Z',
  loginStatus: 'not_logged_in',
  createdDateTime: '2021-01-02T03:04:05.0670000Z',
  jobTitle: '',
  permissionProfileId: '1000002',
  permissionProfileName: 'DS Sender',
  ...changes,
});

export const DOCUSIGN: Fixture = {
  id: 'docusign',
  settings: {
    url: 'https://eu.docusign.net',
    account: ACCOUNT,
    integrationKey: APP,
    userId: ADMIN,
    privateKey: KEY,
    login: '{origin}',
  },
  secrets: [KEY, TOKEN],
  token: 'fetched',
  basePath: `/restapi/v2.1/accounts/${ACCOUNT}`,
  accepts: ({ path, headers }) => !path.startsWith('/restapi') || headers.authorization === `Bearer ${TOKEN}`,
  refused: {
    status: 401,
    body: { errorCode: 'AUTHORIZATION_INVALID_TOKEN', message: 'The access token provided is invalid.' },
  },
  forbidden: {
    reply: {
      status: 403,
      body: { errorCode: 'USER_LACKS_PERMISSIONS', message: 'This user lacks permissions.' },
    },
    right: null,
  },
  list: {
    on: `GET /restapi/v2.1/accounts/${ACCOUNT}/users`,
    paging: { by: 'offset', param: 'start_position', size: 'count' },
    rows: [
      user(1, {
        userName: 'Claire Horace',
        isAdmin: 'True',
        permissionProfileName: 'DS Admin',
        jobTitle: 'CEO',
      }),
      user(2, { userStatus: 'ActivationSent', lastLogin: undefined, permissionProfileName: undefined }),
      user(3, { userStatus: 'Closed', lastLogin: '0001-01-01T08:00:00.0000000Z' }),
      user(4, { userStatus: 'Disabled' }),
      user(5, { userStatus: 'ActivationRequired' }),
    ],
    usual: (number) => user(number + 1),
    // All numbers are text.
    body: ({ rows, total, before }) => ({
      users: rows,
      resultSetSize: String(rows.length),
      totalSetSize: String(total),
      startPosition: String(before),
      endPosition: String(before + Math.max(0, rows.length - 1)),
    }),
    refuses: ({ query }) => {
      const count = Number(query.get('count'));
      return query.get('additional_info') === 'true' && count > 0 && count <= 100
        ? null
        : {
            status: 400,
            body: { errorCode: 'INVALID_REQUEST_PARAMETER', message: 'Invalid value for count.' },
          };
    },
    idKey: 'userId',
    rowsIn: (body: { users: Record<string, unknown>[] }) => body.users,
  },
  routes: [
    {
      on: 'POST /oauth/token',
      answer: ({ text }) => {
        const form = new URLSearchParams(text);
        const [head = '', claims = '', signature = ''] = String(form.get('assertion')).split('.');
        const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
        const right =
          form.get('grant_type') === 'urn:ietf:params:oauth:grant-type:jwt-bearer' &&
          said.iss === APP &&
          said.sub === ADMIN &&
          said.aud === 'account.docusign.com' &&
          said.scope === 'signature impersonation' &&
          verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'));
        return right
          ? { body: { access_token: TOKEN, token_type: 'Bearer', expires_in: 3600, scope: said.scope } }
          : {
              status: 400,
              body: { error: 'invalid_grant', error_description: 'no_valid_keys_or_signatures' },
            };
      },
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: new RegExp(`^DELETE /restapi/v2.1/accounts/${ACCOUNT}/users$`),
        undo: false,
        // It answers so where it refuses too.
        empty: { body: { users: [{ userId: '', errorDetails: { errorCode: 'USER_LACKS_PERMISSIONS' } }] } },
      },
    ],
    routes: (rows) => {
      const { on } = removable(rows, ({ userId }) => userId, {
        status: 400,
        body: { errorCode: 'USER_DOES_NOT_EXIST_IN_SYSTEM', message: 'No such user.' },
      });
      return [
        {
          on: `GET /restapi/v2.1/accounts/${ACCOUNT}/users/:id`,
          answer: ({ params }) => on(params.id, (row) => ({ body: row })),
        },
        {
          on: `DELETE /restapi/v2.1/accounts/${ACCOUNT}/users`,
          answer: ({ text }) =>
            on(JSON.parse(text).users[0].userId, (row) => {
              row.userStatus = 'Closed';
              return { body: { users: [{ userId: row.userId }] } };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      id: '4d1f0000-0000-4b1c-9a2d-000000000001',
      name: 'Claire Horace',
      emails: ['user1@acme.example'],
      state: 'active',
      role: 'DS Admin',
      lastActive: '2026-03-09T10:11:12.000Z',
      created: '2021-01-02T03:04:05.067Z',
      columns: { jobTitle: 'CEO' },
    },
    { state: 'invited', lastActive: null, role: null },
    { state: 'deactivated', lastActive: null },
    { state: 'suspended' },
    { state: 'invited' },
  ],
};
