import { listOf, scimError, scimFixture } from '../scim-service.ts';

const TOKEN = 'bw-scim-4Kd8Jq2LwZ';
const ORGANIZATION = '6f1c3a52-8d0e-4b7a-9c1d-2e3f4a5b6c7d';

/** https://github.com/bitwarden/server/tree/main/bitwarden_license/src/Scim */
const member = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: `3fb5c5e2-9d0e-4b7a-9c1d-${String(number).padStart(12, '0')}`,
  userName: `user${number}@acme.example`,
  name: { formatted: `User ${number}`, givenName: null, middleName: null, familyName: null },
  emails: [{ primary: true, value: `user${number}@acme.example`, type: 'work' }],
  displayName: `User ${number}`,
  active: true,
  groups: [],
  externalId: null,
  meta: { resourceType: 'User' },
  ...changes,
});

export const BITWARDEN = scimFixture({
  id: 'bitwarden-scim',
  settings: { url: `https://scim.bitwarden.com/v2/${ORGANIZATION}`, token: TOKEN },
  token: TOKEN,
  basePath: `/v2/${ORGANIZATION}`,
  refused: { status: 401, body: '' },
  // Without both, nobody is in the list.
  refuses: ({ query }) =>
    query.has('startIndex') && query.has('count')
      ? null
      : { body: listOf({ rows: [], total: 0, before: 0, number: 1, next: null, size: 0 }) },
  config: scimError(404, 'Not Found'),
  rows: [
    member(1, { userName: 'ada@acme.example', displayName: 'Ada' }),
    // Invited: no name yet.
    member(2, { displayName: null, name: { formatted: null } }),
    member(3, { active: false }),
  ],
  usual: (number) => member(number + 1),
  accounts: [
    { name: 'Ada', state: 'active', username: 'ada@acme.example' },
    { name: null, state: 'active', emails: ['user2@acme.example'] },
    { state: 'deactivated' },
  ],
});
