import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { behindToken } from '../../src/web/bearer.ts';
import { WEB_LIMITS, type WebLimits } from '../../src/web/limits.ts';
import { type Route, serveWeb } from '../../src/web/server.ts';

const hello: Route = {
  method: 'GET',
  path: '/hello',
  answer: (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end('hello');
  },
};
/** Answers once it has read the whole body. */
const echo: Route = {
  method: 'POST',
  path: '/echo',
  answer: (request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.end(String(bytes)));
  },
};

async function serve(limits: Partial<WebLimits> = {}, routes: readonly Route[] = [hello, echo]) {
  const web = await serveWeb({
    port: 0,
    host: '127.0.0.1',
    routes,
    onError: () => {},
    limits: { ...WEB_LIMITS, ...limits },
  });
  onTestFinished(() => web.close());
  return { ...web, url: `http://127.0.0.1:${web.port}` };
}

/** A bare connection, and all that arrives on it until it is closed. */
function open(port: number): { readonly socket: Socket; readonly answered: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += chunk;
  });
  // A connection that is cut off while we write is what some tests want.
  socket.on('error', () => {});
  const answered = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  return { socket, answered };
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

test('every answer carries the usual headers, and none says what the server is', async () => {
  const { url } = await serve({}, [
    hello,
    echo,
    behindToken('a-token-for-tests', { ...hello, path: '/secret' }),
  ]);
  for (const [path, method, status] of [
    ['/hello?x=1', 'GET', 200],
    ['/hello', 'HEAD', 200],
    ['/missing', 'GET', 404],
    ['/echo', 'GET', 405],
    ['/secret', 'GET', 401],
  ] as const) {
    const response = await fetch(`${url}${path}`, { method });
    expect(response.status, path).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('server') || response.headers.has('x-powered-by')).toBe(false);
    await response.text();
  }
});

test('a page behind a token is shown to nobody without it', async () => {
  const { url } = await serve({}, [behindToken('a-token-for-tests', hello)]);
  const ask = async (authorization?: string) =>
    (await fetch(`${url}/hello`, authorization === undefined ? {} : { headers: { authorization } })).status;
  expect(await ask('Bearer a-token-for-tests')).toBe(200);
  for (const wrong of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer a-token-for-test',
    'Bearer a-token-for-tests2',
    'Bearer a-token-for-tests a-token-for-tests',
    'Basic a-token-for-tests',
    'a-token-for-tests',
  ])
    expect(await ask(wrong), String(wrong)).toBe(401);
});

test('a connection that sends its headers byte by byte does not stay open', async () => {
  const { port } = await serve({ headersMs: 60, requestMs: 60, lookMs: 10 });
  const { socket, answered } = open(port);
  const drip = setInterval(() => socket.write('x'), 5);
  socket.write('GET /hello HTTP/1.1\r\nhost: a\r\nx-slow: ');
  expect(statusOf(await answered)).toBe(408);
  clearInterval(drip);
});

test('a body that never ends coming does not stay open either', async () => {
  const { port } = await serve({ headersMs: 60, requestMs: 60, lookMs: 10 });
  const { socket, answered } = open(port);
  socket.write('POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\nx');
  expect(statusOf(await answered)).toBe(408);
});

test('an open connection without a request is closed', async () => {
  const { port } = await serve({ idleMs: 20, headersMs: 60, requestMs: 60, lookMs: 10 });
  const { socket, answered } = open(port);
  socket.write('GET /hello HTTP/1.1\r\nhost: a\r\n\r\n');
  expect(await answered).toContain('hello');
  const silent = open(port);
  expect(await silent.answered).not.toContain('200');
});

test('headers and bodies that are far too large are refused', async () => {
  const { port } = await serve({ bodyBytes: 100_000 });
  const headers = open(port);
  headers.socket.write(`GET /hello HTTP/1.1\r\nhost: a\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(statusOf(await headers.answered)).toBe(431);

  const announced = open(port);
  announced.socket.write('POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 100001\r\n\r\n');
  expect(statusOf(await once(announced.socket, 'data').then(([text]) => String(text)))).toBe(413);

  const unasked = open(port);
  unasked.socket.write('GET /hello HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n12345');
  expect(statusOf(await unasked.answered)).toBe(400);
});

test('a client that sends an endless body that nobody asked for is cut off', async () => {
  const { port } = await serve({ bodyBytes: 100_000 });
  const { socket, answered } = open(port);
  socket.write('POST /missing HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n');
  const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
  let sent = 0;
  const more = () => {
    // Far more than any buffer on the way holds.
    while (!socket.destroyed && sent++ < 4000)
      if (!socket.write(chunk)) return void socket.once('drain', more);
  };
  more();
  await answered;
  expect(sent).toBeLessThan(4000);
});

test('more connections than allowed are not taken, and others go on', async () => {
  const { port } = await serve({ connections: 2 });
  const [first, second] = [open(port), open(port)];
  await Promise.all([once(first.socket, 'connect'), once(second.socket, 'connect')]);
  const third = open(port);
  third.socket.write('GET /hello HTTP/1.1\r\nhost: a\r\n\r\n');
  expect(await third.answered).toBe('');
  first.socket.write('GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
  expect(await first.answered).toContain('hello');
});

test('a request that is not HTTP gets 400, and the server lives on', async () => {
  const { port, url } = await serve();
  const { socket, answered } = open(port);
  socket.write('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n');
  expect(statusOf(await answered)).toBe(400);
  expect(await (await fetch(`${url}/hello`)).text()).toBe('hello');
});
