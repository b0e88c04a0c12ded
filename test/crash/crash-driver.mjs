import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { live } from './life.mjs';

/*
 * node crash-driver.mjs <directory> whole <file>: plays the script and writes its points to the file: the moments before each SQL
 *   statement, and before and after each line in the notebook.
 * node crash-driver.mjs <directory> <n> <file>: continues from the state of the directory, and dies at the n-th point of
 *   the script (0: never), or at the next one when a repeated step has fewer points; `start:<n>` dies at the n-th point of
 *   this start.
 */
const [directory = '', death = '0', file = ''] = process.argv.slice(2);
const posts = [];
const steps = [];
const counted = existsSync(join(directory, 'step')) && !death.startsWith('start:');
const dieAt = Number(death.replace('start:', '')) || Number.POSITIVE_INFINITY;
const begins = counted ? JSON.parse(readFileSync(file, 'utf8')).steps : [];
let point = counted ? Number.NEGATIVE_INFINITY : 0;

await live(directory, {
  onPoint: (isPost) => {
    point++;
    if (isPost) posts.push(point);
    if (point >= dieAt) process.kill(process.pid, 'SIGKILL');
  },
  onStep: (step) => {
    point = begins[step] ?? point;
    steps.push(point);
  },
});
if (death === 'whole') writeFileSync(file, JSON.stringify({ points: point, posts, steps }));
