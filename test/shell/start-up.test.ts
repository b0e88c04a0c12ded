import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../support/cli.ts';
import { folder } from '../support/folder.ts';

const HOOK = new URL('../support/loaded-files.mjs', import.meta.url).href;

/** Runs a command on the demo company; returns its exit code, and the packages and files of ours that it loaded. */
async function loadedBy(at: string, ...words: string[]) {
  const list = join(at, `${words.join('-')}.txt`);
  const env = { NODE_OPTIONS: `--import ${HOOK}`, LOADED_FILES: list };
  const { code } = await run(at, words, env);
  const urls = [...new Set(readFileSync(list, 'utf8').trim().split('\n'))];
  const packages = urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  return { code, packages: new Set(packages), own: urls.filter((url) => url.includes('/dist/')) };
}

/** What only syncs, exports, requests and chats need. */
const NOT_NEEDED = [
  '@slack/bolt',
  'botbuilder',
  'fflate',
  'https-proxy-agent',
  'ipaddr.js',
  'jose',
  'papaparse',
  'undici',
];

it.each([
  ['help', 0],
  ['status', 0],
  ['savings', 0],
  ['--version', 0],
  ['stauts', 1],
  ['--nonsense', 1],
])('loads for %s no package that it does not use', async (verb, code) => {
  const loaded = await loadedBy(folder(), verb);
  expect(loaded.code).toBe(code);
  // Proof that packages are seen at all.
  expect(loaded.packages).toContain('pino');
  expect(NOT_NEEDED.filter((name) => loaded.packages.has(name))).toEqual([]);
});

it('opens a few files for a command, not hundreds', async () => {
  const { packages, own } = await loadedBy(folder(), 'status');
  // They are joined with our own files.
  expect([...packages]).not.toContain('drizzle-orm');
  expect([...packages]).not.toContain('zod');
  expect(own.length).toBeLessThan(40);
  expect(own.filter((url) => /sync-all|serve|xlsx|restore|network/.test(url))).toEqual([]);
});

it('loads what a command uses', async () => {
  const at = folder();
  const sync = await loadedBy(at, 'sync');
  expect(NOT_NEEDED.filter((name) => sync.packages.has(name))).toEqual(['papaparse']);
  const exported = await loadedBy(at, 'export', 'clearing', 'format:xlsx');
  expect(exported.code).toBe(0);
  expect(NOT_NEEDED.filter((name) => exported.packages.has(name))).toEqual(['fflate']);
});
