import { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { SyncStep } from '../domain/progress.ts';
import type { Outside } from '../flows/context.ts';
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
  readonly progress: Outside['progress'];
}

/** Runs one sync in a thread of its own, with its own connection to the store. */
export function syncInThread(task: SyncTask, { signal, progress }: ThreadOptions): Promise<SyncReport> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL('./sync-worker.js', import.meta.url), { workerData: task });
    const stop = () => worker.postMessage('stop');
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (told: SyncThreadMessage) => {
      switch (told.type) {
        case 'progress':
          return progress(told.step);
        case 'report':
          return resolve(told.report);
        case 'failed':
          return reject(told.stopped ? new Error('stopped') : new StoreError('unreachable', told.message));
        default:
          return told satisfies never;
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`the sync thread ended with code ${code} before it reported`));
    });
  });
}
