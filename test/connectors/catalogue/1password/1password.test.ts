import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { ONE_PASSWORD } from './1password.ts';

keepsTheCatalogue(ONE_PASSWORD);

it('a token that ends after 15 minutes is fetched again while the list is read', async () => {
  const { server, connection } = await connectedTo(ONE_PASSWORD);
  try {
    await everyOf(connection.accounts());
    server.clock.now = new Date(server.clock.now.getTime() + 16 * 60_000);
    await everyOf(connection.accounts());
    expect(server.requests.filter((request) => request.startsWith('POST '))).toHaveLength(2);
  } finally {
    await server.close();
  }
});

it('a wrong client secret is said to be wrong, and not shown', async () => {
  const { server, connection } = await connectedTo({
    ...ONE_PASSWORD,
    settings: { ...ONE_PASSWORD.settings, clientSecret: 'another-secret-4711' },
  });
  try {
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.kind).toBe('auth');
    expect(`${error.message} ${error.stack}`).not.toContain('another-secret-4711');
  } finally {
    await server.close();
  }
});
