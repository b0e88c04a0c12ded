import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { GHOST } from './ghost.ts';

keepsTheCatalogue(GHOST);

it('a status that Ghost adds is never taken for active', async () => {
  const [first] = GHOST.list.rows;
  const { server, connection } = await connectedTo(GHOST, [{ ...first, status: 'hidden' }]);
  try {
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('the declaration does not know the state "hidden" (status)');
  } finally {
    await server.close();
  }
});
