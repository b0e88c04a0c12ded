import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from './process.mjs';

const OWN = fileURLToPath(new URL('..', import.meta.url));
const PEAK = new URL('./peak.mjs', import.meta.url).href;

/** Runs `seatkeeper sync` of this build, or another, in its own process; returns the wall seconds from start to exit, the peak memory in bytes, and the report. */
export async function runSync(company, database, { build = OWN, words = ['sync'] } = {}) {
  const all = [...words, '--json', '--db', database, '--config', join(company.folder, 'seatkeeper.yaml')];
  const main = join(build, 'dist/main.js');
  const { seconds, stdout, extra } = await runProcess(process.execPath, ['--import', PEAK, main, ...all]);
  return { seconds, peak: Number(extra), report: JSON.parse(stdout) };
}

/** Gives the exports a new date, like new exports with the same content. */
export function exportAgain(folder) {
  const now = new Date();
  for (const file of ['roster.csv', 'accounts.csv', 'licenses.csv']) utimesSync(join(folder, file), now, now);
}
