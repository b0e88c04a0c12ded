import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../support/cli.ts';
import { accounts, company, people, seats, staff } from '../support/company.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const db = ['--db', 'seatkeeper.db'];

/** Runs the program in a shell that lets no file grow beyond so many kilobytes: the kernel refuses what is too much (EFBIG). */
function limited(directory: string, kilobytes: number, words: readonly string[]) {
  const script = `ulimit -f ${kilobytes}; exec "$0" "$@"`;
  return ended(
    spawn('bash', ['--norc', '-c', script, process.execPath, MAIN, ...words, ...db], {
      cwd: directory,
      env: env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

const env = () => ({ PATH: process.env.PATH ?? '', USER: 'kim' });

async function ended(child: ReturnType<typeof spawn>) {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += chunk;
    });
  const code = await new Promise((resolve) =>
    child.once('close', (status, signal) => resolve(signal ?? status)),
  );
  return { code, said: said.replace(/\s+/g, ' ').trim() };
}

async function used() {
  const acme = company({
    roster: people(...staff(1500)),
    apps: { figma: accounts(...seats(1500)) },
    at: new Date().toISOString(),
  });
  const { directory } = acme;
  await run(directory, ['sync', ...db]);
  const files = () => readdirSync(directory).filter((name) => !/-wal$|-shm$|-lock$/.test(name));
  return { directory, files };
}

test('a disk that fills up during an export, a backup or a restore leaves no half file, and one sentence says it', async () => {
  const { directory, files } = await used();
  await run(directory, ['backup', 'good.db', ...db]);
  const before = files();
  for (const [kilobytes, words, named] of [
    [64, ['export', 'access', 'figma', '--out', 'big.csv'], 'big.csv'],
    [200, ['backup', 'other.db'], 'other.db'],
    [200, ['restore', 'good.db', '--yes'], 'seatkeeper.db'],
  ] as const) {
    const { code, said } = await limited(directory, kilobytes, words);
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^The disk that holds \\S*/${named} is full`));
    expect(said).not.toContain('{');
    expect(files()).toEqual(before);
  }
  expect((await run(directory, ['audit', '--verify', ...db])).code).toBe(0);
}, 120_000);

test('an answer that does not fit on the disk it is redirected to is one sentence and exit 1', async () => {
  const { directory } = await used();
  for (const words of [['status'], ['access', 'figma', '--json']]) {
    const full = openSync('/dev/full', 'w');
    const stdio = ['ignore' as const, full, 'pipe' as const];
    const child = spawn(process.execPath, [MAIN, ...words, ...db], { cwd: directory, env: env(), stdio });
    const { code, said } = await ended(child);
    closeSync(full);
    expect({ code, said }).toEqual({
      code: 1,
      said: 'The answer could not be written: the disk of the file it goes to is full. Free some space, then ask again.',
    });
  }
}, 60_000);

test('a service whose log and output are on a full disk goes on, and stops when it is asked to', async () => {
  const { directory } = await used();
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [MAIN, 'start', ...db], {
    cwd: directory,
    env: { ...env(), LOG_LEVEL: 'info' },
    stdio: ['ignore', full, full],
  });
  const over = ended(child);
  const tried = async () => (await run(directory, ['health', '--json', ...db])).out.includes('"in-doubt"');
  while (!(await tried())) expect(child.exitCode).toBeNull();
  child.kill('SIGTERM');
  expect((await over).code).toBe(0);
  closeSync(full);
}, 60_000);
