import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { VERCEL } from './vercel.ts';

keepsTheCatalogue(VERCEL);

it('the moment that the last page tells is not followed', async () => {
  const { server, connection } = await connectedTo(VERCEL);
  try {
    expect(await everyOf(connection.accounts())).toHaveLength(13);
    expect(server.requests.filter((request) => request.includes('bGFzdA'))).toEqual([]);
  } finally {
    await server.close();
  }
});
