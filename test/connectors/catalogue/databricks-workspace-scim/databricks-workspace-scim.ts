import { user } from '../databricks-scim/databricks-scim.ts';
import { listOf, scimError, scimFixture } from '../scim-service.ts';

const TOKEN = 'dapi48f2a6138b9c0d';

/** https://docs.databricks.com/dev-tools/api/latest/scim/scim-users.html */
export const WORKSPACE = scimFixture({
  id: 'databricks-workspace-scim',
  settings: { url: 'https://dbc-a1b2345c-d6e7.cloud.databricks.com', token: TOKEN },
  token: TOKEN,
  basePath: '/api/2.0/preview/scim/v2',
  refused: scimError(401, 'Invalid access token.'),
  body: (page) => ({ ...listOf(page), itemsPerPage: 0 }),
  config: scimError(404, 'No API found'),
  rows: [
    user(1, { entitlements: [{ value: 'allow-cluster-create' }], groups: [{ value: '123456' }] }),
    user(2, { active: false }),
    user(3),
  ],
  usual: (number) => user(number + 1),
  accounts: [{ id: '1234567890123401', state: 'active' }, { state: 'deactivated' }, { name: 'User 3' }],
});
