import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { daysOf } from './days.mjs';

const SIMULATE = fileURLToPath(new URL('./simulate.mjs', import.meta.url));

/** The points that can be simulated. */
export function simulatedPoints({ points, steps, origins }) {
  const from = steps[daysOf(origins).simulated] + 1;
  return Array.from({ length: points - from + 1 }, (_, index) => from + index);
}

/**
 * Lives on, in one process, with what a kill at each of these points would leave; `toTheEnd`: how many in a hundred to the end of the days, the
 * others until nothing differs any more. `vendors`: of the days with HTTP servers. Calls back with `{ point, harm, same }` for each; `same`:
 * an earlier point left the same files.
 */
export async function simulateKills(home, { points, vendors = false, toTheEnd = 100 }, onEnd) {
  const directory = mkdtempSync(join(home, 'simulated-'));
  const file = join(directory, 'points.json');
  const whole = points.filter((_, index) => index % 100 < toTheEnd);
  writeFileSync(file, JSON.stringify({ points, toTheEnd: whole, vendors }));
  const child = spawn(process.execPath, [SIMULATE, directory, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  for await (const line of createInterface({ input: child.stdout })) onEnd(JSON.parse(line));
  const ended = await exited;
  rmSync(directory, { recursive: true, force: true });
  if (ended !== 0) throw new Error(`the simulation ended with ${ended}`);
}
