import { parentPort, workerData } from 'node:worker_threads';
import { StoreError, storeError } from '../store/db/errors.ts';
import { openStore } from '../store/db/open.ts';
import { type RowTask, rowSink } from '../store/first-import/row-writer.ts';
import type { WriteOrder, WriteThreadMessage } from './write-thread.ts';

/** The thread that writes the rows of a first import while the sync reads and matches the next ones. */
const task = workerData as RowTask;
const tell = (told: WriteThreadMessage) => parentPort?.postMessage(told);
const store = openStore(task.file);
// Nobody sees these rows before the run is sealed, and the seal waits for the disk to have everything before it.
store.sqlite.pragma('synchronous = NORMAL');
const sink = rowSink(store, task);

function leave(): void {
  store.close();
  parentPort?.close();
}

parentPort?.on('message', (order: WriteOrder) => {
  try {
    switch (order.type) {
      case 'write':
        sink.write(order.page);
        return tell({ type: 'written' });
      case 'close':
        sink.close();
        tell({ type: 'closed' });
        return leave();
      case 'abandon':
        sink.abort();
        return leave();
      default:
        return order satisfies never;
    }
  } catch (thrown) {
    // An error crosses threads without its class.
    const error = storeError(thrown, task.file);
    const kind = error instanceof StoreError ? error.kind : null;
    tell({ type: 'failed', kind, message: error instanceof Error ? error.message : String(error) });
    sink.abort();
    leave();
  }
});
