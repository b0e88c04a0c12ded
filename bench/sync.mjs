import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const PEAK = new URL('./peak.mjs', import.meta.url).href;

/** Nothing of the caller's environment may reach the measured process. */
export const ENVIRONMENT = { PATH: process.env.PATH, TZ: 'UTC', LOG_LEVEL: 'warn' };

/** One `seatkeeper sync` as a process of its own: wall seconds from start to exit, its peak memory in bytes, its report. */
export function runSync(company, database) {
  const words = ['sync', '--json', '--db', database, '--config', join(company.folder, 'seatkeeper.yaml')];
  const started = performance.now();
  const { status, output } = spawnSync(process.execPath, ['--import', PEAK, MAIN, ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  const [, stdout, stderr, peak] = output;
  if (status !== 0) throw new Error(`seatkeeper sync ended with ${status}: ${stderr}${stdout}`);
  return { seconds, peak: Number(peak), report: JSON.parse(stdout) };
}

/** The same exports, made anew: what an unchanged sync finds an hour later. */
export function exportAgain(folder) {
  const now = new Date();
  for (const file of ['roster.csv', 'accounts.csv', 'licences.csv']) utimesSync(join(folder, file), now, now);
}

/** Waits until what was written before is on the disk, so that no run pays for another. */
export function settleDisk() {
  spawnSync('sync');
}
