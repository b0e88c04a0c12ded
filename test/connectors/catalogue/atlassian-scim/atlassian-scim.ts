import { scimFixture } from '../scim-service.ts';

const TOKEN = 'ATCTT3xFfGN0-scim-4Kd8';
const DIRECTORY = '6a1c3f52-8d0e-4b7a-9c1d-2e3f4a5b6c7d';

/** https://developer.atlassian.com/cloud/admin/user-provisioning/rest/ */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: [
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  ],
  id: `ef5ff80e-9ca6-449c-8cca-${String(number).padStart(12, '0')}`,
  externalId: `ext-${number}`,
  userName: `user${number}`,
  emails: [{ value: `user${number}@acme.example`, type: 'work', primary: true }],
  name: { formatted: `User ${number}`, familyName: String(number), givenName: 'User' },
  displayName: `User ${number}`,
  title: '',
  groups: [],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { organization: 'Acme', department: 'Sales' },
  meta: { resourceType: 'User', created: '2021-05-06T07:08:09.123456Z' },
  active: true,
  ...changes,
});

export const ATLASSIAN = scimFixture({
  id: 'atlassian-scim',
  settings: { directory: DIRECTORY, token: TOKEN },
  token: TOKEN,
  basePath: `/scim/directory/${DIRECTORY}`,
  refused: { status: 401, body: { message: 'Unauthorized' } },
  rows: [
    user(1, { userName: 'Jo@acme.example', displayName: 'Jo Chen' }),
    user(2, { active: false }),
    user(3, { groups: [{ value: 'g1', display: 'jira-users', type: 'Group' }] }),
  ],
  usual: (number) => user(number + 1),
  accounts: [
    { username: 'Jo@acme.example', name: 'Jo Chen', state: 'active', columns: { department: 'Sales' } },
    { state: 'deactivated' },
    { id: 'ef5ff80e-9ca6-449c-8cca-000000000003' },
  ],
});
