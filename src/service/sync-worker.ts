import { parentPort, workerData } from 'node:worker_threads';
import { syncAll } from '../flows/sync/sync-all.ts';
import { createLog } from '../log.ts';
import { ownStoreError } from '../store/db/errors.ts';
import { openContext } from './open-context.ts';
import type { SyncTask, SyncThreadMessage } from './sync-thread.ts';

/** The thread in which a service syncs, so that commands are answered at once however large an app is. */
const { config, platforms, logLevel, only } = workerData as SyncTask;
const stop = new AbortController();
parentPort?.once('message', () => stop.abort(new Error('Seatkeeper is stopping')));

const send = (message: SyncThreadMessage) => parentPort?.postMessage(message);
const context = openContext(config, platforms, {
  now: () => new Date(),
  log: createLog({ level: logLevel, secrets: config.secrets }),
  signal: stop.signal,
  progress: (step) => send({ type: 'progress', step }),
});
try {
  send({ type: 'report', report: await syncAll(context, only) });
} catch (thrown) {
  const error = ownStoreError(thrown, config.database);
  // An error loses its class between threads: the admin needs its message.
  send({
    type: 'failed',
    stopped: stop.signal.aborted,
    message: error instanceof Error ? error.message : String(error),
  });
} finally {
  context.store.close();
  parentPort?.close();
}
