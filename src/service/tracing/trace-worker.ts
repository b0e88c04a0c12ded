import { parentPort, workerData } from 'node:worker_threads';
import { openExport } from './export-spans.ts';
import type { TraceOrder, TraceTask, TraceThreadMessage } from './trace-thread.ts';

/** The thread that sends spans to a collector, so that a collector that is down, slow or broken affects nothing else. */
const spans = openExport({
  ...(workerData as TraceTask),
  told: (problem) => parentPort?.postMessage({ problem } satisfies TraceThreadMessage),
});

parentPort?.on('message', (order: TraceOrder) => {
  switch (order.type) {
    case 'take':
      return spans.take(order.events);
    case 'stop':
      return void spans.stop().finally(() => parentPort?.close());
    default:
      return order satisfies never;
  }
});
