import { listOf, scimFixture } from '../scim-service.ts';

const TOKEN = 'xoxp-scim-2Kd8Jq4Lw';
const GUEST = 'urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User';

/** https://docs.slack.dev/reference/scim-api, and the shapes that Slack's own SDK records. */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: `W0000000${number}`,
  externalId: '',
  meta: { created: '2024-05-06T07:08:09-07:00', location: `https://api.slack.com/scim/v2/Users/W${number}` },
  userName: `user${number}`,
  nickName: `user${number}`,
  name: { givenName: 'User', familyName: String(number) },
  displayName: `User ${number}`,
  title: '',
  active: true,
  emails: [{ value: `user${number}@acme.example`, type: null, primary: true }],
  roles: [],
  groups: [],
  ...changes,
});

export const SLACK = scimFixture({
  id: 'slack-scim',
  deletes: 'deactivates',
  settings: { token: TOKEN },
  token: TOKEN,
  basePath: '/scim/v2',
  refused: { status: 401, body: { Errors: { description: 'invalid_authentication', code: 401 } } },
  // It takes 1,000 at most; 10 come where the number is not asked for.
  body: (page) => listOf(page),
  rows: [
    user(1, { userName: 'carly', displayName: 'Carly', title: 'Engineer' }),
    user(2, { active: false }),
    user(3, { [GUEST]: { type: 'multi', expiration: '2026-11-30T23:59:59Z' } }),
  ],
  usual: (number) => user(number + 1),
  accounts: [
    { id: 'W00000001', username: 'carly', name: 'Carly', state: 'active', kind: 'unknown' },
    { state: 'deactivated' },
    { state: 'active', kind: 'guest', columns: { expiration: '2026-11-30T23:59:59Z' } },
  ],
});
