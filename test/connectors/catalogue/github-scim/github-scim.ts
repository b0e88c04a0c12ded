import { scimError, scimFixture } from '../scim-service.ts';

const TOKEN = 'ghp_scim9Kd2Jq4LwZ';

/** https://docs.github.com/en/enterprise-cloud@latest/rest/scim/scim */
const identity = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: `5fc0c238-1112-11e8-8e45-${String(number).padStart(12, '0')}`,
  externalId: `00u1dhhb1fkIGP7RL${number}`,
  userName: `user${number}@acme.example`,
  displayName: `User ${number}`,
  name: { givenName: 'User', familyName: String(number), formatted: `User ${number}` },
  emails: [{ value: `user${number}@acme.example`, primary: true }],
  active: true,
  meta: {
    resourceType: 'User',
    created: '2018-02-13T15:05:24.000-08:00',
    lastModified: '2018-02-13T15:05:55.000-08:00',
    location: `https://api.github.com/scim/v2/organizations/acme/Users/${number}`,
  },
  ...changes,
});

export const GITHUB = scimFixture({
  id: 'github-scim',
  settings: { organization: 'acme', token: TOKEN },
  token: TOKEN,
  basePath: '/scim/v2/organizations/acme',
  refused: { status: 401, body: { message: 'Bad credentials', status: '401' } },
  refuses: ({ headers }) =>
    headers['user-agent'] === 'seatkeeper' ? null : { status: 403, body: { message: 'no User-Agent' } },
  // There is no such document for an organization.
  config: scimError(404, 'Not Found'),
  rows: [
    identity(1, { userName: 'Mona@acme.example', displayName: 'Mona Octocat', emails: [] }),
    // Somebody who was invited and has not come: GitHub does not tell.
    identity(2, { externalId: null, name: { givenName: null, familyName: null } }),
    identity(3, { active: false, displayName: null }),
  ],
  usual: (number) => identity(number + 1),
  accounts: [
    {
      name: 'Mona Octocat',
      emails: ['mona@acme.example'],
      state: 'active',
      created: '2018-02-13T23:05:24.000Z',
    },
    { name: 'User 2', state: 'active' },
    { name: 'User 3', state: 'deactivated' },
  ],
});
