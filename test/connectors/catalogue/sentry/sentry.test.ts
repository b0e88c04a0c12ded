import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { SENTRY } from './sentry.ts';

keepsTheCatalogue(SENTRY);

it('the link to a next page that says results="false" is not followed', async () => {
  const { server, connection } = await connectedTo(SENTRY);
  try {
    expect(await everyOf(connection.accounts())).toHaveLength(13);
    expect(server.requests.filter((request) => request.includes('cursor=0:99:0'))).toEqual([]);
  } finally {
    await server.close();
  }
});
