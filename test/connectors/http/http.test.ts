import type { RequestListener } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiOptions, createApi } from '../../../src/connectors/http/http.ts';
import { openHostTurns } from '../../../src/connectors/pacing/host-turns.ts';
import { connectorErrorOf, testIo } from '../../support/connector-io.ts';
import { sendJson, startServer, type TestServer } from '../../support/http-server.ts';

const Thing = z.object({ rows: z.array(z.object({ id: z.string() })) });
/** The vendor's clock, which is as right as ours unless a test says so. */
const NOON = new Date('2026-03-10T12:00:00Z').toUTCString();
const FINE = { rows: [{ id: 'a' }] };

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function apiOn(handle: RequestListener, changes: Partial<ApiOptions> = {}) {
  const server = await startServer(handle);
  open.push(server);
  const io = testIo({ allow: [server.origin] });
  const api = createApi({
    app: 'acme',
    baseUrl: `${server.origin}/v1`,
    headers: { authorization: 'Bearer tok-123456' },
    secrets: ['tok-123456'],
    io,
    random: () => 0.5,
    ...changes,
  });
  return { api, server, io };
}

/** Gives these answers one after the other, then repeats the last one. */
function inTurn(...answers: RequestListener[]): RequestListener {
  return (request, response) => (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
}

const fine: RequestListener = (_, response) => sendJson(response, FINE);
const status = (code: number, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => response.writeHead(code, { date: NOON, ...headers }).end('{}');
};

describe('An API call', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('reads an answer that comes as %s, in pieces and whole', async (encoding, packed) => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ id: `Jürgen ${index}` }));
    const { api } = await apiOn((_, response) => {
      const bytes = packed(JSON.stringify({ rows }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      // A letter of two bytes and a block of the packed text may be parted anywhere.
      for (let at = 0; at < bytes.length; at += 997) response.write(bytes.subarray(at, at + 997));
      response.end();
    });
    expect(await api.get('things', Thing)).toEqual({ rows });
  });

  it.each([
    ['after each request', 1],
    ['after three', 3],
  ])('is not lost on a server that closes its connections %s', async (_, each) => {
    let asked = 0;
    const { api, server } = await apiOn((_request, response) => {
      if (++asked % each === 0) response.setHeader('connection', 'close');
      // In pieces, and without a length.
      response.write(JSON.stringify(FINE).slice(0, 9));
      response.end(JSON.stringify(FINE).slice(9));
    });
    for (let number = 0; number < 10; number++) expect(await api.get('things', Thing)).toEqual(FINE);
    expect(server.requests).toHaveLength(10);
  });

  it('refuses a packed answer that was cut off', async () => {
    const { api } = await apiOn((_, response) => {
      const bytes = gzipSync(JSON.stringify(FINE));
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes.subarray(0, -12));
    });
    const error = await connectorErrorOf(api.get('things', Thing));
    expect(['unavailable', 'unexpected-response']).toContain(error.kind);
  });

  it.each(['\uFEFF', '\uFEFF\r\n', '\n '])(
    'reads JSON that begins with a mark of its bytes or blanks: %j',
    async (before) => {
      const { api } = await apiOn((_, response) => response.end(`${before}${JSON.stringify(FINE)}`));
      expect(await api.get('things', Thing)).toEqual(FINE);
    },
  );

  it('waits for the time in Retry-After, given in seconds or as a date', async () => {
    const date = new Date('2026-03-10T12:00:30Z').toUTCString();
    const answers = inTurn(status(429, { 'retry-after': '7' }), status(503, { 'retry-after': date }), fine);
    const { api, io, server } = await apiOn(answers);
    expect(await api.get('things', Thing)).toEqual(FINE);
    expect(io.waits).toEqual([7000, 30_000]);
    expect(server.requests).toEqual(['GET /v1/things', 'GET /v1/things', 'GET /v1/things']);
  });

  it('leaves a wait of more than two minutes to the next run, and reports when the next run may start', async () => {
    const { api, io } = await apiOn(status(429, { 'retry-after': '3600' }));
    const error = await connectorErrorOf(api.get('things', Thing));
    expect(error).toMatchObject({ kind: 'rate-limit', retryAt: '2026-03-10T13:00:00.000Z' });
    expect(io.waits).toEqual([]);
  });

  it('backs off with jitter and gives up after four tries', async () => {
    const { api, io, server } = await apiOn(status(500));
    expect((await connectorErrorOf(api.get('things', Thing))).kind).toBe('unavailable');
    expect(io.waits).toEqual([750, 1500, 3000]);
    expect(server.requests).toHaveLength(4);
  });

  it('does not hammer an app that names no wait, or a wait of nothing', async () => {
    const { api, io } = await apiOn(status(500), { random: () => 0 });
    await connectorErrorOf(api.get('things', Thing));
    expect(io.waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(1000);
    const hasty = await apiOn(status(429, { 'retry-after': '0' }), { random: () => 0 });
    await connectorErrorOf(hasty.api.get('things', Thing));
    expect(hasty.io.waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(1000);
  });

  const in40s = String(Date.parse('2026-03-10T12:00:40Z') / 1000);
  it.each([
    [429, { 'ratelimit-reset': '40' }],
    [429, { ratelimit: '"default";r=0;t=40' }],
    [429, { 'x-rate-limit-reset': in40s }],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': in40s }],
    [403, { 'retry-after': '40' }],
    [429, { 'x-ratelimit-reset': `${in40s}000` }],
  ])('waits as long as a rate limit lasts, told by %s %j', async (code, headers) => {
    const { api, io } = await apiOn(inTurn(status(code, headers), fine));
    expect(await api.get('things', Thing)).toEqual(FINE);
    expect(io.waits).toEqual([40_000]);
  });

  it('measures an epoch by the clock of the vendor, so that a clock of ours that is wrong waits as long', async () => {
    const date = new Date('2026-03-10T12:00:30Z').toUTCString();
    const { api, io } = await apiOn(inTurn(status(429, { date, 'x-rate-limit-reset': in40s }), fine));
    await api.get('things', Thing);
    expect(io.waits).toEqual([10_000]);
  });

  it('leaves a long rate limit to the next run and names its end, also behind a 403', async () => {
    const reset = String(Date.parse('2026-03-10T13:00:00Z') / 1000);
    const { api, io } = await apiOn(
      status(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }),
    );
    const error = await connectorErrorOf(api.get('things', Thing));
    expect(error).toMatchObject({ kind: 'rate-limit', retryAt: '2026-03-10T13:00:00.000Z' });
    expect(io.waits).toEqual([]);
  });

  it('takes a 403 with requests left for a missing permission', async () => {
    const { api, server } = await apiOn(status(403, { 'x-ratelimit-remaining': '4999' }));
    expect((await connectorErrorOf(api.get('things', Thing))).kind).toBe('permission');
    expect(server.requests).toHaveLength(1);
  });

  it.each([520, 521, 522, 523, 524])(
    'tries again after %s, which a proxy of the vendor sends',
    async (code) => {
      const { api } = await apiOn(inTurn(status(code), fine));
      expect(await api.get('things', Thing)).toEqual(FINE);
    },
  );

  it.each([
    [{ detail: 'Start index too big' }, '("Start index too big")'],
    [{ Errors: { description: 'invalid_authentication', code: 401 } }, '("invalid_authentication")'],
    [{ Errors: [{ description: 'no such user' }] }, '("no such user")'],
    [{ errorCode: 'E0000011', errorSummary: 'Invalid token provided' }, '("Invalid token provided")'],
    [{ type: 'about:blank', title: 'Bad scope', status: 400 }, '("Bad scope")'],
    [{ error: { message: 'Key has been revoked' } }, '("Key has been revoked")'],
    [{ errors: ['first', 'second'] }, '("first")'],
    ['Access is denied for this client', '("Access is denied for this client")'],
    ['<html><head><title>Maintenance</title></head></html>', '("Maintenance")'],
    [{ detail: 'a\u001b[31mred\nline' }, '("a [31mred line")'],
    [{ detail: 'x'.repeat(900) }, `("${'x'.repeat(200)}…")`],
  ])('gives the words of the vendor in %j', async (body, words) => {
    const { api } = await apiOn((_, response) =>
      typeof body === 'string' ? response.writeHead(400).end(body) : sendJson(response, body, 400),
    );
    expect((await connectorErrorOf(api.get('things', Thing))).message).toContain(words);
  });

  it('shows no half of a secret where the words of the vendor are cut', async () => {
    const detail = `${'x'.repeat(195)} tok-123456`;
    const { api } = await apiOn((_, response) => sendJson(response, { detail }, 400));
    expect((await connectorErrorOf(api.get('things', Thing))).message).not.toContain('tok-');
  });

  it('is not repeated when repeating could do harm', async () => {
    const { api, server } = await apiOn(status(500));
    await connectorErrorOf(api.send('things', { method: 'POST', body: {} }));
    expect(server.requests).toHaveLength(1);
  });

  it('does not wait for ever', async () => {
    const { api } = await apiOn(() => undefined, { timeoutMs: 30, tries: 2 });
    const error = await connectorErrorOf(api.get('things', Thing));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain('no complete answer within 0.03 s');
  });

  it('does not wait for ever when garbage is collected during the call', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const { api } = await apiOn(() => undefined, { timeoutMs: 300, tries: 1 });
    const collecting = setInterval(collect, 20);
    expect((await connectorErrorOf(api.get('things', Thing))).kind).toBe('unavailable');
    clearInterval(collecting);
  });

  it('does not wait for ever for the rest of a body', async () => {
    const { api } = await apiOn((_, response) => response.write('{"rows": ['), { timeoutMs: 30, tries: 1 });
    expect((await connectorErrorOf(api.get('things', Thing))).kind).toBe('unavailable');
  });

  it('whose connection is closed in the middle of the answer says so in words', async () => {
    const { api } = await apiOn((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"rows":[', () => response.destroy());
    });
    const error = await connectorErrorOf(api.get('users', Thing));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain('failed: the connection was closed before the answer was complete (');
  });

  it('stops when the run is stopped', async () => {
    const stop = new AbortController();
    const { api, server } = await apiOn(() => stop.abort(new Error('stopping')), {});
    const stoppable = createApi({
      app: 'acme',
      baseUrl: server.origin,
      headers: {},
      secrets: [],
      io: testIo({ allow: [server.origin], signal: stop.signal }),
    });
    await expect(stoppable.get('things', Thing)).rejects.toThrow('stopping');
    expect(api.unexpected('x')).toBeInstanceOf(Error);
  });

  it('names the row that does not match the documentation', async () => {
    const { api } = await apiOn((_, response) => sendJson(response, { rows: [{ id: 'a' }, { id: 3 }] }));
    const error = await connectorErrorOf(api.get('things', Thing));
    expect(error.kind).toBe('unexpected-response');
    expect(error.message).toMatch(/\/v1\/things: rows\[1\]\.id: .*string/);
  });

  it('does not send the token to another host, even in a next link', async () => {
    const { api, server } = await apiOn(fine);
    const error = await connectorErrorOf(api.get('https://evil.example/things', Thing));
    expect(error.message).toContain('the token is not sent elsewhere');
    expect(server.requests).toEqual([]);
  });

  it('keeps the configured pace between requests', async () => {
    const { api, io } = await apiOn(fine, { pacing: 200 });
    await api.get('things', Thing);
    await api.get('things', Thing);
    expect(io.waits).toEqual([200]);
  });

  it.each([
    ['once nothing is left', {}, '0', [12_000]],
    ['once half is used, where half belongs to others', { spare: 0.5 }, '150', [12_000]],
    ['not before', { spare: 0.5 }, '151', []],
  ])('rests until the limit resets: %s', async (_, options, remaining, waits) => {
    const reset = String(Date.parse('2026-03-10T12:00:12Z') / 1000);
    const limit = {
      'x-rate-limit-remaining': remaining,
      'x-rate-limit-limit': '300',
      'x-rate-limit-reset': reset,
    };
    const { api, io } = await apiOn((_request, response) => {
      response.writeHead(200, { date: NOON, ...limit }).end(JSON.stringify(FINE));
    }, options);
    await api.get('things', Thing);
    await api.get('things', Thing);
    expect(io.waits).toEqual(waits);
  });

  it('shares the pace of a host, and the waits it asks for, with other apps there', async () => {
    const answers = inTurn(fine, status(429, { 'retry-after': '7' }), fine);
    const server = await startServer(answers);
    open.push(server);
    const io = testIo({ allow: [server.origin] });
    const shared = { ...io, hosts: openHostTurns(() => io.now().getTime()) };
    const [one, other] = ['a', 'b'].map((app) =>
      createApi({
        app,
        baseUrl: `${server.origin}/${app}`,
        headers: {},
        secrets: [],
        io: shared,
        pacing: 200,
        random: () => 0.5,
      }),
    );
    await one?.get('things', Thing);
    await other?.get('things', Thing);
    // The second waited for its turn, was told to wait, and asked again.
    expect(io.waits).toEqual([200, 7000]);
    io.waits.length = 0;
    shared.hosts.rest(new URL(server.origin).host, 20_000);
    await one?.get('things', Thing);
    expect(io.waits).toEqual([20_000]);
  });

  it('says until when a vendor asked to wait, and when that is over, and nothing of its own pace', async () => {
    const said: (string | null)[] = [];
    const waiting = (until: Date | null) => void said.push(until?.toISOString() ?? null);
    const server = await startServer(inTurn(fine, status(429, { 'retry-after': '90' }), fine));
    open.push(server);
    const io = testIo({ allow: [server.origin], waiting });
    const api = createApi({
      app: 'a',
      baseUrl: server.origin,
      headers: {},
      secrets: [],
      io,
      pacing: 200,
      random: () => 0.5,
    });
    await api.get('things', Thing);
    expect(said).toEqual([]);
    await api.get('things', Thing);
    expect(io.waits).toEqual([200, 90_000]);
    expect(said).toEqual(['2026-03-10T12:01:30.000Z', null]);
  });

  it('reads no more than 50 MB', async () => {
    const block = Buffer.alloc(1024 * 1024, 'x');
    const { api } = await apiOn((_, response) => {
      const more = () => {
        while (response.writable && !response.destroyed) if (!response.write(block)) return;
      };
      response.on('drain', more);
      more();
    });
    expect((await connectorErrorOf(api.get('things', Thing))).message).toContain('more than 50 MB');
  });

  it('reports at once what our own network policy blocked', async () => {
    const { api, io } = await apiOn(fine, { baseUrl: 'https://169.254.169.254/latest' });
    const error = await connectorErrorOf(api.get('meta-data', Thing));
    expect(error.kind).toBe('not-allowed');
    expect(error.message).toContain('network: { allow: ["169.254.169.254"] }');
    expect(io.waits).toEqual([]);
  });
});
