import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { csvRows } from '../export/sheets.ts';
import { run, start } from '../support/cli.ts';
import { accounts, company, people, seats, staff } from '../support/company.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const db = ['--db', 'seatkeeper.db'];

async function acme(count: number): Promise<string> {
  const { directory } = company({
    roster: people(...staff(10)),
    apps: { figma: accounts(...seats(count)) },
  });
  expect((await run(directory, ['sync', ...db])).code).toBe(0);
  return directory;
}
const exportsIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /export|seats|access/.test(name))
    .toSorted();

test('without a name the file is named after its content and the day, in the working directory', async () => {
  const directory = await acme(3);
  const { code, out, err } = await run(directory, ['export', 'access', 'figma', '--json', ...db]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { file, rows } = JSON.parse(out) as { file: string; rows: number };
  expect(rows).toBe(3);
  expect(file).toMatch(/\/seatkeeper-access-figma-\d{4}-\d\d-\d\d\.csv$/);
  expect(csvRows(file)).toHaveLength(4);
  expect(exportsIn(directory)).toHaveLength(2);
  const again = await run(directory, ['export', 'access', 'figma', ...db]);
  expect(again.code).toBe(1);
  expect(again.out).toContain('already exists');
});

test.each([['--out', 'seats.xlsx'], ['--out=seats.xlsx'], ['out:seats.xlsx']])(
  '%s %s names the file, and its end the format',
  async (...out) => {
    const directory = await acme(3);
    const { code } = await run(directory, ['export', 'access', 'figma', ...out.filter(Boolean), ...db]);
    expect(code).toBe(0);
    expect(exportsIn(directory)).toEqual(['seats.xlsx']);
    expect(readFileSync(join(directory, 'seats.xlsx')).subarray(0, 2).toString()).toBe('PK');
  },
);

test('--out without a name is a mistake in the command line', async () => {
  const directory = await acme(1);
  const { code, err } = await run(directory, ['export', 'audit', ...db, '--out']);
  expect(code).toBe(2);
  expect(err).toContain('--out');
});

test('a write that fails leaves no file', async () => {
  const directory = await acme(10_000);
  for (const format of ['csv', 'xlsx']) {
    const script = `ulimit -f 200; exec "${process.execPath}" "${MAIN}" export access figma --out seats.${format} ${db.join(' ')}`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
      cwd: directory,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toContain(
      'is full or does not allow a file of that size.',
    );
    expect(status).toBe(1);
    expect(exportsIn(directory)).toEqual([]);
  }
});

test('an export that is stopped leaves nothing, and one that is killed leaves no file of that name', async () => {
  const directory = await acme(60_000);
  const file = join(directory, 'seats.csv');
  const partial = `${file}.partial`;
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const { child, ended } = start(directory, ['export', 'access', 'figma', '--out', 'seats.csv', ...db]);
    while (!existsSync(partial) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    const { code, signal: by } = await ended;
    expect([code, by]).toEqual(signal === 'SIGTERM' ? [130, null] : [null, 'SIGKILL']);
    expect(existsSync(file)).toBe(false);
    expect(existsSync(partial)).toBe(signal === 'SIGKILL');
  }
  expect((await run(directory, ['export', 'access', 'figma', '--out', 'seats.csv', ...db])).code).toBe(0);
  expect(exportsIn(directory)).toEqual(['seats.csv', 'seats.csv.about.txt']);
  expect(csvRows(file)).toHaveLength(60_001);
});
