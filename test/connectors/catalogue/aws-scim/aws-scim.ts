import type { PageShown } from '../paging.ts';
import { scimError, scimFixture } from '../scim-service.ts';

const TENANT = 'a1b2c3d4e5f-0000-4b1c-9a2d-3e4f5a6b7c8d';

/** https://docs.aws.amazon.com/singlesignon/latest/developerguide/listusers.html */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: `9067729b3d-${String(number).padStart(8, '0')}-538a-4cd3-a572-63fb863ed734`,
  externalId: `ext-${number}`,
  meta: { resourceType: 'User', created: '2020-03-30T16:55:15Z', lastModified: '2020-03-30T16:55:15Z' },
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: `user${number}`,
  name: { familyName: String(number), givenName: 'User' },
  displayName: `User ${number}`,
  active: true,
  emails: [{ value: `user${number}@acme.example`, type: 'work', primary: true }],
  ...changes,
});

/** With `cursor` the answer tells no total. */
const byCursor = ({ rows, next }: PageShown) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  itemsPerPage: rows.length,
  ...(next === null ? {} : { nextCursor: next }),
  Resources: rows,
});

/** Without `cursor`, and in a region that does not know it: the total is that of the page. */
export const oneOfOne = (Resources: readonly unknown[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: Resources.length,
  itemsPerPage: Resources.length,
  startIndex: 1,
  Resources,
});

export const AWS = scimFixture({
  id: 'aws-scim',
  removes: user(3).id,
  settings: { url: `https://scim.eu-central-1.amazonaws.com/${TENANT}/scim/v2`, token: 'aws-scim-5fJq8Wz1' },
  token: 'aws-scim-5fJq8Wz1',
  basePath: `/${TENANT}/scim/v2`,
  refused: scimError(401, 'UnauthorizedException'),
  paging: 'cursor',
  body: byCursor,
  // A request without a cursor gets one page, which looks like the whole list.
  refuses: ({ query }) =>
    query.has('cursor') ? null : { body: oneOfOne([1, 2, 3].map((number) => user(number))) },
  config: {
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      filter: { supported: true, maxResults: 50 },
    },
  },
  rows: [
    user(1, { userName: 'johndoe', displayName: 'John Doe', active: false }),
    user(2, { emails: undefined, userName: 'Ada@acme.example' }),
    user(3, { emails: undefined }),
  ],
  usual: (number) => user(number + 1),
  accounts: [
    { username: 'johndoe', name: 'John Doe', state: 'deactivated', created: '2020-03-30T16:55:15.000Z' },
    { emails: ['ada@acme.example'], state: 'active' },
    { emails: [] },
  ],
});
