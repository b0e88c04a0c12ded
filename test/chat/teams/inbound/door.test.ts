import { request as call } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { messagesRoute } from '../../../../src/chat/teams/inbound/http-route.ts';
import { serveWeb } from '../../../../src/web/server.ts';
import { fixture, TENANT } from '../../../support/teams/teams-client.ts';

const ISSUER = 'https://api.botframework.com';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const bearing = (iss: unknown) => `Bearer ${part({ alg: 'RS256' })}.${part({ iss })}.c2ln`;

async function opened(tenant: string | null) {
  const refused: string[] = [];
  const taken: unknown[] = [];
  const route = messagesRoute({
    door: () => ({ rejects: async () => null, token: async () => null }),
    tenant,
    take: async (activity) => {
      taken.push(activity);
      return null;
    },
    onRejected: (why) => void refused.push(why),
  });
  const web = await serveWeb({ port: 0, host: '127.0.0.1', routes: [route], onError: () => {} });
  onTestFinished(() => web.close());
  return { port: web.port, refused, taken };
}

/** Announces a body of this size, and sends only the given part. */
function announce(port: number, size: number, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = call(
      {
        port,
        host: '127.0.0.1',
        path: '/api/messages',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': size, ...headers },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        asked.destroy();
      },
    );
    asked.on('error', reject);
    asked.setTimeout(2_000, () => asked.destroy(new Error('it waited for the body')));
    asked.flushHeaders();
    if (body !== '') asked.write(body);
  });
}

test.each([
  ['no token', {}],
  ['an empty one', { authorization: '' }],
  ['another scheme', { authorization: bearing(ISSUER).replace('Bearer', 'Basic') }],
  ['no token after all', { authorization: 'Bearer hello' }],
  ['a token of another issuer', { authorization: bearing('https://evil.example') }],
  ['a token without an issuer', { authorization: bearing(undefined) }],
])(
  'a request with %s is rejected before its body is read, so it cannot fill the memory',
  async (_what, headers) => {
    const { port, refused } = await opened(TENANT);
    expect(await announce(port, 900_000, headers as Record<string, string>)).toBe(401);
    expect(refused).toHaveLength(1);
  },
);

test.each([
  ['with a token of the Bot Connector', TENANT, { authorization: bearing(ISSUER) }],
  ['without any in local mode', null, {}],
])('%s the body is read', async (_what, tenant, headers) => {
  const { port, taken } = await opened(tenant);
  const serviceUrl = tenant === null ? 'http://127.0.0.1:1/' : 'https://smba.trafficmanager.net/emea/';
  const body = JSON.stringify({ ...fixture('channel-mention'), serviceUrl });
  const size = Buffer.byteLength(body);
  expect(await announce(port, size, headers as Record<string, string>, body)).toBe(202);
  expect(taken).toHaveLength(1);
});
