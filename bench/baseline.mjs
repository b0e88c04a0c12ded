import { readFileSync } from 'node:fs';
import { runProcess } from './process.mjs';

const SQL = readFileSync(new URL('./baseline.sql', import.meta.url), 'utf8');

/** The version of the sqlite3 shell, or `null` when there is none. */
export async function shellVersion() {
  try {
    const { stdout } = await runProcess('sqlite3', ['--version']);
    return stdout.split(' ')[0] ?? null;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Runs baseline.sql over a company into a new database file; returns the wall seconds of the whole process. */
export async function runBaseline(company, database) {
  const words = ['-batch', '-bail', '-init', '/dev/null', database];
  const { seconds } = await runProcess('sqlite3', words, { cwd: company.folder, input: SQL });
  return seconds;
}
