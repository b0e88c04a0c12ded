import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { ZENDESK } from './zendesk.ts';

keepsTheCatalogue(ZENDESK);

it('the cursor of the last page is not followed, and no customer is read as a colleague', async () => {
  const { server, connection } = await connectedTo(ZENDESK);
  try {
    const accounts = await everyOf(connection.accounts());
    expect(accounts).toHaveLength(13);
    expect(accounts.map(({ role }) => role)).not.toContain('end-user');
    expect(server.requests.filter((request) => request.includes('bGFzdA'))).toEqual([]);
  } finally {
    await server.close();
  }
});
