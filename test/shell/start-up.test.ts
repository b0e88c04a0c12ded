import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, start } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { folder } from '../support/folder.ts';

const HOOK = new URL('../support/loaded-files.mjs', import.meta.url).href;

/** Runs a command on the demo company; returns its exit code, and the packages and files of ours that it loaded. */
async function loadedBy(at: string, ...words: string[]) {
  const list = join(at, `${words.join('-')}.txt`);
  const env = { NODE_OPTIONS: `--import ${HOOK}`, LOADED_FILES: list };
  const { code } = await run(at, words, env);
  const urls = [...new Set(readFileSync(list, 'utf8').trim().split('\n'))];
  const packages = urls.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  const own = urls.filter((url) => url.includes('/dist/'));
  return { code, packages: new Set(packages), own, declared: urls.filter((url) => url.endsWith('.yaml')) };
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
  expect(own.filter((url) => /sync-all|serve|xlsx|restore|network|young/.test(url))).toEqual([]);
});

it.each(['help', 'status', 'sync'])(
  'reads for %s no declaration of an app that the company does not have',
  async (verb) => {
    const { declared } = await loadedBy(folder(), verb);
    expect(declared.map((url) => url.split('/').slice(-2).join('/'))).toEqual([
      'acme/seatkeeper.yaml',
      // What they are called, although they are read from files.
      'apps/figma.yaml',
      'apps/notion.yaml',
    ]);
  },
);

it('loads what a command uses', async () => {
  const at = folder();
  const sync = await loadedBy(at, 'sync');
  const holds = (own: readonly string[]) => own.some((url) => url.includes('young-generation'));
  // Commands that go through whole tables keep the memory of the process small.
  expect(holds(sync.own)).toBe(true);
  expect(NOT_NEEDED.filter((name) => sync.packages.has(name))).toEqual(['papaparse']);
  const exported = await loadedBy(at, 'export', 'clearing', 'format:xlsx');
  expect(exported.code).toBe(0);
  expect(holds(exported.own)).toBe(true);
  expect(NOT_NEEDED.filter((name) => exported.packages.has(name))).toEqual(['fflate']);
});

it.each([
  ['without a collector', '', false],
  ['with one', 'http://127.0.0.1:9', true],
])(
  '%s the service starts the thread of traces or not, and the SDK is nowhere else',
  async (_, collector, isSent) => {
    const at = folder();
    const list = join(at, 'files.txt');
    const service = start(at, ['start'], {
      NODE_OPTIONS: `--import ${HOOK}`,
      LOADED_FILES: list,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    });
    const files = () => (existsSync(list) ? readFileSync(list, 'utf8') : '');
    // Started after it.
    await eventually(() => files().includes('/service/sync-worker.js'), 'the thread that syncs', 30);
    service.child.kill('SIGTERM');
    expect((await service.ended).code).toBe(0);
    expect(files().includes('/trace-worker.js')).toBe(isSent);
    const bundle = new URL('../../dist/bundle/', import.meta.url);
    const scripts = readdirSync(bundle).filter((name) => name.endsWith('.js'));
    const holds = (name: string) => readFileSync(new URL(name, bundle), 'utf8').includes('OTLPTraceExporter');
    expect(scripts.filter(holds)).toEqual(['trace-worker.js']);
  },
);
