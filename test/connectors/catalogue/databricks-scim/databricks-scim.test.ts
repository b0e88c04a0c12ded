import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { DATABRICKS } from './databricks-scim.ts';

keepsTheCatalogue(DATABRICKS);

it('pages that say that they hold 0 items are read by what they hold', async () => {
  const { server, connection } = await connectedTo(DATABRICKS);
  expect(await everyOf(connection.accounts())).toHaveLength(13);
  await server.close();
});

it('a token that ends during a read is fetched again, and neither it nor the secret is shown', async () => {
  const { server, connection } = await connectedTo(DATABRICKS);
  server.breakWith({ on: /Users\?startIndex=4/, times: 1, by: () => ({ status: 401, body: {} }) });
  expect(await everyOf(connection.accounts())).toHaveLength(13);
  expect(server.requests.filter((request) => request.includes('/token'))).toHaveLength(2);
  server.breakWith({
    on: /Users/,
    by: (_, { headers }) => ({ status: 400, body: { detail: `bad ${headers.authorization}` } }),
  });
  const { message } = await connectorErrorOf(everyOf(connection.accounts()));
  expect(message).toContain('bad Bearer [secret]');
  await server.close();
});
