import { afterEach, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../../support/connector-io.ts';
import type { VendorServer } from '../../vendors/server.ts';
import { connectedTo, keepsTheCatalogue } from '../entry.ts';
import { AWS, oneOfOne } from './aws-scim.ts';

keepsTheCatalogue(AWS);

let open: VendorServer | undefined;
afterEach(async () => open?.close());

async function connected() {
  const { server, connection } = await connectedTo(AWS);
  open = server;
  return { server, connection };
}

it('AWS is asked for a cursor from the first request on, because without one it ends the list early', async () => {
  const { server, connection } = await connected();
  expect(await everyOf(connection.accounts())).toHaveLength(13);
  const asked = server.requests.filter((request) => request.includes('/Users'));
  expect(asked[0]).toContain('/Users?cursor&count=3');
  expect(asked.filter((request) => request.includes('startIndex'))).toEqual([]);
});

it('a region of AWS that knows no cursor is not read as one page of people', async () => {
  const { server, connection } = await connected();
  server.breakWith({
    on: /\/Users/,
    by: (reply, { query }) => {
      const { Resources } = reply.body as { Resources: unknown[] };
      return { body: oneOfOne(Resources.slice(0, Number(query.get('count')))) };
    },
  });
  const error = await connectorErrorOf(everyOf(connection.accounts()));
  expect(error.kind).toBe('unexpected-response');
  expect(error.message).toContain(
    'gave 3 users and no cursor, also where it was asked for one at a time: it does not page by cursor',
  );
});

it('a page of AWS that is shorter than asked for, or empty, is not its end', async () => {
  const { server, connection } = await connected();
  server.breakWith({
    on: /\/Users\?cursor&/,
    times: 1,
    by: (reply) => {
      const body = reply.body as { Resources: unknown[] };
      const next = Buffer.from('c:0').toString('base64url');
      return { body: { ...body, itemsPerPage: 0, Resources: [], nextCursor: next } };
    },
  });
  expect(await everyOf(connection.accounts())).toHaveLength(13);
});

it('a cursor of AWS that never ends is refused, and so is one that begins again', async () => {
  for (const Resources of [[], null]) {
    const { server, connection } = await connected();
    let number = 0;
    server.breakWith({
      on: /\/Users/,
      by: (reply) => {
        const body = reply.body as { Resources: unknown[] };
        return { body: { ...body, Resources: Resources ?? AWS.list.rows, nextCursor: `again-${number++}` } };
      },
    });
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.message).toMatch(/never ends|ignores its own cursor/);
    await server.close();
  }
});
