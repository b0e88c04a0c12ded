import { expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { CLOUDFLARE } from './cloudflare.ts';

keepsTheCatalogue(CLOUDFLARE);

it('a member who left while the list was read is noticed, though the total tells nothing', async () => {
  const { server, connection } = await connectedTo(CLOUDFLARE);
  try {
    server.breakWith({
      on: /GET .*members\?.*page=2(&|$)/,
      times: 1,
      by: (reply) => {
        const body = structuredClone(reply.body) as { result: unknown[] };
        body.result.shift();
        return { ...reply, body };
      },
    });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.kind).toBe('changed');
  } finally {
    await server.close();
  }
});

it('errors that come with status 200 are not an empty account', async () => {
  const { server, connection } = await connectedTo(CLOUDFLARE);
  try {
    server.breakWith({
      on: /members/,
      by: () => ({ body: { success: false, errors: [{ code: 1000, message: 'Not now' }], result: [] } }),
    });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toContain('Not now');
  } finally {
    await server.close();
  }
});
