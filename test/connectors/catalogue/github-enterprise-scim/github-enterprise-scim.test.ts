import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { GITHUB_ENTERPRISE } from './github-enterprise-scim.ts';

keepsTheCatalogue(GITHUB_ENTERPRISE);

it('a suspended user keeps the id, though GitHub hides the name and the address', async () => {
  const { server, connection } = await connectedTo(GITHUB_ENTERPRISE);
  const suspended = (await everyOf(connection.accounts())).find(({ state }) => state === 'deactivated');
  expect(suspended?.id).toBe(GITHUB_ENTERPRISE.list.rows[2]?.id);
  await server.close();
});
