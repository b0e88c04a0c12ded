import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { ATLASSIAN } from './atlassian-scim.ts';

keepsTheCatalogue(ATLASSIAN);

it('the next page of Atlassian begins after what came, not after what was asked for', async () => {
  const { server, connection } = await connectedTo(ATLASSIAN);
  await everyOf(connection.accounts());
  // Asked for one more than fits, past the end, it gives as many as ever.
  expect(
    server.requests.filter((request) => request.includes('/Users')).map((each) => each.split('?')[1]),
  ).toEqual([
    'startIndex=1&count=3',
    'startIndex=4&count=3',
    'startIndex=7&count=3',
    'startIndex=10&count=3',
    'startIndex=13&count=3',
    'startIndex=14&count=4',
  ]);
  await server.close();
});
