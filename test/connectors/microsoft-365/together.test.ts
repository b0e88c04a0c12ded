import { afterEach, describe, expect, it } from 'vitest';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { closeServers, connected } from './connected.ts';
import { graphError } from './graph-rules.ts';
import { throttled } from './graph-server.ts';

afterEach(closeServers);

const DOMAINS = [{ name: 'acme.co', isDefault: true }];

/** What a read tells, and its requests besides those for users. */
async function read(fault?: Parameters<Awaited<ReturnType<typeof connected>>['server']['breakWith']>[0]) {
  const { server, connection } = await connected({ domains: DOMAINS }, { activity: 'none' });
  if (fault !== undefined) server.breakWith(fault);
  const accounts = await everyOf(connection.accounts());
  const subscriptions = await connection.subscriptions?.();
  const told = {
    accounts,
    subscriptions,
    domains: await connection.domains?.(),
    withheld: connection.withheld?.(),
  };
  expect(connection.usage?.().requests).toBe(server.requests.length);
  return { told, asked: server.requests.filter((request) => !/\/users\?|\/token$/.test(request)) };
}

describe('What is asked for together', () => {
  it('is one request in place of five, and tells the same', async () => {
    const { told, asked } = await read();
    expect(asked).toEqual(['POST /v1.0/$batch']);
    expect(told.domains).toEqual(['acme.co']);
    expect(told.subscriptions?.length).toBeGreaterThan(0);
  });

  it.each([
    ['a proxy lets no batch through', { on: /batch/, by: () => ({ status: 405, body: '' }) }],
    ['Graph fails', { on: /batch/, by: () => ({ status: 500, body: {} }) }],
    ['the answer is no batch', { on: /batch/, by: () => ({ body: '<html>Sign in</html>' }) }],
  ])('is asked for one by one where %s', async (_, fault) => {
    const { told, asked } = await read(fault);
    expect(asked).toHaveLength(6);
    expect(told).toEqual((await read()).told);
  });

  it('is asked for by itself where a part of it is throttled or fails', async () => {
    const parts = { on: /subscribedSkus|organization/, times: 2 };
    const { told, asked } = await read({
      ...parts,
      by: (_, { path }) => (path.endsWith('Skus') ? throttled(5) : 'drop'),
    });
    expect(asked).toEqual([
      'POST /v1.0/$batch',
      'GET /v1.0/organization?$select=id,verifiedDomains',
      'GET /v1.0/subscribedSkus',
    ]);
    expect(told).toEqual((await read()).told);
  });

  it('names the right that a part lacks, as it does by itself', async () => {
    const { connection, server } = await connected(
      { lacks: ['Organization.Read.All'] },
      { activity: 'none' },
    );
    await everyOf(connection.accounts());
    expect(connection.withheld?.()).toMatchObject([
      { reason: expect.stringContaining('Organization.Read.All') },
    ]);
    expect(server.parts).toContain('GET /v1.0/subscribedSkus');
  });

  it('sends a secret that was refused no second time', async () => {
    const { connection, server } = await connected({}, { clientSecret: 'old-secret-70' });
    expect((await connectorErrorOf(everyOf(connection.accounts()))).kind).toBe('auth');
    expect(server.requests.filter((request) => request.includes('/token'))).toHaveLength(1);
  });

  it('is about the tenant of the settings, or the read is refused', async () => {
    const { connection, server } = await connected();
    server.breakWith({ on: /organization/, by: () => graphError(404, 'Request_ResourceNotFound', 'No.') });
    expect(await everyOf(connection.accounts())).toHaveLength(9);
    const other = await connected({ tenant: '11111111-2222-4333-8444-555555555555' });
    expect((await connectorErrorOf(everyOf(other.connection.accounts()))).message).toContain(
      'is about the tenant',
    );
  });
});
