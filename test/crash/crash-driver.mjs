import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { daysOf } from './days.mjs';
import { live } from './life.mjs';

/*
 * node crash-driver.mjs <directory> whole <file>: plays the script and writes its points to the file: the moments before each SQL
 *   statement, and before and after each line in the notebook.
 * node crash-driver.mjs <directory> <n> <file>: continues from the state of the directory, and dies at the n-th point of
 *   the script (0: never), or at the next one when a repeated step has fewer points; `start:<n>` dies at the n-th point of
 *   this start.
 * VENDORS are the HTTP servers, for the days with some. Ends with 75 when SIGTERM asked it to stop, as a service does.
 */
const STOPPED = 75;
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort(new Error('stopped')));
const [directory = '', death = '0', file = ''] = process.argv.slice(2);
const posts = [];
const steps = [];
const counted = existsSync(join(directory, 'step')) && !death.startsWith('start:');
const dieAt = Number(death.replace('start:', '')) || Number.POSITIVE_INFINITY;
const begins = counted ? JSON.parse(readFileSync(file, 'utf8')).steps : [];
let point = counted ? Number.NEGATIVE_INFINITY : 0;

await live(directory, daysOf(process.env.VENDORS?.split(' ').filter((origin) => origin !== '')), {
  signal: stop.signal,
  onPoint: (isPost) => {
    point++;
    if (isPost) posts.push(point);
    if (point >= dieAt) process.kill(process.pid, 'SIGKILL');
  },
  onStep: (step) => {
    point = begins[step] ?? point;
    steps.push(point);
  },
}).catch((error) => {
  if (!stop.signal.aborted) throw error;
  process.exit(STOPPED);
});
if (death === 'whole') writeFileSync(file, JSON.stringify({ points: point, posts, steps }));
