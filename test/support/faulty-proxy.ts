import { request as send } from 'node:http';
import { startServer, type TestServer } from './http-server.ts';

/** What happens to a request on its way. */
type Fault =
  /** It is answered without reaching the server. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** It arrives, and the answer is lost. */
  | 'answer-lost'
  /** It does not arrive, and nothing is answered. */
  | 'lost';

export interface FaultyProxy extends TestServer {
  /** Decides about each request, `PATCH /scim/Users/1001`; `null` lets it through. */
  fault: (request: string) => Fault | null;
  /** What a request waits for before it goes on; `null` for nothing. */
  before: (request: string) => Promise<void> | null;
}

/** Stands between us and a real server. */
export async function faultyProxy(target: { readonly origin: string }): Promise<FaultyProxy> {
  const proxy: Pick<FaultyProxy, 'fault' | 'before'> = { fault: () => null, before: () => null };
  const server = await startServer(async (request, response) => {
    await proxy.before(`${request.method} ${request.url}`);
    const fault = proxy.fault(`${request.method} ${request.url}`);
    if (fault === 'lost') {
      request.socket.destroy();
      return;
    }
    if (fault !== null && fault !== 'answer-lost') {
      request.resume();
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(JSON.stringify(fault.body ?? {}));
      return;
    }
    const { method, headers, url } = request;
    const onward = send(
      `${target.origin}${url}`,
      { ...(method === undefined ? {} : { method }), headers },
      (answer) => {
        if (fault === 'answer-lost') {
          answer.resume();
          answer.once('end', () => request.socket.destroy());
          return;
        }
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => request.socket.destroy());
    request.pipe(onward);
  });
  return Object.assign(proxy, server);
}
