import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { BITWARDEN } from './bitwarden.ts';

keepsTheCatalogue(BITWARDEN);

it('a status that Bitwarden adds is never taken for active', async () => {
  const [first] = BITWARDEN.list.rows;
  const { server, connection } = await connectedTo(BITWARDEN, [{ ...first, status: 4 }]);
  try {
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('the declaration does not know the state 4 (status)');
  } finally {
    await server.close();
  }
});
