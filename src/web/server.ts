import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One exact path of the web server, and its handler, which reads the body itself. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

export interface WebServer {
  /** The port it actually listens on, even when 0 was asked for. */
  readonly port: number;
  /** Lets answers under way finish, but not for longer than a few seconds. */
  close(): Promise<void>;
}

export interface WebOptions {
  readonly port: number;
  /** Left out: every interface. */
  readonly host?: string;
  readonly routes: readonly Route[];
  readonly onError: (error: unknown, path: string) => void;
}

/** The web server cannot be opened, because another program has the port or this user may not open it. */
export class WebError extends Error {
  override readonly name = 'WebError';

  constructor(
    readonly port: number,
    readonly why: 'taken' | 'forbidden',
  ) {
    super(`cannot listen on port ${port}: ${why}`);
  }
}

const CLOSE_MS = 5000;

/** The one web server of the bot. Rejects with `WebError` when the port cannot be opened. */
export function serveWeb({ port, host, routes, onError }: WebOptions): Promise<WebServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const here = routes.filter((route) => route.path === path);
    const route = here.find(({ method }) => method === request.method);
    if (route === undefined) return refuse(request, response, here.length === 0 ? 404 : 405);
    Promise.resolve()
      .then(() => route.answer(request, response))
      .catch((error: unknown) => {
        onError(error, path);
        if (response.headersSent) response.destroy();
        else refuse(request, response, 500);
      });
  });
  // A client that sends one byte a minute must not hold a connection forever.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            const hurry = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
            server.close(() => {
              clearTimeout(hurry);
              done();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  // The body is not read: the connection cannot be used again.
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
  response.end();
  request.resume();
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new WebError(port, 'taken');
    case 'EACCES':
      return new WebError(port, 'forbidden');
    default:
      return error;
  }
}
