import { Worker } from 'node:worker_threads';
import { StoreError, type StoreErrorKind } from '../store/db/errors.ts';
import { type Packed, type RowTask, RowTwice, type RowWriter } from '../store/first-import/first-import.ts';

export type WriteOrder =
  | { readonly type: 'open'; readonly task: RowTask }
  | { readonly type: 'write'; readonly page: Packed }
  | { readonly type: 'close' | 'abandon' | 'end' };

export type WriteThreadMessage =
  | { readonly type: 'written' | 'closed' }
  | { readonly type: 'twice'; readonly id: string }
  | { readonly type: 'failed'; readonly kind: StoreErrorKind | null; readonly message: string };

/** How many pages may wait for the writer: enough to keep it busy, few enough to keep memory small. */
const AHEAD = 24;
/** The same while the thread starts. */
const AHEAD_AT_FIRST = 64;

/** How long a thread without work waits for the next file. */
const SPARE_MS = 2000;
/** A thread that has closed its file. The next file finds it started. */
let spare: { readonly worker: Worker; readonly end: NodeJS.Timeout } | null = null;

/** Writes the rows of a first import in a thread of its own. */
export function writeInThread(task: RowTask): RowWriter {
  const worker = takeSpare() ?? startWorker();
  let waiting = 0;
  let ahead = AHEAD_AT_FIRST;
  let failure: Error | null = null;
  let closed = false;
  let wake: () => void = () => {};

  const take = (message: WriteThreadMessage) => {
    switch (message.type) {
      case 'written':
        waiting--;
        ahead = AHEAD;
        return wake();
      case 'closed':
        closed = true;
        return wake();
      case 'twice':
        return fail(new RowTwice(message.id));
      case 'failed':
        return fail(
          message.kind === null ? new Error(message.message) : new StoreError(message.kind, message.message),
        );
      default:
        return message satisfies never;
    }
  };
  const ended = () => fail(new Error('the writer thread ended before it was asked to'));
  worker.on('message', take).on('error', fail).on('exit', ended);
  tell({ type: 'open', task });

  function fail(error: Error): void {
    failure ??= error;
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
      worker.off('message', take).off('error', fail).off('exit', ended);
      keepSpare(worker);
    },
    async abandon() {
      tell({ type: 'abandon' });
      await until(() => closed).catch(() => {});
      // Otherwise it would keep a process that was asked to stop from ending.
      tell({ type: 'end' });
    },
  };
}

function keepSpare(worker: Worker): void {
  // It must not keep the process from ending.
  worker.unref();
  const end = setTimeout(() => {
    if (spare?.worker === worker) spare = null;
    worker.postMessage({ type: 'end' } satisfies WriteOrder);
  }, SPARE_MS);
  end.unref();
  spare = { worker, end };
}

function takeSpare(): Worker | null {
  if (spare === null) return null;
  const { worker, end } = spare;
  spare = null;
  clearTimeout(end);
  worker.ref();
  return worker;
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./write-worker.js', import.meta.url), {
    // Its rows are short-lived, so a small young generation is enough.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
  });
  // One that breaks while it waits is replaced, and nothing is lost.
  const forget = () => {
    if (spare?.worker === worker) spare = null;
  };
  return worker.on('error', forget).on('exit', forget);
}
