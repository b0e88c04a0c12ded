import type { Fixture } from '../entry.ts';
import { removable } from '../removable.ts';

const TOKEN = 'pat-eu1-7c1f2a9d-4b8e-4d60-9e35-3f5a1c7b2d84';

/** https://developers.hubspot.com/docs/guides/api/crm/owners */
const owner = (number: number, changes: Record<string, unknown> = {}) => ({
  id: String(6166860 + number),
  email: `person${number}@acme.example`,
  type: 'PERSON',
  firstName: 'Person',
  lastName: String(number),
  userId: 1296619 + number,
  userIdIncludingInactive: 1296619 + number,
  createdAt: '2019-10-30T03:30:17.883Z',
  updatedAt: '2019-12-07T16:50:06.678Z',
  archived: false,
  ...changes,
});

/** https://developers.hubspot.com/docs/api-reference/latest/account/settings/user-provisioning/users/get-user */
export const hubspotUser = (number: number, changes: Record<string, unknown> = {}) => ({
  id: String(1296619 + number),
  email: `person${number}@acme.example`,
  firstName: 'Person',
  lastName: String(number),
  roleIds: ['100'],
  roleId: '100',
  seatNames: ['core'],
  primaryTeamId: '101',
  secondaryTeamIds: [],
  superAdmin: false,
  sendWelcomeEmail: false,
  ...changes,
});

const failed = (status: number, category: string, message: string) => ({
  status,
  body: { status: 'error', message, correlationId: 'aeb5f871-7f07-4993-9211-075dc63e7cbf', category },
});

const USERS = [
  hubspotUser(1, { superAdmin: true, seatNames: ['sales-professional', 'core'] }),
  hubspotUser(2, { seatNames: [] }),
];

export const HUBSPOT: Fixture = {
  id: 'hubspot',
  settings: { token: TOKEN },
  secrets: [TOKEN],
  basePath: '',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: failed(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.'),
  forbidden: {
    reply: failed(403, 'MISSING_SCOPES', "This app hasn't been granted all required scopes."),
    right: 'crm.objects.owners.read',
  },
  list: {
    on: 'GET /crm/owners/2026-03',
    paging: { by: 'cursor', param: 'after', size: 'limit' },
    rows: [
      owner(1, { firstName: 'Ada', lastName: 'Acker', email: 'Ada@acme.example' }),
      owner(2, { lastName: '' }),
      owner(3),
    ],
    usual: (number) => owner(number + 1),
    body: ({ rows, next }) => ({
      results: rows,
      ...(next === null ? {} : { paging: { next: { after: next, link: '?after' } } }),
    }),
    refuses: ({ query }) => (query.get('archived') === 'false' ? null : failed(400, 'VALIDATION_ERROR', '?')),
    idKey: 'userId',
    rowsIn: (body: { results: Record<string, unknown>[] }) => body.results,
  },
  routes: [{ on: 'GET /settings/users/2026-03', answer: () => ({ body: { results: USERS } }) }],
  removal: {
    ways: [
      {
        way: 'delete',
        write: /^DELETE \/settings\/users\/2026-03\/1296621$/,
        account: '1296621',
        undo: false,
        empty: { status: 204 },
      },
    ],
    routes: (rows) => {
      const { on, drop } = removable(
        rows,
        ({ userId }) => userId,
        failed(404, 'OBJECT_NOT_FOUND', 'No user'),
      );
      return [
        {
          on: 'GET /settings/users/2026-03/:id',
          answer: ({ params }) =>
            on(params.id, ({ firstName, lastName }) => ({
              body: { ...USERS.find(({ id }) => id === params.id), firstName, lastName },
            })),
        },
        {
          on: 'DELETE /settings/users/2026-03/:id',
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
      id: '1296620',
      name: 'Ada Acker',
      emails: ['ada@acme.example'],
      state: 'active',
      role: 'Super admin',
      licenses: ['sales-professional', 'core'],
      lastActive: null,
    },
    { name: 'Person', state: 'active', role: null, licenses: [] },
    { state: 'active' },
  ],
};
