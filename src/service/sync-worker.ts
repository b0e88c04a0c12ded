import { parentPort, workerData } from 'node:worker_threads';
import { observeTogether } from '../domain/watching/observer.ts';
import { openSync } from '../flows/sync/sync-all.ts';
import { createLog } from '../log.ts';
import { ownStoreError } from '../store/db/errors.ts';
import { openContext } from './open-context.ts';
import type { SyncThreadMessage, SyncThreadRequest, SyncThreadStart } from './sync-thread.ts';
import { openBatch } from './tracing/batch.ts';
import type { SpanEvent } from './tracing/span-events.ts';
import { openSpans } from './tracing/spans.ts';
import { traced } from './tracing/traced.ts';
import { openEndedRequests } from './watching/ended-requests.ts';

/** The thread in which a service syncs, so that commands are answered at once however large an app is. */
const { config, platforms, logLevel, counted, spans: prefix } = workerData as SyncThreadStart;
const stop = new AbortController();

const send = (message: SyncThreadMessage) => parentPort?.postMessage(message);
const requests = counted ? openEndedRequests((ended) => send({ type: 'requests', ended })) : null;
const events = openBatch<SpanEvent>((all) => send({ type: 'spans', events: all }));
const elapsed = () => performance.now();
const spans = prefix === null ? null : openSpans({ prefix, report: events.add, now: Date.now, elapsed });
const observers = [
  ...(requests === null ? [] : [requests.observer]),
  ...(spans === null ? [] : [traced(spans)]),
];
const context = openContext(config, platforms, {
  now: () => new Date(),
  log: createLog({ level: logLevel, secrets: config.secrets }),
  signal: stop.signal,
  progress: (step) => send({ type: 'progress', step }),
  observer: observers.length === 0 ? undefined : observeTogether(observers),
});
const sync = openSync(context);
// Each request for a read reports the error.
sync.catch(() => {});

parentPort?.on('message', (request: SyncThreadRequest) => {
  switch (request.type) {
    case 'read':
      return void read(request);
    case 'stop':
      return stop.abort(new Error('Seatkeeper is stopping'));
    case 'close':
      return void close();
    default:
      return request satisfies never;
  }
});

async function read({ id, selection, parent }: Extract<SyncThreadRequest, { type: 'read' }>): Promise<void> {
  const inTurn = async () => (await sync).read(selection);
  try {
    const report = await (spans === null ? inTurn() : spans.under(parent, inTurn));
    flush();
    send({ type: 'report', id, report });
  } catch (thrown) {
    flush();
    const error = ownStoreError(thrown, config.database);
    // An error loses its class between threads: the admin needs its message.
    send({
      type: 'failed',
      id,
      stopped: stop.signal.aborted,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Reports what was done before the result. */
function flush(): void {
  requests?.flush();
  events.flush();
}

async function close(): Promise<void> {
  await sync.then((opened) => opened.close()).catch(() => {});
  context.store.close();
  parentPort?.close();
}
