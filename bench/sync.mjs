import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './process.mjs';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const PEAK = new URL('./peak.mjs', import.meta.url).href;

/** One `seatkeeper sync` as a process of its own: wall seconds from start to exit, its peak memory in bytes, its report. */
export async function runSync(company, database) {
  const words = ['sync', '--json', '--db', database, '--config', join(company.folder, 'seatkeeper.yaml')];
  const { seconds, stdout, extra } = await runProcess(process.execPath, ['--import', PEAK, MAIN, ...words]);
  return { seconds, peak: Number(extra), report: JSON.parse(stdout) };
}

/** The same exports with a new date: what an unchanged sync finds an hour later. */
export function exportAgain(folder) {
  const now = new Date();
  for (const file of ['roster.csv', 'accounts.csv', 'licenses.csv']) utimesSync(join(folder, file), now, now);
}
