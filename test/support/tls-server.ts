import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestServer } from './http-server.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`../connectors/fixtures/tls/${name}`, import.meta.url), 'utf8');

/** The CA that no Node knows. */
export const TEST_CA = fixture('ca.pem');

/** An https server on loopback whose certificate, for `localhost` and `scim.acme.example`, is signed by `TEST_CA`. */
export async function startTlsServer(
  handle: RequestListener,
): Promise<TestServer & { readonly port: number }> {
  const requests: string[] = [];
  const server = createServer(
    { key: fixture('server-key.pem'), cert: fixture('server.pem') },
    (request, response) => {
      requests.push(`${request.method} ${request.url}`);
      handle(request, response);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://localhost:${port}`,
    port,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
