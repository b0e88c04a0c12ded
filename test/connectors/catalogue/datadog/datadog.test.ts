import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { DATADOG } from './datadog.ts';

keepsTheCatalogue(DATADOG);

it('a status that the documentation does not name is not taken for active', async () => {
  const [first] = DATADOG.list.rows;
  const other = { ...first, attributes: { ...(first?.attributes as object), status: 'Locked' } };
  const { server, connection } = await connectedTo(DATADOG, [other]);
  try {
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('Locked');
  } finally {
    await server.close();
  }
});
