import { expect, it } from 'vitest';
import { connectorErrorOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { DROPBOX } from './dropbox.ts';

keepsTheCatalogue(DROPBOX);

it('a refresh token that was revoked is named, and not shown', async () => {
  const { server, connection } = await connectedTo({
    ...DROPBOX,
    settings: { ...DROPBOX.settings, refreshToken: 'R3voked-kT2mVw9' },
  });
  try {
    const error = await connectorErrorOf(connection.check());
    expect(error.message).toContain('make a new refresh token');
    expect(error.message).not.toContain('R3voked');
  } finally {
    await server.close();
  }
});
