import { listOf, scimError, scimFixture } from '../scim-service.ts';

const ACCOUNT = '8f3a1c52-7d0e-4b6a-9c1d-2e3f4a5b6c7d';
const CLIENT = '4c9e2b7a-1d3f-4a5b-8c6d-7e8f9a0b1c2d';
const SECRET = 'dose-4Kd8Jq2LwZx9';
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.databricks-1';

/** https://databricks-sdk-py.readthedocs.io/en/latest/account/iam/users_v2.html */
export const user = (number: number, changes: Record<string, unknown> = {}) => ({
  id: String(1_234_567_890_123_400 + number),
  userName: `user${number}@acme.example`,
  displayName: `User ${number}`,
  name: { givenName: 'User', familyName: String(number) },
  emails: [{ type: 'work', value: `user${number}@acme.example`, primary: true }],
  active: true,
  ...changes,
});

export const DATABRICKS = scimFixture({
  id: 'databricks-scim',
  settings: { account: ACCOUNT, console: '{origin}', clientId: CLIENT, clientSecret: SECRET },
  token: TOKEN,
  secrets: [SECRET, TOKEN],
  basePath: `/api/2.0/accounts/${ACCOUNT}/scim/v2`,
  refused: scimError(401, 'Credential was not sent or was of an unsupported type for this API.'),
  // As it is seen in their issues: the number of items on the page is always 0.
  body: (page) => ({ ...listOf(page), itemsPerPage: 0 }),
  config: scimError(404, 'No API found'),
  rows: [
    user(1, {
      userName: 'Someone@acme.example',
      displayName: 'Someone',
      roles: [{ value: 'account_admin' }],
    }),
    user(2, { active: false }),
    user(3, { emails: undefined, name: undefined }),
  ],
  usual: (number) => user(number + 1),
  accounts: [
    { id: '1234567890123401', name: 'Someone', state: 'active', role: 'account_admin' },
    { state: 'deactivated' },
    { emails: ['user3@acme.example'], state: 'active' },
  ],
  routes: [
    {
      on: `POST /oidc/accounts/${ACCOUNT}/v1/token`,
      answer: ({ headers, text }) => {
        const form = new URLSearchParams(text);
        const right =
          headers.authorization === `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')}` &&
          form.get('grant_type') === 'client_credentials' &&
          form.get('scope') === 'all-apis';
        return right
          ? { body: { access_token: TOKEN, token_type: 'Bearer', expires_in: 3600 } }
          : { status: 401, body: { error: 'invalid_client' } };
      },
    },
  ],
});
