import type { ServerResponse } from 'node:http';
import type { Store } from '../store/db/open.ts';
import type { Route } from '../web/server.ts';

/**
 * What a supervisor asks: `/healthz`, whether the process is alive and its store answers; `/readyz`, whether it has started and
 * read everything once. They say nothing else, because nobody who asks has to prove who they are.
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
