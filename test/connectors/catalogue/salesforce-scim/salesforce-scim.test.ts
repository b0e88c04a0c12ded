import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { SALESFORCE, TOO_BIG } from './salesforce-scim.ts';

keepsTheCatalogue(SALESFORCE);

it('the refusal of a place past the end is the end, where everybody was listed', async () => {
  const { server, connection } = await connectedTo(SALESFORCE);
  expect(await everyOf(connection.accounts())).toHaveLength(13);
  expect(server.requests.at(-1)).toContain('startIndex=14');
  await server.close();
});

it('more users than Salesforce pages through are refused with its own words, never read as far as it goes', async () => {
  const { server, connection } = await connectedTo(SALESFORCE);
  server.breakWith({
    on: /\/Users/,
    by: (reply, { query }) =>
      Number(query.get('startIndex')) < TOO_BIG
        ? reply
        : { status: 400, body: { Errors: { description: 'Start index too big.', code: 400 } } },
  });
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.message).toContain('Start index too big.');
  await server.close();
});
