import { scimError, scimFixture } from '../scim-service.ts';

const TOKEN = 'hcp-scim-4Kd8Jq2LwZ';
const CONFIGURATION = 'scimc-4tKpQz8wXbNmRv2L';

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/scim/users */
const user = (number: number, changes: Record<string, unknown> = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: `52f5ecb9-59db-4f8d-9c9b-${String(number).padStart(12, '0')}`,
  externalId: `ext-${number}`,
  userName: `user${number}@acme.example`,
  name: { formatted: `user${number}` },
  emails: [{ value: `user${number}@acme.example`, primary: true }],
  active: true,
  meta: { resourceType: 'User', created: '2026-01-15T10:30:00Z', lastModified: '2026-01-15T10:30:00Z' },
  ...changes,
});

export const HCP_TERRAFORM = scimFixture({
  id: 'hcp-terraform-scim',
  forbiddenAs: 'unavailable',
  settings: { configuration: CONFIGURATION, token: TOKEN },
  token: TOKEN,
  basePath: `/scim/v2/${CONFIGURATION}`,
  refused: scimError(401, 'Unauthorized'),
  config: { body: { patch: { supported: true }, filter: { supported: true, maxResults: 200 } } },
  rows: [user(1), user(2, { active: false }), user(3)],
  usual: (number) => user(number + 1),
  accounts: [
    { name: 'user1', emails: ['user1@acme.example'], state: 'active', created: '2026-01-15T10:30:00.000Z' },
    { state: 'deactivated' },
    { state: 'active' },
  ],
});
