import { scimFixture } from '../scim-service.ts';

const TOKEN = 'ghp_enterprise7Wq3Rt';

/** https://docs.github.com/en/enterprise-cloud@latest/rest/enterprise-admin/scim */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: `7fce0092-d52e-4f76-b727-${String(number).padStart(12, '0')}`,
  externalId: `E01234${number}`,
  active: true,
  userName: `E01234${number}`,
  name: { formatted: `User ${number}`, familyName: String(number), givenName: 'User' },
  displayName: `User ${number}`,
  emails: [{ value: `user${number}@acme.example`, type: 'work', primary: true }],
  roles: [{ value: 'user', primary: false }],
  groups: [],
  meta: { resourceType: 'User', created: '2022-03-27T19:59:26.000Z' },
  ...changes,
});

/** What is left of a suspended user: the name is a hash, and so is the address. */
const HIDDEN = '0d1c4b7f9a2e_acme';

export const GITHUB_ENTERPRISE = scimFixture({
  id: 'github-enterprise-scim',
  settings: { enterprise: 'acme', token: TOKEN },
  token: TOKEN,
  basePath: '/scim/v2/enterprises/acme',
  refused: { status: 401, body: { message: 'Bad credentials', status: '401' } },
  refuses: ({ headers }) =>
    headers['user-agent'] === 'seatkeeper' ? null : { status: 403, body: { message: 'no User-Agent' } },
  rows: [
    user(1, { displayName: 'Mona Lisa', roles: [{ value: 'enterprise_owner', primary: false }] }),
    user(2, { roles: [{ value: 'guest_collaborator', primary: true }] }),
    user(3, { active: false, userName: HIDDEN, emails: [{ value: HIDDEN, type: 'work', primary: true }] }),
  ],
  usual: (number) => user(number + 1),
  accounts: [
    {
      name: 'Mona Lisa',
      emails: ['user1@acme.example'],
      state: 'active',
      kind: 'unknown',
      role: 'enterprise_owner',
    },
    { kind: 'guest', role: 'guest_collaborator' },
    { state: 'deactivated', username: HIDDEN, emails: [] },
  ],
});
