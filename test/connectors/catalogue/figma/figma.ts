import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const TOKEN = 'figma-scim-9sK2mVx7QpLr';
const TENANT = '1234567890123456789';

/** https://developers.figma.com/docs/rest-api/scim-endpoints */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: String(9_100_000_000_000_000_000n + BigInt(number)),
  userName: `user${number}@acme.co`,
  displayName: `User ${number}`,
  name: { givenName: 'User', familyName: String(number) },
  active: true,
  externalId: `ext-${number}`,
  roles: [{ type: 'seatType', value: 'Full' }],
  meta: { resourceType: 'User', created: '2025-01-02T03:04:05Z' },
  ...changes,
});

export const FIGMA: Fixture = {
  id: 'figma',
  settings: { tenant: TENANT, token: TOKEN },
  secrets: [TOKEN],
  basePath: `/scim/v2/${TENANT}`,
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, body: { detail: 'Invalid token', status: '401' } },
  forbidden: { reply: { status: 403, body: { detail: 'Forbidden', status: '403' } }, right: null },
  list: {
    on: `GET /scim/v2/${TENANT}/Users`,
    paging: { by: 'offset', param: 'startIndex', size: 'count', first: 1 },
    rows: [
      user(1, { userName: 'JohnDoe@example.com', displayName: 'John Doe' }),
      user(2, { active: false, roles: [] }),
      user(3, { roles: [{ type: 'seatType', value: 'View' }] }),
    ],
    usual: (number) => user(number + 1),
    body: ({ rows, total, before }) => ({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: total,
      startIndex: before + 1,
      itemsPerPage: rows.length,
      Resources: rows,
    }),
    idKey: 'id',
    rowsIn: (body: { Resources: Record<string, unknown>[] }) => body.Resources,
  },
  routes: [
    {
      on: `GET /scim/v2/${TENANT}/ServiceProviderConfig`,
      answer: () => ({ body: { patch: { supported: true }, filter: { supported: true, maxResults: 200 } } }),
    },
  ],
  removal: {
    ways: [
      {
        way: 'disable',
        write: new RegExp(`^PATCH /scim/v2/${TENANT}/Users/`),
        undo: true,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on } = removable(rows, ({ id }) => id, {
        status: 404,
        body: { detail: 'Not found', status: '404' },
      });
      return [
        {
          on: `GET /scim/v2/${TENANT}/Users/:id`,
          answer: ({ params }) => on(params.id, (row) => ({ body: row })),
        },
        {
          on: `PATCH /scim/v2/${TENANT}/Users/:id`,
          answer: ({ params, text }) =>
            on(params.id, (row) => {
              const [{ op, path, value }] = JSON.parse(text).Operations;
              if (op !== 'replace' || path !== 'active')
                return { status: 400, body: { detail: 'Invalid PATCH' } };
              return { body: Object.assign(row, { active: value }) };
            }),
        },
      ];
    },
  },
  accounts: [
    {
      id: '9100000000000000001',
      emails: ['johndoe@example.com'],
      name: 'John Doe',
      state: 'active',
      licenses: ['Full'],
    },
    { id: '9100000000000000002', state: 'deactivated', licenses: [] },
    { id: '9100000000000000003', licenses: ['View'] },
  ],
};
