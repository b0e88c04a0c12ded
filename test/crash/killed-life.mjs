import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { differences, endState } from './end-state.mjs';

const DRIVER = fileURLToPath(new URL('./crash-driver.mjs', import.meta.url));
const PATIENCE_MS = 30_000;
const pointsFile = (home) => join(home, 'points.json');

/** The script played by a process that nobody kills: its points, those around posts, where steps begin, and what it leaves. */
export async function wholeLife(home) {
  const directory = join(home, 'whole');
  const ended = await run(home, directory, 'whole');
  if (ended !== 0) throw new Error(`the script ended with ${ended}`);
  return { ...JSON.parse(readFileSync(pointsFile(home), 'utf8')), state: endState(directory) };
}

/** Runs a company to its end, killed at each of these points, and now and then while it recovers. Returns the harm, or `null`. */
export async function killedLife(home, deaths, whole) {
  const directory = mkdtempSync(join(home, 'company-'));
  for (const kill of deaths) {
    const ended = await run(home, directory, String(kill));
    if (ended !== 'SIGKILL') return `not killed at ${kill}, but ended with ${ended}`;
    if (kill % 5 === 0) await run(home, directory, `start:${30 + (kill % 60)}`);
  }
  const end = await run(home, directory, '0');
  const harm = end === 0 ? differences(whole, endState(directory)) : `did not start again: ${end}`;
  rmSync(directory, { recursive: true, force: true });
  return harm;
}

function run(home, directory, death) {
  return new Promise((resolve, reject) => {
    const words = [DRIVER, directory, death, pointsFile(home)];
    // A process that hangs is ended by SIGTERM, so it does not count as killed at its point.
    const child = spawn(process.execPath, words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: PATIENCE_MS,
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code === 0 ? 0 : (signal ?? `${code} ${complaint}`)));
  });
}
