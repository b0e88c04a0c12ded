import { parentPort, workerData } from 'node:worker_threads';
import { StoreError, storeError } from '../store/db/errors.ts';
import { openRowSink, type RowTask } from '../store/first-import/first-import.ts';
import type { WriteOrder, WriteThreadMessage } from './write-thread.ts';

/** The thread that writes the rows of a first import while the sync reads and matches the next ones. */
const task = workerData as RowTask;
const report = (message: WriteThreadMessage) => parentPort?.postMessage(message);
const sink = openRowSink(task);

parentPort?.on('message', (order: WriteOrder) => {
  try {
    switch (order.type) {
      case 'write':
        sink.write(order.page);
        return report({ type: 'written' });
      case 'close':
        sink.close();
        report({ type: 'closed' });
        return parentPort?.close();
      case 'abandon':
        sink.abort();
        return parentPort?.close();
      default:
        return order satisfies never;
    }
  } catch (thrown) {
    // An error loses its class between threads.
    const error = storeError(thrown, task.file);
    const kind = error instanceof StoreError ? error.kind : null;
    report({ type: 'failed', kind, message: error instanceof Error ? error.message : String(error) });
    sink.abort();
    parentPort?.close();
  }
});
