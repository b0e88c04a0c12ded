import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import type { Row } from '../paging.ts';
import { WORKSPACE } from './databricks-workspace-scim.ts';

keepsTheCatalogue(WORKSPACE);

it('a token of somebody who is no admin does not make everybody active', async () => {
  const seen = ({ id, userName, displayName }: Row) => ({ id, userName, displayName });
  const { server, connection } = await connectedTo(WORKSPACE, WORKSPACE.list.rows.map(seen));
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error).toMatchObject({ kind: 'permission', advice: 'use the token of an admin' });
  expect(error.message).toContain('User user1@acme.example comes without active');
  await server.close();
});
