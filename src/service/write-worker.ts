import { parentPort } from 'node:worker_threads';
import { StoreError, storeError } from '../store/db/errors.ts';
import { openRowSink, type RowSink, RowTwice } from '../store/first-import/first-import.ts';
import type { WriteOrder, WriteThreadMessage } from './write-thread.ts';

/** The thread that writes the rows of a first import while the sync reads and matches the next ones: one file after the other. */
let sink: RowSink | null = null;
let file = '';

parentPort?.on('message', (order: WriteOrder) => {
  try {
    const done = obey(order);
    if (done !== null) parentPort?.postMessage(done);
  } catch (thrown) {
    abort();
    parentPort?.postMessage(failure(thrown));
    parentPort?.close();
  }
});

function obey(order: WriteOrder): WriteThreadMessage | null {
  switch (order.type) {
    case 'open':
      file = order.task.file;
      sink = openRowSink(order.task);
      return null;
    case 'write':
      sink?.write(order.page);
      return { type: 'written' };
    case 'close':
      sink?.close();
      sink = null;
      return { type: 'closed' };
    case 'abandon':
      abort();
      return { type: 'closed' };
    case 'end':
      parentPort?.close();
      return null;
    default:
      return order satisfies never;
  }
}

function abort(): void {
  sink?.abort();
  sink = null;
}

/** An error loses its class between threads. */
function failure(thrown: unknown): WriteThreadMessage {
  if (thrown instanceof RowTwice) return { type: 'twice', id: thrown.id };
  const error = storeError(thrown, file);
  const kind = error instanceof StoreError ? error.kind : null;
  return { type: 'failed', kind, message: error instanceof Error ? error.message : String(error) };
}
