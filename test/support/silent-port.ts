import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

const LISTENER = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const never = new Int32Array(new SharedArrayBuffer(4));
createServer().listen({ port: workerData, host: '127.0.0.1', backlog: 1 }, () => {
  parentPort.postMessage('listening');
  Atomics.wait(never, 0, 0);
});`;

/** More than a queue of one holds. */
const CALLERS = 6;

/** A port that neither takes a connection nor refuses one, as behind a firewall that drops packets. Ends with `open`. */
export async function silentPort(port: number): Promise<{ open(): Promise<void> }> {
  const worker = new Worker(LISTENER, { eval: true, workerData: port });
  await once(worker, 'message');
  const callers = Array.from({ length: CALLERS }, () => connect(port, '127.0.0.1').on('error', () => {}));
  // Nobody takes them in: those that fit stand in the queue, the others keep on trying.
  await once(callers[0] ?? worker, 'connect');
  const open = async () => {
    for (const caller of callers) caller.destroy();
    await worker.terminate();
  };
  onTestFinished(open);
  return { open };
}
