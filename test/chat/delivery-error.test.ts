import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { classifyNetworkError } from '../../src/chat/delivery-error.ts';
import { openSend } from '../../src/connectors/network/dial.ts';
import { silentPort } from '../support/silent-port.ts';

test('when one address drops packets and the other refuses connections, nothing was sent', async () => {
  const port = await freePort();
  await silentPort(port);
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '127.0.0.2', family: 4 },
  ];
  const send = await openSend({ lookup: (_host, _options, found) => found(null, addresses) });
  const error = await send(`http://chat.example:${port}/`, {}).catch((problem: unknown) => problem);
  expect(classifyNetworkError(error)).toEqual({ kind: 'unsent', code: 'ETIMEDOUT' });
});

const failing = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall });

test.each([
  ['unsent', 'a connection that timed out', failing('ETIMEDOUT', 'connect')],
  ['unknown', 'an answer that timed out', failing('ETIMEDOUT', 'read')],
  ['unknown', 'a connection that broke', failing('ECONNRESET', 'read')],
  ['unsent', 'a host without an address', failing('ENOTFOUND', 'getaddrinfo')],
  ['unsent', 'a certificate that is not trusted', failing('SELF_SIGNED_CERT_IN_CHAIN', 'connect')],
  [
    'unknown',
    'one address that refused and one that broke off',
    new AggregateError([failing('ECONNREFUSED', 'connect'), failing('ECONNRESET', 'read')]),
  ],
  ['unknown', 'an error that names no cause', new Error('fetch failed')],
  ['unknown', 'no error at all', 'closed'],
])('%s: %s', (kind, _what, error) => {
  expect(classifyNetworkError(new TypeError('fetch failed', { cause: error })).kind).toBe(kind);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
