import { scimFixture } from '../scim-service.ts';

const KEY = '3MVG9aCmeExample.Key';
const SECRET = 'sf-secret-8Kd2Jq4LwZ';
const TOKEN = '00DacmeORG!scim-token-1';

/** https://help.salesforce.com/apex/HTViewHelpDoc?id=xcloud.identity_scim_rest_api.htm */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: [
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  ],
  id: `0054W00000${String(number).padStart(5, '0')}QAA`,
  userName: `user${number}@acme.example`,
  name: { formatted: `User ${number}`, familyName: String(number), givenName: 'User' },
  displayName: `User ${number}`,
  active: true,
  emails: [{ type: 'work', primary: true, value: `user${number}@acme.example` }],
  userType: 'Standard',
  entitlements: [{ value: '00e4W000001VWsRQAW', display: 'Standard User', primary: true }],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { organization: '00D4W000004k0YZUAY' },
  meta: { created: '2021-04-05T06:07:08Z', resourceType: 'User' },
  ...changes,
});

/** The first index that Salesforce refuses; about 2,200 there. */
export const TOO_BIG = 10;

export const SALESFORCE = scimFixture({
  id: 'salesforce-scim',
  settings: { url: '{origin}', clientId: KEY, clientSecret: SECRET },
  token: TOKEN,
  secrets: [SECRET, TOKEN],
  basePath: '/services/scim/v2',
  refused: { status: 401, body: { Errors: { description: 'Session expired or invalid', code: 401 } } },
  refuses: ({ query }) =>
    Number(query.get('startIndex')) > 13
      ? {
          status: 400,
          body: {
            Errors: {
              description: 'Start index too big. Consider filtering down your result set',
              code: 400,
            },
          },
        }
      : null,
  // Its document is called ServiceProviderConfigs.
  config: { status: 404, body: { Errors: { description: 'Not Found', code: 404 } } },
  rows: [user(1, { displayName: 'Scim User' }), user(2, { active: false }), user(3, { userType: 'Guest' })],
  usual: (number) => user(number + 1),
  accounts: [
    { name: 'Scim User', emails: ['user1@acme.example'], state: 'active', kind: 'unknown', role: 'Standard' },
    { state: 'deactivated' },
    { kind: 'guest' },
  ],
  routes: [
    {
      on: 'POST /services/oauth2/token',
      answer: ({ text }) => {
        const form = new URLSearchParams(text);
        const right = form.get('client_id') === KEY && form.get('client_secret') === SECRET;
        return right
          ? { body: { access_token: TOKEN, token_type: 'Bearer', issued_at: '1278448384422' } }
          : {
              status: 400,
              body: { error: 'invalid_client', error_description: 'invalid client credentials' },
            };
      },
    },
  ],
});
