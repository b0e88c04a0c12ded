import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SIMULATE = fileURLToPath(new URL('./simulate.mjs', import.meta.url));
/** Only the first sync writes from a second thread, whose files cannot be copied at one moment. */
const FIRST_SYNC = 1;

/** The points that can be simulated: all after the first sync. */
export function simulatedPoints({ points, steps }) {
  const from = steps[FIRST_SYNC + 1] + 1;
  return Array.from({ length: points - from + 1 }, (_, index) => from + index);
}

/** Continues, in one process, what a kill at each of these points would leave. Calls back with `{ point, harm }` for each. */
export async function simulateKills(home, points, onEnd) {
  const directory = mkdtempSync(join(home, 'simulated-'));
  const file = join(directory, 'points.json');
  writeFileSync(file, JSON.stringify(points));
  const child = spawn(process.execPath, [SIMULATE, directory, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  for await (const line of createInterface({ input: child.stdout })) onEnd(JSON.parse(line));
  const ended = await exited;
  rmSync(directory, { recursive: true, force: true });
  if (ended !== 0) throw new Error(`the simulation ended with ${ended}`);
}
