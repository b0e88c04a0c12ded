import type { Fixture } from '../entry.ts';
import { scimRemovalOf } from '../scim-service.ts';

const TOKEN = 'patq1Wx7Rk2Vb9Nm4.5d8f1c7e9b2a60534c8e';

/** https://airtable.com/developers/web/api/list-scim-users */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: `usrogvSbotRtzd${String(number).padStart(3, '0')}`,
  userName: `person${number}@acme.example`,
  active: true,
  name: { familyName: String(number), givenName: 'Person' },
  meta: {
    created: '2021-06-02T07:37:19.000Z',
    location: `/scim/v2/Users/usr${number}`,
    resourceType: 'User',
  },
  ...changes,
});

export const AIRTABLE: Fixture = {
  id: 'airtable',
  settings: { token: TOKEN },
  secrets: [TOKEN],
  basePath: '/scim/v2',
  accepts: ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
  refused: { status: 401, body: { detail: 'Authentication required', status: '401' } },
  forbidden: { reply: { status: 403, body: { detail: 'Forbidden', status: '403' } }, right: null },
  list: {
    on: 'GET /scim/v2/Users',
    paging: { by: 'offset', param: 'startIndex', size: 'count', first: 1 },
    rows: [
      user(1, { userName: 'Jane@acme.example', name: { familyName: 'Doe', givenName: 'Jane' } }),
      user(2, { active: false }),
      user(3, {
        emails: [{ primary: true, type: 'work', value: 'jane.doe@acme.example' }],
        displayName: 'Jane Doe',
      }),
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
  ...scimRemovalOf({ id: 'airtable', basePath: '/scim/v2' }),
  accounts: [
    {
      id: 'usrogvSbotRtzd001',
      emails: ['jane@acme.example'],
      name: 'Jane Doe',
      state: 'active',
      created: '2021-06-02T07:37:19.000Z',
    },
    { state: 'deactivated' },
    { name: 'Jane Doe', state: 'active' },
  ],
};
