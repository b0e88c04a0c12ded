import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type LookupFunction } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { BlockedRequest } from '../../../src/connectors/network/blocked-request.ts';
import {
  createSockets,
  type Encryption,
  type SocketOptions,
} from '../../../src/connectors/network/sockets.ts';
import { TEST_CA } from '../../support/tls-server.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const signal = new AbortController().signal;
const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const plain = () => listening(createServer((socket) => socket.end('hello')));
/** For `localhost` and `scim.acme.example`, signed by the test CA. */
const encrypted = () =>
  listening(
    createTlsServer({ key: fixture('server-key.pem'), cert: fixture('server.pem') }, (socket) =>
      socket.on('error', () => {}).end('hello'),
    ),
  );

const toLoopback: LookupFunction = (_host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);

async function openTo(host: string, port: number, options: Partial<SocketOptions> = {}) {
  const socket = await createSockets({ allow: [], ...options }).open({ host, port }, signal);
  closing.push(() => socket.destroy());
  return socket;
}

async function greeted(socket: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const chunk of socket) all += String(chunk);
  return all;
}

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(BlockedRequest);
  return error instanceof Error ? error.message : '';
};

describe('A socket', () => {
  it.each(['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', 'fd00::1', '::ffff:10.0.0.1'])(
    'does not go to %s unless it is named',
    async (host) => {
      expect(await refusalOf(openTo(host, 636))).toContain(`network: { allow: ["${host}"] }`);
    },
  );

  it('does not go to a name that resolves to a private address, whatever was found before', async () => {
    const port = await plain();
    const refusal = await refusalOf(openTo('ldap.acme.example', port, { lookup: toLoopback }));
    expect(refusal).toContain(
      'ldap.acme.example resolved to 127.0.0.1, not an address on the public internet',
    );
  });

  it.each<(port: number) => string>([() => '127.0.0.1', (port) => `127.0.0.1:${port}`, () => '127.0.0.0/8'])(
    'goes to an address that is allowed %#',
    async (allow) => {
      const port = await plain();
      const socket = await openTo('127.0.0.1', port, { allow: [allow(port)] });
      expect(await greeted(socket)).toBe('hello');
    },
  );

  it.each(['ldap.acme.example', '*.acme.example', '127.0.0.0/8'])(
    'goes to a name that %s allows',
    async (allow) => {
      const port = await plain();
      const socket = await openTo('ldap.acme.example', port, { allow: [allow], lookup: toLoopback });
      expect(await greeted(socket)).toBe('hello');
    },
  );

  it('goes to no other port than the one that is named', async () => {
    const port = await plain();
    await refusalOf(openTo('127.0.0.1', port, { allow: ['127.0.0.1:1'] }));
  });

  it('is given up when the read is stopped', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const sockets = createSockets({ allow: ['127.0.0.1'] });
    await expect(sockets.open({ host: '127.0.0.1', port: 9 }, stop.signal)).rejects.toThrow('stopped');
  });

  async function secured(how: Encryption, host = '127.0.0.1') {
    const port = await encrypted();
    const sockets = createSockets({ allow: [host], lookup: toLoopback });
    const socket = await sockets.open({ host, port }, signal);
    const secure = await sockets.encrypt(socket, { host, port }, how, signal);
    return greeted(secure);
  }

  it('is encrypted for the name that was asked for, or that is written for an address', async () => {
    expect(await secured({ ca: TEST_CA, serverName: 'scim.acme.example' })).toBe('hello');
    expect(await secured({ ca: TEST_CA }, 'scim.acme.example')).toBe('hello');
  });

  it.each([
    ['for another name', { ca: TEST_CA, serverName: 'dc1.acme.example' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['by a CA that nobody knows', { serverName: 'localhost' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('accepts no certificate %s', async (_, how, code) => {
    await expect(secured(how)).rejects.toMatchObject({ code });
  });

  it('accepts no certificate that lacks the address, and does not take it for localhost', async () => {
    const port = await encrypted();
    const sockets = createSockets({ allow: ['127.0.0.1'] });
    const socket = await sockets.open({ host: '127.0.0.1', port }, signal);
    const secure = sockets.encrypt(socket, { host: '10.1.2.3', port }, { ca: TEST_CA }, signal);
    await expect(secure).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('says that the other end hung up while it was to be encrypted', async () => {
    const port = await plain();
    const sockets = createSockets({ allow: ['127.0.0.1'] });
    const socket = await sockets.open({ host: '127.0.0.1', port }, signal);
    await expect(sockets.encrypt(socket, { host: '127.0.0.1', port }, {}, signal)).rejects.toMatchObject({
      code: expect.stringMatching(/^E/),
    });
  });
});
