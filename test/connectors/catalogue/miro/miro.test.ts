import { expect, it } from 'vitest';
import { connectorErrorOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { MIRO } from './miro.ts';

keepsTheCatalogue(MIRO);

it('an id of another organization is named as the mistake', async () => {
  const { server, connection } = await connectedTo({
    ...MIRO,
    settings: { ...MIRO.settings, organization: '3074457345821149999' },
  });
  try {
    const error = await connectorErrorOf(connection.check());
    expect(error.message).toContain('compare organization with the id of your organization in Miro');
  } finally {
    await server.close();
  }
});
