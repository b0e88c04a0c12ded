import { Worker } from 'node:worker_threads';
import type { Config } from '../config/config.ts';
import type { SyncStep } from '../domain/sync/progress.ts';
import type { Selection } from '../domain/sync/selection.ts';
import type { Dependencies } from '../flows/context.ts';
import type { Sync, SyncReport } from '../flows/sync/sync-all.ts';
import { StoreError } from '../store/db/errors.ts';
import type { SpanEvent } from './tracing/span-events.ts';
import type { TraceBranch } from './tracing/tracing.ts';
import type { EndedRequest } from './watching/ended-requests.ts';

export interface SyncTask {
  readonly config: Config;
  readonly platforms: readonly string[];
  readonly logLevel: string;
}

/** What the thread is started with. */
export interface SyncThreadStart extends SyncTask {
  /** Whether requests to vendors are reported. */
  readonly counted: boolean;
  /** The prefix of its span ids; `null` if it has none. */
  readonly spans: string | null;
}

/** What the thread is asked to do; answers carry the `id` of what was asked. */
export type SyncThreadRequest =
  | {
      readonly type: 'read';
      readonly id: number;
      readonly selection: Selection;
      readonly parent: string | null;
    }
  | { readonly type: 'stop' | 'close' };

export type SyncThreadMessage =
  | { readonly type: 'progress'; readonly step: SyncStep }
  | { readonly type: 'requests'; readonly ended: readonly EndedRequest[] }
  | { readonly type: 'spans'; readonly events: readonly SpanEvent[] }
  | { readonly type: 'report'; readonly id: number; readonly report: SyncReport }
  | { readonly type: 'failed'; readonly id: number; readonly stopped: boolean; readonly message: string };

export interface ThreadOptions {
  readonly signal: AbortSignal;
  readonly progress: Dependencies['progress'];
  /** Told of each request to a vendor. */
  readonly requested?: ((request: EndedRequest) => void) | null;
  /** Where the spans of the thread belong. */
  readonly branch?: TraceBranch | null;
}

interface Asked {
  resolve(report: SyncReport): void;
  reject(error: unknown): void;
}

/** Reads in a thread of its own, with its own connection to the store. */
export async function openSyncThread(
  task: SyncTask,
  { signal, progress, requested = null, branch = null }: ThreadOptions,
): Promise<Sync> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./sync-worker.js', import.meta.url), {
    workerData: {
      ...task,
      counted: requested !== null,
      spans: branch?.prefix ?? null,
    } satisfies SyncThreadStart,
    // More memory would only fill with short-lived objects, and would not be faster.
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
  });
  const post = (request: SyncThreadRequest) => worker.postMessage(request);
  const stop = () => post({ type: 'stop' });
  const asked = new Map<number, Asked>();
  let last = 0;
  let broken: unknown = null;
  const breakOff = (error: unknown) => {
    broken ??= error;
    for (const { reject } of asked.values()) reject(broken);
    asked.clear();
  };
  signal.addEventListener('abort', stop, { once: true });
  worker.on('message', (message: SyncThreadMessage) => {
    if (message.type === 'progress') return progress(message.step);
    if (message.type === 'spans') return branch?.take(message.events);
    if (message.type === 'requests') {
      for (const each of message.ended) requested?.(each);
      return;
    }
    const one = asked.get(message.id);
    asked.delete(message.id);
    switch (message.type) {
      case 'report':
        return one?.resolve(message.report);
      case 'failed':
        return one?.reject(
          message.stopped ? new Error('stopped') : new StoreError('unreachable', message.message),
        );
      default:
        return message satisfies never;
    }
  });
  worker.once('error', breakOff);
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      branch?.end();
      breakOff(new Error(`the sync thread ended with code ${code} before it reported`));
      resolve();
    });
  });
  return {
    read: (selection) =>
      new Promise((resolve, reject) => {
        if (broken !== null) return reject(broken);
        const id = ++last;
        asked.set(id, { resolve, reject });
        post({ type: 'read', id, selection, parent: branch?.parent() ?? null });
      }),
    async close() {
      post({ type: 'close' });
      await exited;
    },
  };
}
