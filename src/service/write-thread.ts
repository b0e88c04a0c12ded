import { Worker } from 'node:worker_threads';
import { StoreError, type StoreErrorKind } from '../store/db/errors.ts';
import type { Packed, RowTask, RowWriter } from '../store/first-import/first-import.ts';

export type WriteOrder =
  | { readonly type: 'write'; readonly page: Packed }
  | { readonly type: 'close' | 'abandon' };

export type WriteThreadMessage =
  | { readonly type: 'written' | 'closed' }
  | { readonly type: 'failed'; readonly kind: StoreErrorKind | null; readonly message: string };

/** How many pages may wait for the writer: enough to keep it busy, few enough to keep memory small. */
const AHEAD = 64;
/** The same while the thread starts. */
const AHEAD_AT_FIRST = 320;

/** Writes the rows of a first import in a thread of its own. */
export function writeInThread(task: RowTask): RowWriter {
  const worker = new Worker(new URL('./write-worker.js', import.meta.url), {
    workerData: task,
    // Its rows are short-lived, so a small young generation is enough.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
  });
  let waiting = 0;
  let ahead = AHEAD_AT_FIRST;
  let failure: Error | null = null;
  let closed = false;
  let wake: () => void = () => {};

  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void exited.then(() => fail(new Error('the writer thread ended before it was asked to')));
  worker.on('error', fail);
  worker.on('message', (message: WriteThreadMessage) => {
    switch (message.type) {
      case 'written':
        waiting--;
        ahead = AHEAD;
        return wake();
      case 'closed':
        closed = true;
        return wake();
      case 'failed':
        return fail(
          message.kind === null ? new Error(message.message) : new StoreError(message.kind, message.message),
        );
      default:
        return message satisfies never;
    }
  });

  function fail(error: Error): void {
    if (!closed) failure ??= error;
    wake();
  }

  function tell(order: WriteOrder): void {
    worker.postMessage(order);
  }

  async function until(done: () => boolean): Promise<void> {
    for (;;) {
      if (failure !== null) throw failure;
      if (done()) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    async write(page) {
      await until(() => waiting < ahead);
      waiting++;
      tell({ type: 'write', page });
    },
    async close() {
      tell({ type: 'close' });
      await until(() => closed);
      await exited;
    },
    async abandon() {
      closed = true;
      tell({ type: 'abandon' });
      await exited;
    },
  };
}
