import { parentPort, workerData } from 'node:worker_threads';
import { syncAll } from '../flows/sync/sync-all.ts';
import { createLog } from '../log.ts';
import { openContext } from './app.ts';
import type { SyncTask, SyncThreadMessage } from './sync-thread.ts';

/** The thread a service syncs in, so that commands are answered at once however large an app is. */
const { config, platforms, logLevel, only } = workerData as SyncTask;
const stop = new AbortController();
parentPort?.once('message', () => stop.abort(new Error('Seatkeeper is stopping')));

const tell = (told: SyncThreadMessage) => parentPort?.postMessage(told);
const context = openContext(config, platforms, {
  now: () => new Date(),
  log: createLog({ level: logLevel, secrets: config.secrets }),
  signal: stop.signal,
  progress: (step) => tell({ type: 'progress', step }),
});
try {
  tell({ type: 'report', report: await syncAll(context, only) });
} catch (error) {
  // An error crosses threads without its class: what the admin needs is its message.
  tell({
    type: 'failed',
    stopped: stop.signal.aborted,
    message: error instanceof Error ? error.message : String(error),
  });
} finally {
  context.store.close();
  parentPort?.close();
}
