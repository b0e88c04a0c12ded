import { createServer, request as forward } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface TestProxy {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `CONNECT scim.acme.example:443` or `GET http://…`, in order. */
  readonly requests: string[];
  /** The Proxy-Authorization headers it saw. */
  readonly credentials: (string | undefined)[];
  close(): Promise<void>;
}

/** A forward proxy that takes every name to loopback, on the port that was asked for, or answers every tunnel with `refusal`. */
export async function startProxy(refusal?: number): Promise<TestProxy> {
  const requests: string[] = [];
  const credentials: (string | undefined)[] = [];
  const open = new Set<Socket>();
  const proxy = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    const target = new URL(request.url ?? '');
    const { port, pathname, search } = target;
    const onward = forward({
      host: '127.0.0.1',
      port,
      path: `${pathname}${search}`,
      method: request.method,
      headers: request.headers,
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  proxy.on('connect', (request, socket: Socket) => {
    requests.push(`CONNECT ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    if (refusal !== undefined) return socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const onward = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const each of [socket, onward]) {
      open.add(each);
      each.on('error', () => undefined).on('close', () => open.delete(each));
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    requests,
    credentials,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}
