import type { LookupAddress } from 'node:dns';
import { connect, createServer, type LookupFunction } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { BlockedRequest } from '../../../src/connectors/network/blocked-request.ts';
import { createFetch } from '../../../src/connectors/network/network.ts';
import { sendJson, startServer, type TestServer } from '../../support/http-server.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A DNS with these answers. */
function resolvingTo(...addresses: string[]): LookupFunction {
  const answers: LookupAddress[] = addresses.map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  return (_host, options, callback) => {
    const [first] = answers;
    if (options.all) callback(null, answers);
    else callback(null, first?.address ?? '', first?.family);
  };
}

async function refusalOf(
  url: string,
  options: Partial<Parameters<typeof createFetch>[0]> = {},
): Promise<string> {
  const error = await createFetch({ allow: [], ...options })(url).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(BlockedRequest);
  return error instanceof Error ? error.message : '';
}

async function serverWith(handle: Parameters<typeof startServer>[0]): Promise<TestServer> {
  const server = await startServer(handle);
  open.push(server);
  return server;
}

describe('The network', () => {
  it.each([
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://224.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[64:ff9b::a00:1]/',
  ])('refuses %s', async (url) => {
    expect(await refusalOf(url)).toContain('not an address on the public internet');
  });

  it.each([
    [['10.0.0.5']],
    [['169.254.169.254']],
    [['::ffff:127.0.0.1']],
    [['fd12::1']],
    [['93.184.216.34', '10.0.0.5']],
  ])('refuses a name that resolves to %s', async (addresses) => {
    const message = await refusalOf('https://figma.example/scim', { lookup: resolvingTo(...addresses) });
    expect(message).toContain(`figma.example resolved to ${addresses.at(-1)}`);
    expect(message).toContain('network: { allow: ["figma.example"] }');
  });

  it('checks the address it connects to, so that a name cannot point elsewhere after the check', async () => {
    const server = createServer(() => expect.unreachable('connected'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    let asked = 0;
    const rebinding: LookupFunction = (host, options, callback) => {
      asked += 1;
      resolvingTo('127.0.0.1')(host, options, callback);
    };
    await refusalOf(`https://rebind.example:${port}/`, { lookup: rebinding });
    expect(asked).toBe(1);
    server.close();
  });

  it('rejects plain http and shows how to allow it', async () => {
    expect(await refusalOf('http://figma.example:8080/scim')).toContain(
      'allow: ["http://figma.example:8080"]',
    );
  });

  it('rejects credentials in an address', async () => {
    expect(await refusalOf('https://me:secret@figma.example/')).not.toContain('secret');
  });

  it('reaches an origin the admin allowed, plain http and private', async () => {
    const server = await serverWith((_, response) => sendJson(response, { ok: true }));
    const response = await createFetch({ allow: [server.origin] })(`${server.origin}/scim`);
    expect(await response.json()).toEqual({ ok: true });
  });

  it('does not reach another port of an allowed origin', async () => {
    const server = await serverWith((_, response) => sendJson(response, {}));
    await refusalOf('http://127.0.0.1:9/', { allow: [server.origin] });
  });

  it('reaches a private host the admin allowed by name, but only by https', async () => {
    const reached = new Promise<Buffer>((resolve) => {
      const server = createServer((socket) => {
        socket.once('data', (bytes) => {
          resolve(bytes);
          socket.destroy();
          server.close();
        });
      });
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        const port = typeof address === 'object' && address !== null ? address.port : 0;
        const reach = createFetch({ allow: ['scim.intern'], lookup: resolvingTo('127.0.0.1') });
        reach(`https://scim.intern:${port}/`).catch(() => undefined);
      });
    });
    const tlsHandshake = 0x16;
    expect((await reached)[0]).toBe(tlsHandshake);
    await refusalOf('http://scim.intern/', { allow: ['scim.intern'] });
  });

  it.each([
    ['10.0.0.0/8', 'https://10.1.2.3:1/'],
    ['10.1.2.3', 'https://10.1.2.3:1/'],
    ['10.1.2.3:1', 'https://10.1.2.3:1/'],
    ['https://10.1.2.3:1', 'https://10.1.2.3:1/'],
    ['http://10.1.2.3:1', 'http://10.1.2.3:1/'],
    ['fd00::/8', 'https://[fd12::1]:1/'],
    ['[fd12::1]:1', 'https://[fd12::1]:1/'],
    ['10.0.0.0/8', 'https://scim.intern:1/'],
    ['*.intern', 'https://scim.intern:1/'],
    ['*.intern', 'https://a.scim.intern:1/'],
    ['SCIM.intern', 'https://scim.intern.:1/'],
  ])('%s lets %s through', async (line, url) => {
    const stop = AbortSignal.timeout(100);
    const reach = createFetch({ allow: [line], lookup: resolvingTo('10.1.2.3') });
    const error = await reach(url, { signal: stop }).catch((caught: unknown) => caught);
    // Nobody answers there: what matters is that the connection was tried.
    expect(error).not.toBeInstanceOf(BlockedRequest);
  });

  it.each([
    ['10.0.0.0/8', 'https://192.168.0.1/', 'not an address'],
    ['10.0.0.0/8', 'http://10.1.2.3/', 'not https'],
    ['192.168.0.0/16', 'https://scim.intern/', 'resolved to 10.1.2.3'],
    ['10.1.2.3:443', 'https://10.1.2.3:8443/', 'not an address'],
    ['*.intern', 'https://intern/', 'resolved to 10.1.2.3'],
    ['*.intern', 'https://scimintern.example/', 'resolved to 10.1.2.3'],
    ['*.intern', 'http://scim.intern/', 'not https'],
    ['scim.intern', 'https://a.scim.intern/', 'resolved to 10.1.2.3'],
    ['https://10.1.2.3', 'http://10.1.2.3/', 'not https'],
  ])('%s does not let %s through', async (line, url, message) => {
    expect(await refusalOf(url, { allow: [line], lookup: resolvingTo('10.1.2.3') })).toContain(message);
  });

  it('refuses a name of which one address is in an allowed range and another is not', async () => {
    const lookup = resolvingTo('10.0.0.5', '192.168.0.1');
    expect(await refusalOf('https://scim.intern/', { allow: ['10.0.0.0/8'], lookup })).toContain(
      'resolved to 192.168.0.1',
    );
  });

  it('opens few connections to one host, and closes them when they are not used', async () => {
    let [now, most] = [0, 0];
    const server = await serverWith((_, response) => setImmediate(() => sendJson(response, {})));
    const counted = createServer((socket) => {
      now += 1;
      most = Math.max(most, now);
      const onward = connect(Number(new URL(server.origin).port), '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          now -= 1;
          if (now === 0) closed();
        });
      onward.on('error', () => undefined);
    });
    let closed: () => void = () => undefined;
    const allClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    await new Promise<void>((resolve) => counted.listen(0, '127.0.0.1', resolve));
    const address = counted.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const reach = createFetch({ allow: [origin] });
    const answers = await Promise.all(Array.from({ length: 60 }, () => reach(origin)));
    await Promise.all(answers.map((answer) => answer.json()));
    expect(most).toBeLessThanOrEqual(32);
    await allClosed;
    counted.close();
  }, 20_000);

  it('follows a redirect on the same origin', async () => {
    const server = await serverWith((request, response) => {
      if (request.url === '/new') sendJson(response, { at: 'new' });
      else response.writeHead(301, { location: '/new' }).end();
    });
    expect(await (await createFetch({ allow: [server.origin] })(`${server.origin}/old`)).json()).toEqual({
      at: 'new',
    });
  });

  it('does not carry credentials to another origin', async () => {
    const other = await serverWith((_, response) => sendJson(response, {}));
    const server = await serverWith((_, response) =>
      response.writeHead(302, { location: `${other.origin}/x` }).end(),
    );
    const message = await refusalOf(`${server.origin}/`, { allow: [server.origin, other.origin] });
    expect(message).toContain(`redirected to ${other.origin}`);
    expect(other.requests).toEqual([]);
  });

  it('follows neither endless redirects nor redirects of a request with a body', async () => {
    const server = await serverWith((_, response) => response.writeHead(307, { location: '/again' }).end());
    expect(await refusalOf(server.origin, { allow: [server.origin] })).toContain('more than 5 times');
    const post = createFetch({ allow: [server.origin] })(server.origin, { method: 'POST', body: '{}' });
    await expect(post).rejects.toThrow('redirected a POST');
  });
});
