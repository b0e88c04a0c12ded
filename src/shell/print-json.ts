import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Prints data as JSON. An iterable becomes an array, row by row, so that a million rows need no memory. */
export async function printJson(output: Writable, data: unknown): Promise<void> {
  if (!isRows(data)) {
    output.write(`${escaped(JSON.stringify(data, null, 2))}\n`);
    return;
  }
  let separator = '[\n';
  for (const row of data) {
    if (output.destroyed) return;
    const room = output.write(`${separator}  ${escaped(JSON.stringify(row))}`);
    separator = ',\n';
    if (!room) await drained(output);
  }
  output.write(separator === '[\n' ? '[]\n' : '\n]\n');
}

/**
 * JSON escapes only the controls below U+0020. What else a terminal obeys or does not show (C1, bidi, tags, zero width) is written
 * as `\\u…` too, which reads back as the same text.
 */
function escaped(json: string): string {
  return json.replace(UNSAFE, (found) => {
    let text = '';
    for (let at = 0; at < found.length; at++)
      text += `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`;
    return text;
  });
}

const UNSAFE =
  /[\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

function isRows(data: unknown): data is Iterable<unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && Symbol.iterator in data;
}

/** The reader of a pipe may go away, which is not an error of ours. */
async function drained(output: Writable): Promise<void> {
  await Promise.race([once(output, 'drain'), once(output, 'close')]).catch(() => {});
}
