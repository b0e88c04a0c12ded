import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { BITWARDEN } from './bitwarden-scim.ts';

keepsTheCatalogue(BITWARDEN);

it('Bitwarden is asked in the one way in which it lists anybody', async () => {
  const { server, connection } = await connectedTo(BITWARDEN);
  await everyOf(connection.accounts());
  const asked = server.requests.filter((request) => request.includes('/Users'));
  expect(asked.filter((each) => !/startIndex=\d+&count=\d+/.test(each))).toEqual([]);
  await server.close();
});

it('a list of nobody is not believed', async () => {
  const { server, connection } = await connectedTo(BITWARDEN);
  server.breakWith({
    on: /\/Users/,
    by: () => ({ body: { totalResults: 0, startIndex: 1, Resources: [] } }),
  });
  expect((await connectorErrorOf(everyOf(connection.accounts()))).message).toContain('It listed nobody');
  await server.close();
});
