import { parentPort, workerData } from 'node:worker_threads';
import type { Selection } from '../domain/sync/selection.ts';
import { openSync } from '../flows/sync/sync-all.ts';
import { createLog } from '../log.ts';
import { ownStoreError } from '../store/db/errors.ts';
import { openContext } from './open-context.ts';
import type { SyncTask, SyncThreadMessage, SyncThreadRequest } from './sync-thread.ts';
import { openEndedRequests } from './watching/ended-requests.ts';

/** The thread in which a service syncs, so that commands are answered at once however large an app is. */
const { config, platforms, logLevel, watched } = workerData as SyncTask;
const stop = new AbortController();

const send = (message: SyncThreadMessage) => parentPort?.postMessage(message);
const requests = watched === true ? openEndedRequests((ended) => send({ type: 'requests', ended })) : null;
const context = openContext(config, platforms, {
  now: () => new Date(),
  log: createLog({ level: logLevel, secrets: config.secrets }),
  signal: stop.signal,
  progress: (step) => send({ type: 'progress', step }),
  observer: requests?.observer,
});
const sync = openSync(context);
// Whoever asks for a read is told.
sync.catch(() => {});

parentPort?.on('message', (request: SyncThreadRequest) => {
  switch (request.type) {
    case 'read':
      return void read(request.id, request.selection);
    case 'stop':
      return stop.abort(new Error('Seatkeeper is stopping'));
    case 'close':
      return void close();
    default:
      return request satisfies never;
  }
});

async function read(id: number, selection: Selection): Promise<void> {
  try {
    const report = await (await sync).read(selection);
    requests?.flush();
    send({ type: 'report', id, report });
  } catch (thrown) {
    requests?.flush();
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

async function close(): Promise<void> {
  await sync.then((opened) => opened.close()).catch(() => {});
  context.store.close();
  parentPort?.close();
}
