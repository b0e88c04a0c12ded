import { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { SyncStep } from '../domain/sync/progress.ts';
import type { Dependencies } from '../flows/context.ts';
import type { SyncReport } from '../flows/sync/sync-all.ts';
import { StoreError } from '../store/db/errors.ts';

export interface SyncTask {
  readonly config: Config;
  readonly platforms: readonly string[];
  readonly logLevel: string;
  readonly only: string | null;
}

export type SyncThreadMessage =
  | { readonly type: 'progress'; readonly step: SyncStep }
  | { readonly type: 'report'; readonly report: SyncReport }
  | { readonly type: 'failed'; readonly stopped: boolean; readonly message: string };

export interface ThreadOptions {
  readonly signal: AbortSignal;
  readonly progress: Dependencies['progress'];
}

/** Runs one sync in a thread of its own, with its own connection to the store. */
export function syncInThread(task: SyncTask, { signal, progress }: ThreadOptions): Promise<SyncReport> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./sync-worker.js', import.meta.url), { workerData: task });
    const stop = () => worker.postMessage('stop');
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: SyncThreadMessage) => {
      switch (message.type) {
        case 'progress':
          return progress(message.step);
        case 'report':
          return resolve(message.report);
        case 'failed':
          return reject(
            message.stopped ? new Error('stopped') : new StoreError('unreachable', message.message),
          );
        default:
          return message satisfies never;
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the sync thread ended with code ${code} before it reported`));
    });
  });
}
