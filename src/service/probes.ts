import type { ServerResponse } from 'node:http';
import type { Store } from '../store/db/open.ts';
import type { Route } from '../web/server.ts';

/**
 * For a supervisor: `/healthz` tells whether the process is alive and its store answers, `/readyz` whether it has started and
 * read everything once. They tell nothing else, because they require no authentication.
 */
export function probes(store: Store, isReady: () => boolean): readonly Route[] {
  return [
    { method: 'GET', path: '/healthz', answer: (_, response) => say(response, store.answers()) },
    { method: 'GET', path: '/readyz', answer: (_, response) => say(response, isReady() && store.answers()) },
  ];
}

function say(response: ServerResponse, good: boolean): void {
  response.writeHead(good ? 200 : 503, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end(good ? 'ok\n' : 'not ready\n');
}
