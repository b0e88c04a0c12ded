// Reads of each vendor by its built connector, when every answer takes 20 ms, beside a plain walk through the same requests.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { runProcess } from '../process.mjs';
import { answers } from './answers.mjs';

const OWN = fileURLToPath(new URL('../..', import.meta.url));
export const DELAY_MS = 20;
/** Of a longer read, so many requests are walked, and the others are taken to be alike. */
const WALKED = 250;
const MB = 1_000_000;

/** Reads `number` accounts of a vendor, and walks through the same requests where `walks`. */
async function measure(vendor, number, walks) {
  const server = new Worker(new URL('./server.mjs', import.meta.url), {
    workerData: { vendor, accounts: number, delayMs: DELAY_MS },
  });
  const [{ origin }] = await once(server, 'message');
  const script = fileURLToPath(new URL('./read.mjs', import.meta.url));
  const { stdout } = await runProcess(process.execPath, [script, vendor, origin, OWN]);
  const read = JSON.parse(stdout);
  if (read.accounts !== number)
    throw new Error(`${vendor}: ${read.accounts} of ${number} accounts were read`);
  server.postMessage('asked');
  const [{ asked }] = await once(server, 'message');
  const plain = walks ? await walk(origin, asked) : null;
  await server.terminate();
  return { ...read, plain };
}

/** The seconds of the same requests one after the other, with nothing done to the answers, and those of parsing the answers as JSON. */
async function walk(origin, asked) {
  const step = Math.max(1, asked.length / WALKED);
  const some = Array.from(
    { length: Math.floor(asked.length / step) },
    (_, at) => asked[Math.floor(at * step)],
  );
  const spent = { walk: 0, parse: 0 };
  for (const { method, path, headers, body } of some) {
    const started = performance.now();
    const sent = { method, headers, ...(body === '' ? {} : { body }) };
    const answer = await (await fetch(origin + path, sent)).text();
    const answered = performance.now();
    if (/^[[{]/.test(answer)) JSON.parse(answer);
    spent.walk += answered - started;
    spent.parse += performance.now() - answered;
  }
  const whole = asked.length / some.length / 1000;
  return { walk: spent.walk * whole, parse: spent.parse * whole };
}

/** So many accounts of each of these vendors, and a tenth of them, to see whether memory stays flat. */
export async function measureVendorReads(accounts, say, vendors = Object.keys(answers)) {
  const found = [];
  for (const vendor of vendors) {
    const small = await measure(vendor, accounts / 10, false);
    const large = await measure(vendor, accounts, true);
    const ratio = (large.seconds - large.plain.parse) / large.plain.walk;
    found.push({ vendor, small, large, ratio });
    const parts = [
      `${large.requests.toLocaleString('en')} requests`,
      `${large.seconds.toFixed(1)} s`,
      `${ratio.toFixed(2)}× of a plain walk, without ${large.plain.parse.toFixed(2)} s for JSON`,
      `peak ${(small.peak / MB).toFixed(0)} and ${(large.peak / MB).toFixed(0)} MB`,
    ];
    say(`${vendor}: ${parts.join(', ')}`);
  }
  return found;
}
