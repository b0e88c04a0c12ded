import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { BOX } from './box.ts';

keepsTheCatalogue(BOX);

it('an app that nobody authorized for the enterprise is said to have wrong credentials', async () => {
  const { server, connection } = await connectedTo({
    ...BOX,
    settings: { ...BOX.settings, enterprise: '999' },
  });
  try {
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.kind).toBe('auth');
    expect(error.message).toContain('Grant credentials are invalid');
  } finally {
    await server.close();
  }
});

it('a last page whose marker is an empty text ends the list', async () => {
  const { server, connection } = await connectedTo({
    ...BOX,
    list: { ...BOX.list, body: ({ rows, next }) => ({ entries: rows, next_marker: next ?? '' }) },
  });
  try {
    expect(await everyOf(connection.accounts())).toHaveLength(13);
  } finally {
    await server.close();
  }
});
