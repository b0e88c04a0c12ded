import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { AIRTABLE } from './airtable.ts';

keepsTheCatalogue(AIRTABLE);

it('is asked page by page, though it lists everybody when no number is asked for', async () => {
  const { server, connection } = await connectedTo(AIRTABLE);
  try {
    expect(await everyOf(connection.accounts())).toHaveLength(13);
    const lists = server.requests.filter((request) => request.startsWith('GET /scim/v2/Users?'));
    expect(lists.length).toBeGreaterThanOrEqual(5);
    expect(lists.filter((request) => !request.includes('count='))).toEqual([]);
  } finally {
    await server.close();
  }
});
