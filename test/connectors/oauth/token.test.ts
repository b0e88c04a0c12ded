import { generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, importSPKI, jwtVerify } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openMeter } from '../../../src/connectors/base/usage.ts';
import { createApi } from '../../../src/connectors/http/http.ts';
import { openSecrets } from '../../../src/connectors/http/secrets.ts';
import { signAssertion } from '../../../src/connectors/oauth/assertion.ts';
import { PrivateKey } from '../../../src/connectors/oauth/private-key.ts';
import { basic, oauthToken } from '../../../src/connectors/oauth/token.ts';
import { connectorErrorOf } from '../../support/connector-io.ts';
import { ioFor, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const SECRET = 'client-secret-77';

/** A vendor whose tokens are `t1`, `t2` …; `accepts` says which of them it takes. */
async function vendor(accepts: (token: string, all: number) => boolean, refusal?: Reply) {
  let given = 0;
  const server = await startVendor(() => ({
    routes: [
      {
        on: 'POST /token',
        answer: ({ text, headers }) => {
          if (refusal !== undefined) return refusal;
          const form = new URLSearchParams(text);
          const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
          if (!isForm || form.get('client_secret') !== SECRET)
            return { status: 401, body: { error: 'invalid_client' } };
          return { body: { access_token: `fetched-t${++given}`, expires_in: 3600 } };
        },
      },
      {
        on: 'GET /users',
        answer: ({ headers }) => {
          const token = String(headers.authorization).replace('Bearer fetched-', '');
          return accepts(token, given)
            ? { body: { token } }
            : { status: 401, body: { message: headers.authorization } };
        },
      },
    ],
    nothing: { status: 404 },
  }));
  open.push(server);
  const io = ioFor(server);
  const [secrets, meter] = [openSecrets([SECRET]), openMeter()];
  const credentials = oauthToken({
    app: 'acme',
    io,
    secrets,
    meter,
    url: `${server.origin}/token`,
    form: () => ({ grant_type: 'client_credentials', client_id: 'c', client_secret: SECRET }),
  });
  const api = createApi({
    app: 'acme',
    baseUrl: server.origin,
    headers: {},
    secrets,
    io,
    credentials,
    meter,
  });
  return { server, api, meter, ask: () => api.get('users', z.object({ token: z.string() })) };
}

const fetches = ({ requests }: VendorServer) =>
  requests.filter((request) => request === 'POST /token').length;

describe('A fetched token', () => {
  it('is fetched once for requests that need it at the same time', async () => {
    const { server, ask, meter } = await vendor(() => true);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill({ token: 't1' }));
    expect(fetches(server)).toBe(1);
    expect(meter.usage().requests).toBe(4);
  });

  it('is fetched again once, for all, when the vendor no longer accepts it', async () => {
    const { server, ask } = await vendor((token) => token !== 't1');
    expect(await Promise.all([ask(), ask()])).toEqual([{ token: 't2' }, { token: 't2' }]);
    expect(fetches(server)).toBe(2);
  });

  it('is not fetched for ever: a second refusal is an error, which shows no token', async () => {
    const { server, ask } = await vendor(() => false);
    const error = await connectorErrorOf(ask());
    expect(error.kind).toBe('auth');
    expect(`${error.message} ${error.stack}`).not.toMatch(/fetched-t\d/);
    expect(fetches(server)).toBe(2);
  });

  it('is replaced shortly before it expires, and used until then', async () => {
    const { server, ask } = await vendor(() => true);
    await ask();
    const wait = (seconds: number) => {
      server.clock.now = new Date(server.clock.now.getTime() + seconds * 1000);
    };
    wait(3500);
    expect(await ask()).toEqual({ token: 't1' });
    wait(50);
    expect(await ask()).toEqual({ token: 't2' });
  });

  it.each([
    [
      { error: 'invalid_client', error_description: `expired ${SECRET}` },
      401,
      'auth',
      /invalid_client \("expired \[secret\]"\); the secret or key/,
    ],
    [{ error: 'invalid_scope', error_description: 'no such scope' }, 400, 'permission', /no such scope/],
    [{ error: 'invalid_dpop_proof' }, 400, 'unexpected-response', /proof of possession \(DPoP\)/],
  ])('that is refused with %j says why', async (body, status, kind, words) => {
    const { ask } = await vendor(() => true, { status, body });
    const error = await connectorErrorOf(ask());
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain(SECRET);
  });

  it('by HTTP Basic is hidden as well', () => {
    const secrets = openSecrets([]);
    const header = basic('id', 'pässword', secrets);
    expect(secrets.redact(`sent ${header}`)).toBe('sent Basic [secret]');
  });
});

describe('An assertion', () => {
  const NOW = new Date('2026-03-10T12:00:00Z');

  it.each([
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 }), 'pkcs1'],
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 }), 'pkcs8'],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'sec1'],
  ] as const)('is signed with %s, also with a key in an old form on one line', async (alg, pair, type) => {
    const pem = String(pair.privateKey.export({ type: type as 'pkcs8', format: 'pem' }));
    const privateKey = PrivateKey.parse(pem.replaceAll('\n', '\\n'));
    const jwt = await signAssertion(
      { now: () => NOW },
      { privateKey, keyId: 'k1', claims: { iss: 'c' }, seconds: 300 },
    );
    const key = await importSPKI(String(pair.publicKey.export({ type: 'spki', format: 'pem' })), alg);
    const { payload, protectedHeader } = await jwtVerify(jwt, key, { currentDate: NOW });
    expect(protectedHeader).toMatchObject({ alg, kid: 'k1' });
    expect(payload).toMatchObject({
      iss: 'c',
      iat: NOW.getTime() / 1000 - 30,
      exp: NOW.getTime() / 1000 + 270,
    });
  });

  it('is signed with a JWK, under the id that it has', async () => {
    const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const privateKey = PrivateKey.parse(
      ` ${JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'k9' })} `,
    );
    const jwt = await signAssertion({ now: () => NOW }, { privateKey, claims: {}, seconds: 300 });
    expect(decodeProtectedHeader(jwt)).toMatchObject({ alg: 'ES256', kid: 'k9' });
  });

  it.each([
    ['{"kty":"EC"}', /is not a private key/],
    ['nothing', /is not a private key/],
    ['-----BEGIN ENCRYPTED PRIVATE KEY-----', /locked with a passphrase/],
    [
      String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
      /key of type ed25519/,
    ],
  ])('needs a key that can be used: %s', (text, words) => {
    expect(PrivateKey.safeParse(text).error?.issues[0]?.message).toMatch(words);
  });
});
