import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Prints data as JSON. An iterable becomes an array, row by row, so that a million rows need no memory. */
export async function printJson(output: Writable, data: unknown): Promise<void> {
  if (!isRows(data)) {
    output.write(`${JSON.stringify(data, null, 2)}\n`);
    return;
  }
  let separator = '[\n';
  for (const row of data) {
    if (output.destroyed) return;
    const room = output.write(`${separator}  ${JSON.stringify(row)}`);
    separator = ',\n';
    if (!room) await drained(output);
  }
  output.write(separator === '[\n' ? '[]\n' : '\n]\n');
}

function isRows(data: unknown): data is Iterable<unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && Symbol.iterator in data;
}

/** The reader of a pipe may go away, which is not an error of ours. */
async function drained(output: Writable): Promise<void> {
  await Promise.race([once(output, 'drain'), once(output, 'close')]).catch(() => {});
}
