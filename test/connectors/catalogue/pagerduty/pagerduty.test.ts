import { expect, it } from 'vitest';
import { everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { PAGERDUTY } from './pagerduty.ts';

keepsTheCatalogue(PAGERDUTY);

it('a key that may not read licenses still reads everybody, and says that licenses are not known', async () => {
  const refused = { status: 403, body: { error: { code: 2010, message: 'Access Denied' } } };
  const { server, connection } = await connectedTo({
    ...PAGERDUTY,
    routes: [{ on: 'GET /license_allocations', answer: () => refused }],
  });
  try {
    const accounts = await everyOf(connection.accounts());
    expect(accounts[0]).toMatchObject({ name: 'Earline Acker', state: 'active' });
    expect(connection.withheld?.()).toMatchObject([{ capability: 'licenses' }]);
  } finally {
    await server.close();
  }
});
