import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { answer } from '../../src/commands/answer.ts';
import { loadConfig } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { syncAll } from '../../src/flows/sync/sync-all.ts';
import { createLog } from '../../src/log.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import { openContext } from '../../src/service/open-context.ts';
import { KIM } from '../support/company.ts';
import { folder } from '../support/folder.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

interface Demo {
  readonly TOKENS: Readonly<Record<string, string>>;
  startSlack(): Promise<{ readonly origin: string; inactive(): readonly string[]; close(): void }>;
}

/** `examples/removal` as `npm run demo:removal` starts it, on a port of its own. */
async function demo(more = '') {
  const { startSlack, TOKENS } = (await import(join(EXAMPLES, 'removal/slack-server.mjs'))) as Demo;
  const slack = await startSlack();
  const home = folder();
  for (const name of ['acme', 'removal']) cpSync(join(EXAMPLES, name), join(home, name), { recursive: true });
  const file = join(home, 'removal/seatkeeper.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('http://127.0.0.1:8899');
  writeFileSync(file, `${text.replaceAll('http://127.0.0.1:8899', slack.origin)}\n${more}`);
  const { config } = loadConfig({
    flags: { config: file, db: join(home, 'demo.db') },
    env: TOKENS,
    cwd: home,
    connectors,
    rosterSources,
    isCron: () => true,
  });
  const context = openContext(config, ['terminal'], {
    now: () => new Date('2026-11-21T09:00:00Z'),
    log: createLog({ level: 'silent', secrets: [] }),
    signal: new AbortController().signal,
    progress: () => {},
  });
  onTestFinished(() => {
    context.store.close();
    slack.close();
  });
  await syncAll(context, null);
  return { slack, ask: (typed: string) => answer(context, KIM, typed, (only) => syncAll(context, only)) };
}

test('the demo of removals shows what a removal does, and rehearses it', async () => {
  const { slack, ask } = await demo();
  const plan = JSON.stringify((await ask('remove slack jo.brandt@acme.example')).message);
  expect(plan).toContain('Deactivate the person');
  expect(plan).toContain('It ends access and frees the seat. It can be undone');
  expect(plan).toContain('Dry run until 28 Nov');
  expect((await ask('remove slack jo.brandt@acme.example --yes')).message.title).toBe(
    'Dry run: jo.brandt@acme.example in Slack would have been removed.',
  );
  expect(slack.inactive()).toEqual([]);
});

test('without the dry run its app is changed, and gets back what was taken', async () => {
  const { slack, ask } = await demo('removal: { dryRun: off }\n');
  await ask('remove slack jo.brandt@acme.example --yes');
  expect(slack.inactive()).toEqual(['jo.brandt@acme.example']);
  const [open] = (await ask('remove person jo.brandt@acme.example')).message.buttons;
  expect(open?.label).toBe('Open the task…');
});
