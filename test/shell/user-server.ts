import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface UserServer {
  readonly port: number;
  /** How many requests it did not let in. */
  refused(): number;
  close(): Promise<void>;
}

/** A SCIM server with one user, which answers requests that carry the token. */
export async function serveUsers(token: string): Promise<UserServer> {
  let refused = 0;
  const server = createServer(({ headers, url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    response.setHeader('content-type', 'application/scim+json');
    if (headers.authorization !== `Bearer ${token}`) {
      refused++;
      return void response.writeHead(401).end('{}');
    }
    if (pathname.endsWith('/ServiceProviderConfig')) return void response.end('{}');
    const past = Number(searchParams.get('startIndex') ?? 1) > 1;
    const users = past ? [] : [{ id: '1', userName: 'ada@acme.example', active: true }];
    response.end(
      JSON.stringify({ totalResults: 1, startIndex: 1, itemsPerPage: users.length, Resources: users }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    refused: () => refused,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
