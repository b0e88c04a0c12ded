import { createHmac } from 'node:crypto';
import type { Ask } from '../../vendors/server.ts';
import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const KEY = '6470a1f2c3d4e5f607182930';
const SECRET = '5884dd16e50c2f30fb36e7039b909aaf2d1b460ab9447021c0067d378cdec74a';

/** https://docs.ghost.org/admin-api/users/overview */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `64498c2a7c11e805e0b4${String(number).padStart(4, '0')}`,
  name: `Person ${number}`,
  slug: `person-${number}`,
  email: `person${number}@acme.example`,
  profile_image: null,
  status: 'active',
  last_seen: '2026-11-20T10:11:12.000Z',
  created_at: '2025-01-02T03:04:05.000Z',
  updated_at: '2025-01-02T03:04:05.000Z',
  roles: [{ id: '64498c2a7c11e805e0b4ad4f', name: 'Editor', description: 'Editors' }],
  url: `http://localhost:2368/author/person-${number}/`,
  ...changes,
});

const failed = (status: number, type: string, message: string, code: string | null = null) => ({
  status,
  body: { errors: [{ message, context: null, type, details: null, property: null, help: null, code }] },
});

/** Signed with the secret as bytes, not as the text that is shown, for at most five minutes. */
function isSigned({ headers }: Ask): boolean {
  const [scheme, token = ''] = (headers.authorization ?? '').split(' ');
  const [head = '', claims = '', signature = ''] = token.split('.');
  const made = createHmac('sha256', Buffer.from(SECRET, 'hex'))
    .update(`${head}.${claims}`)
    .digest('base64url');
  if (scheme !== 'Ghost' || signature !== made) return false;
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, number | string>;
  return kid === KEY && said.aud === '/admin/' && Number(said.exp) - Number(said.iat) <= 300;
}

export const GHOST: Fixture = {
  id: 'ghost',
  settings: { url: 'https://acme.ghost.io', keyId: KEY, secret: SECRET },
  secrets: [SECRET],
  basePath: '/ghost/api/admin',
  token: 'fetched',
  accepts: isSigned,
  refused: failed(401, 'UnauthorizedError', 'Invalid token: invalid signature', 'INVALID_JWT'),
  forbidden: {
    reply: failed(403, 'NoPermissionError', 'API tokens do not have permission to access this endpoint'),
    right: 'Staff access token',
  },
  list: {
    on: 'GET /ghost/api/admin/users/',
    paging: { by: 'page', param: 'page', size: 'limit' },
    rows: [
      user(1, {
        name: 'Jamie Larson',
        email: 'Jamie@acme.example',
        roles: [{ id: '64498c2a7c11e805e0b4ad50', name: 'Owner', description: 'Blog Owner' }],
      }),
      user(2, { status: 'inactive', last_seen: null }),
      user(3, { status: 'locked' }),
      user(4, { status: 'warn-2' }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, total, number, size, next }) => ({
      users: rows,
      meta: {
        pagination: {
          page: number,
          limit: size,
          pages: Math.ceil(total / size),
          total,
          next: next === null ? null : number + 1,
          prev: number === 1 ? null : number - 1,
        },
      },
    }),
    refuses: ({ query }) =>
      query.get('order') === 'id asc' ? null : failed(422, 'ValidationError', 'order'),
    idKey: 'id',
    rowsIn: (body: { users: Record<string, unknown>[] }) => body.users,
  },
  removal: {
    ways: [
      {
        way: 'disable',
        write: /^PUT \/ghost\/api\/admin\/users\/\w+\/$/,
        undo: true,
        empty: { body: { users: [] } },
      },
      {
        way: 'delete',
        write: /^DELETE \/ghost\/api\/admin\/users\/\w+\/$/,
        undo: false,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(
        rows,
        ({ id }) => id,
        failed(404, 'NotFoundError', 'Resource not found error, cannot read user.'),
      );
      const one = '/ghost/api/admin/users/:id/';
      return [
        { on: 'GET /ghost/api/admin/users/me/', answer: () => ({ body: { users: [rows.at(-1)] } }) },
        { on: `GET ${one}`, answer: ({ params }) => on(params.id, (row) => ({ body: { users: [row] } })) },
        {
          on: `PUT ${one}`,
          answer: ({ params, text }) =>
            on(params.id, (row) => ({ body: { users: [Object.assign(row, JSON.parse(text).users[0])] } })),
        },
        {
          on: `DELETE ${one}`,
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
      username: 'person-1',
      name: 'Jamie Larson',
      emails: ['jamie@acme.example'],
      state: 'active',
      role: 'Owner',
      lastActive: '2026-11-20T10:11:12.000Z',
      created: '2025-01-02T03:04:05.000Z',
      columns: { status: 'active' },
    },
    { state: 'suspended', role: 'Editor', lastActive: null, columns: { status: 'inactive' } },
    { state: 'active', columns: { status: 'locked' } },
    { state: 'active', columns: { status: 'warn-2' } },
  ],
};
