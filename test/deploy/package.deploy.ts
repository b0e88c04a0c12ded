import { execFileSync, spawn } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_BYTES = 200_000_000;

/** A folder of somebody who has nothing but npm and the package. */
let home: string;
const npm = (cwd: string, ...words: string[]) =>
  execFileSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString();
/** Not the environment of the test runner, which has variables of its own. */
const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
const seatkeeper = (...words: string[]) =>
  execFileSync('npx', ['--no-install', 'seatkeeper', ...words], {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString();

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'seatkeeper-package-'));
  // The build is that of `npm run test:deploy`.
  const [file = ''] = npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', home)
    .trim()
    .split('\n')
    .slice(-1);
  writeFileSync(
    join(home, 'package.json'),
    '{ "private": true, "allowScripts": { "better-sqlite3": true } }',
  );
  npm(home, 'install', '--omit=dev', join(home, file));
});

afterAll(() => {
  if (home !== undefined) rmSync(home, { recursive: true, force: true });
});

test('the package runs outside the repository: version, the demo with its data, an app of the catalogue', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(seatkeeper('--version')).toBe(`seatkeeper ${version}\n`);
  expect(seatkeeper('sync')).toContain('Figma');
  expect(seatkeeper('status')).toContain('Acme');
  const lint = seatkeeper(
    'connectors',
    'lint',
    join(home, 'node_modules/seatkeeper/catalogues/apps/gitlab.yaml'),
  );
  expect(lint).toContain('without a fault');
  expect(seatkeeper('export', 'clearing', 'format:xlsx')).toContain('.xlsx');
});

test('its service syncs in threads of its own, answers a supervisor and stops', async () => {
  const port = await freePort();
  const main = join(home, 'node_modules/seatkeeper/dist/main.js');
  const service = spawn(process.execPath, [main, 'start'], {
    cwd: home,
    env: { ...env, PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => service.once('close', resolve));
  const ready = async () =>
    (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status === 200;
  await eventually(ready, 'readiness', 60);
  service.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('what it installs is small enough, and nothing that only a developer needs', () => {
  const modules = join(home, 'node_modules');
  const bytes = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .map((file) => lstatSync(join(modules, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
  process.stdout.write(`A production install has ${(bytes / 1e6).toFixed(1)} MB.\n`);
  for (const name of ['typescript', 'vitest', 'drizzle-orm', 'esbuild'])
    expect(readdirSync(modules)).not.toContain(name);
  const own = readdirSync(join(modules, 'seatkeeper'), { recursive: true, encoding: 'utf8' });
  expect(own.filter((file) => /\.(?:ts|map)$|^(?:src|test|docs)|\.db|(?:^|\/)\.env$/.test(file))).toEqual([]);
  expect(readFileSync(join(modules, 'seatkeeper/dist/bundle/LICENSES.txt'), 'utf8')).toMatch(
    /^zod .*, MIT$/m,
  );
});
