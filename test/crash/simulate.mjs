import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { differences, endState } from './end-state.mjs';
import { live } from './life.mjs';

/*
 * node simulate.mjs <directory> <file>: the file holds points as JSON. Plays the script once in the directory, and copies the company's
 *   files at each of these points: exactly what a process that is killed there leaves to the kernel. Then continues each copy to the
 *   end, in this process, and prints one line of JSON per point: { point, harm }, `harm` null where nothing differs.
 */
const [directory = '', file = ''] = process.argv.slice(2);
const points = new Set(JSON.parse(readFileSync(file, 'utf8')));
const whole = join(directory, 'whole');
const copyOf = (point) => join(directory, `at-${point}`);

let point = 0;
await live(whole, {
  onPoint: () => {
    point++;
    if (points.has(point)) copy(whole, copyOf(point));
  },
});
const wanted = endState(whole);
for (const each of [...points].sort((a, b) => a - b)) {
  let harm = null;
  try {
    await live(copyOf(each));
    harm = differences(wanted, endState(copyOf(each)));
  } catch (error) {
    harm = `did not end: ${error instanceof Error ? error.stack : error}`;
  }
  process.stdout.write(`${JSON.stringify({ point: each, harm })}\n`);
  rmSync(copyOf(each), { recursive: true, force: true });
}
rmSync(whole, { recursive: true, force: true });

function copy(from, to) {
  mkdirSync(to, { recursive: true });
  // The log before the file: what is copied into the file meanwhile is still in the log.
  for (const name of ['seatkeeper.db-wal', '.'])
    cpSync(join(from, name), join(to, name), {
      recursive: true,
      preserveTimestamps: true,
      force: name === '.',
    });
}
