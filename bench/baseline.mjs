import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const SQL = readFileSync(new URL('./baseline.sql', import.meta.url), 'utf8');

/** The version of the sqlite3 shell, or `null` when there is none. */
export function shellVersion() {
  const { error, stdout } = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' });
  return error === undefined ? (stdout.split(' ')[0] ?? null) : null;
}

/** Runs baseline.sql over a company into a new database file; wall seconds of the whole process. */
export function runBaseline(company, database) {
  const started = performance.now();
  const { status, stderr } = spawnSync('sqlite3', ['-batch', '-bail', '-init', '/dev/null', database], {
    cwd: company.folder,
    input: SQL,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`sqlite3 ended with ${status}: ${stderr}`);
  return { seconds };
}
