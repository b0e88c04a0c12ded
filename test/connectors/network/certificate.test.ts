import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createApi } from '../../../src/connectors/http/http.ts';
import { createFetch } from '../../../src/connectors/network/network.ts';
import { connectorErrorOf, testIo } from '../../support/connector-io.ts';
import { sendJson, type TestServer } from '../../support/http-server.ts';
import { startTlsServer, TEST_CA } from '../../support/tls-server.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function apiWith(ca: string | null) {
  const server = await startTlsServer((_, response) => sendJson(response, {}));
  open.push(server);
  const io = testIo({ fetch: createFetch({ allow: ['localhost', '127.0.0.1'], ca }) });
  const api = (baseUrl: string) => createApi({ app: 'acme', baseUrl, headers: {}, secrets: [], io });
  return { api, io, server };
}

it('a certificate of the company is accepted once its CA is named', async () => {
  const { api, server } = await apiWith(TEST_CA);
  expect(await api(server.origin).get('Users', z.object({}))).toEqual({});
});

it('a certificate of an unknown CA says what to write, at once', async () => {
  const { api, io, server } = await apiWith(null);
  const error = await connectorErrorOf(api(server.origin).get('Users', z.object({})));
  expect(error.kind).toBe('no-connection');
  expect(error.message).toContain('network: { ca: company-ca.pem }');
  expect(error.message).toContain('NODE_EXTRA_CA_CERTS');
  expect(io.waits).toEqual([]);
});

it('a certificate for another name is refused, whoever signed it', async () => {
  const server = await startTlsServer((_, response) => sendJson(response, {}));
  open.push(server);
  const lookup = testIo({
    fetch: createFetch({
      allow: ['other.example'],
      ca: TEST_CA,
      lookup: (_host, options, callback) =>
        options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
    }),
  });
  const baseUrl = `https://other.example:${server.port}`;
  const api = createApi({ app: 'acme', baseUrl, headers: {}, secrets: [], io: lookup });
  expect((await connectorErrorOf(api.get('Users', z.object({})))).message).toContain('is for another name');
});
