import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from '../../../src/connectors/http/http.ts';
import { BlockedRequest } from '../../../src/connectors/network/blocked-request.ts';
import { createFetch } from '../../../src/connectors/network/network.ts';
import { connectorErrorOf, testIo } from '../../support/connector-io.ts';
import { sendJson, startServer } from '../../support/http-server.ts';
import { startProxy } from '../../support/proxy-server.ts';
import { startTlsServer, TEST_CA } from '../../support/tls-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world() {
  const proxy = await startProxy();
  const https = await startTlsServer((_, response) => sendJson(response, { ok: true }));
  const http = await startServer((_, response) => sendJson(response, { ok: true }));
  open.push(proxy, https, http);
  return { proxy, https, http };
}

const through = (proxy: string, no = '') => ({ http: proxy, https: proxy, no });

describe('A proxy of the company', () => {
  it('carries https to a name that only the proxy can look up, inside a tunnel', async () => {
    const { proxy, https } = await world();
    const reach = createFetch({ allow: [], ca: TEST_CA, proxies: through(proxy.origin) });
    const response = await reach(`https://scim.acme.example:${https.port}/Users`);
    expect(await response.json()).toEqual({ ok: true });
    expect(proxy.requests).toEqual([`CONNECT scim.acme.example:${https.port}`]);
    expect(https.requests).toEqual(['GET /Users']);
  });

  it('carries plain http to an origin that is allowed, without a tunnel', async () => {
    const { proxy, http } = await world();
    const reach = createFetch({ allow: [http.origin], proxies: through(proxy.origin) });
    expect(await (await reach(`${http.origin}/Users?count=1`)).json()).toEqual({ ok: true });
    expect(proxy.requests).toEqual([`GET ${http.origin}/Users?count=1`]);
    expect(http.requests).toEqual(['GET /Users?count=1']);
  });

  it('is told its own password and nobody else is', async () => {
    const { proxy, https } = await world();
    const withPassword = proxy.origin.replace('//', '//kim:p%40ss@');
    const reach = createFetch({ allow: [], ca: TEST_CA, proxies: through(withPassword) });
    await reach(`https://scim.acme.example:${https.port}/`);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('kim:p@ss').toString('base64')}`]);
  });

  it('is left out for the hosts in NO_PROXY, whose addresses are checked as ever', async () => {
    const { proxy, https } = await world();
    const direct = { ca: TEST_CA, proxies: through(proxy.origin, 'localhost,.intern') };
    expect((await createFetch({ allow: ['localhost'], ...direct })(https.origin)).status).toBe(200);
    const lookup = createFetch({
      allow: [],
      ...direct,
      lookup: (_host, options, callback) =>
        options.all ? callback(null, [{ address: '10.0.0.5', family: 4 }]) : callback(null, '10.0.0.5', 4),
    });
    await expect(lookup('https://scim.intern/')).rejects.toThrow('resolved to 10.0.0.5');
    expect(proxy.requests).toEqual([]);
  });

  it.each([
    'https://10.0.0.5/',
    'https://[::1]/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://scim/',
    'https://scim.intern.local/',
    'https://metadata.google.internal/',
    'http://figma.example/',
  ])('does not become a way to %s', async (url) => {
    const { proxy } = await world();
    const reach = createFetch({ allow: [], proxies: through(proxy.origin) });
    const error = await reach(url).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BlockedRequest);
    expect(proxy.requests).toEqual([]);
  });

  it('leads to a private name that is allowed', async () => {
    const { proxy, https } = await world();
    const reach = createFetch({ allow: ['localhost'], ca: TEST_CA, proxies: through(proxy.origin) });
    expect((await reach(https.origin)).status).toBe(200);
    expect(proxy.requests).toHaveLength(1);
  });
});

it.each([
  [407, 'write HTTPS_PROXY=http://name:password@host:port'],
  [403, 'the proxy does not allow this host'],
])('a proxy that answers %s says what to do, at once', async (status, advice) => {
  const proxy = await startProxy(status);
  open.push(proxy);
  const io = testIo({ fetch: createFetch({ allow: [], proxies: through(proxy.origin) }) });
  const api = createApi({ app: 'acme', baseUrl: 'https://figma.example', headers: {}, secrets: [], io });
  const error = await connectorErrorOf(api.get('Users', z.object({})));
  expect(error.message).toContain(advice);
  expect(io.waits).toEqual([]);
});

it('a proxy that is not there is named as what to check', async () => {
  const proxy = await startProxy();
  await proxy.close();
  const io = testIo({ fetch: createFetch({ allow: [], proxies: through(proxy.origin) }) });
  const api = createApi({ app: 'acme', baseUrl: 'https://figma.example', headers: {}, secrets: [], io });
  const { message } = await connectorErrorOf(api.get('Users', z.object({})));
  expect(message).toContain(new URL(proxy.origin).host);
  expect(message).toContain('if it is the proxy of this network, check HTTPS_PROXY');
});
