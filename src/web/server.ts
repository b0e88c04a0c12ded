import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WEB_HEADERS, WEB_LIMITS, type WebLimits } from './limits.ts';

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
  /** If left out, those of a service. */
  readonly limits?: WebLimits;
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
export function serveWeb({
  port,
  host,
  routes,
  onError,
  limits = WEB_LIMITS,
}: WebOptions): Promise<WebServer> {
  const settings = {
    maxHeaderSize: limits.headerBytes,
    // A client that sends one byte a minute must not hold a connection forever.
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: limits.lookMs,
  };
  const server = createServer(settings, (request, response) => {
    for (const [name, value] of Object.entries(WEB_HEADERS)) response.setHeader(name, value);
    const path = (request.url ?? '').split('?')[0] ?? '';
    const here = routes.filter((route) => route.path === path);
    // Node leaves the body of an answer to HEAD out.
    const route = here.find(({ method }) => method === (request.method === 'HEAD' ? 'GET' : request.method));
    if (route === undefined) return refuse(request, response, here.length === 0 ? 404 : 405, limits);
    if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes)
      return refuse(request, response, 413, limits);
    // Nobody reads it, so it would have to be thrown away before the next request.
    if (route.method === 'GET' && hasBody(request)) return refuse(request, response, 400, limits);
    Promise.resolve()
      .then(() => route.answer(request, response))
      .catch((error: unknown) => {
        onError(error, path);
        if (response.headersSent) response.destroy();
        else refuse(request, response, 500, limits);
      });
  });
  server.maxConnections = limits.connections;
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

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** A small body that nobody wants is thrown away; a client that sends a large one is cut off. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { bodyBytes }: WebLimits,
): void {
  // The body is not read: the connection cannot be used again.
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
  response.end();
  let arrived = 0;
  request.on('data', (chunk: Buffer) => {
    arrived += chunk.length;
    if (arrived > bodyBytes) request.destroy();
  });
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
