import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { runProcess } from './process.mjs';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const PEAK = new URL('./peak.mjs', import.meta.url).href;
const STATUS = 3;

/** Runs `seatkeeper export access` in its own process; returns the wall seconds from start to exit and the peak memory in bytes. */
export async function runExport(company, database, file) {
  const words = ['export', 'access', 'figma', '--json', '--out', file, '--db', database];
  const config = ['--config', join(company.folder, 'seatkeeper.yaml')];
  const all = ['--import', PEAK, MAIN, ...words, ...config];
  const { seconds, stdout, extra } = await runProcess(process.execPath, all);
  const { rows } = JSON.parse(stdout);
  if (rows !== company.accounts)
    throw new Error(`WRONG ANSWER: ${rows} of ${company.accounts} rows were exported`);
  return { seconds, peak: Number(extra) };
}

/** Has the sqlite3 shell write the same table as CSV: every column as it is stored, without owners' names or reasons. */
export async function runDump(database, file) {
  const input = `.mode csv\n.headers on\n.output '${file}'\nSELECT * FROM account;\n`;
  const words = ['-batch', '-bail', '-init', '/dev/null', '-readonly', database];
  const { seconds } = await runProcess('sqlite3', words, { input });
  return seconds;
}

/** Compares every account and status of the exported CSV with the generated company. */
export async function exportAgrees({ accounts, expected }, file) {
  const found = { active: 0, inactive: 0, unknown: 0 };
  let rows = -1;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (rows++ < 0) continue;
    const [cells] = Papa.parse(line, { delimiter: ',' }).data;
    found[cells[STATUS]]++;
  }
  const same = Object.entries(expected).every(([status, count]) => found[status] === count);
  if (rows !== accounts || !same)
    throw new Error(
      `WRONG ANSWER: ${JSON.stringify(found)} were exported, but ${JSON.stringify(expected)} were generated`,
    );
}

export function discardExports(folder) {
  for (const name of ['dump.csv', 'access.csv', 'access.csv.about.txt', 'access.xlsx'])
    rmSync(join(folder, name), { force: true });
}
