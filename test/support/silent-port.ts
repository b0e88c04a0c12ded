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

/** More than fit into a queue of one. */
const CALLERS = 6;

/** A port that neither accepts nor refuses connections, as behind a firewall that drops packets, until `open` is called. */
export async function silentPort(port: number): Promise<{ open(): Promise<void> }> {
  const worker = new Worker(LISTENER, { eval: true, workerData: port });
  await once(worker, 'message');
  const callers = Array.from({ length: CALLERS }, () => connect(port, '127.0.0.1').on('error', () => {}));
  // The listener accepts none of them: those that fit are in the queue, the others keep trying.
  await once(callers[0] ?? worker, 'connect');
  const open = async () => {
    for (const caller of callers) caller.destroy();
    await worker.terminate();
  };
  onTestFinished(open);
  return { open };
}
