import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { LINEAR } from './linear.ts';

keepsTheCatalogue(LINEAR);

it('errors that come with status 200 are not an empty workspace', async () => {
  const { server, connection } = await connectedTo({
    ...LINEAR,
    list: {
      ...LINEAR.list,
      refuses: () => ({ body: { errors: [{ message: 'Something went wrong' }], data: null } }),
    },
  });
  try {
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('Something went wrong');
  } finally {
    await server.close();
  }
});
