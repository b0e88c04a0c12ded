import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { answer } from '../../src/commands/answer.ts';
import { loadConfig } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { BUCKETS } from '../../src/domain/money/bucket.ts';
import { syncAll } from '../../src/flows/sync/sync-all.ts';
import { createLog } from '../../src/log.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import { openContext } from '../../src/service/open-context.ts';
import { folder } from '../support/folder.ts';

/** The demo company, read on the day its data was exported. */
async function demo() {
  let today = '2026-11-21';
  const { config } = loadConfig({
    flags: { db: join(folder(), 'demo.db') },
    env: {},
    cwd: tmpdir(),
    connectors,
    rosterSources,
    isCron: () => true,
  });
  const context = openContext(config, ['slack'], {
    now: () => new Date(`${today}T10:00:00Z`),
    log: createLog({ level: 'silent', secrets: [] }),
    signal: new AbortController().signal,
    progress: () => {},
  });
  onTestFinished(() => context.store.close());
  const by = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true } as const;
  await syncAll(context, null);
  // Renewals wait until the day after the apps are introduced.
  today = '2026-11-22';
  await syncAll(context, null);
  today = '2026-11-21';
  const ask = (text: string) => answer(context, by, text, async () => []);
  const said = context.store.sqlite
    .prepare(
      "SELECT json_extract(message, '$.summary') FROM outbox WHERE subject LIKE 'renewal:%' ORDER BY id",
    )
    .pluck()
    .all();
  return { ask, said };
}

test('the demo company shows every bucket of seats', async () => {
  const { ask } = await demo();
  await ask('known zoom y.kimura@partner.example "contractor"');
  const { apps } = (await ask('savings')).json as {
    apps: { app: string; buckets: { bucket: string; seats: number }[] }[];
  };
  const found = new Map(
    apps.map(({ app, buckets }) => [
      app,
      buckets.flatMap(({ bucket, seats }) => (seats === 0 ? [] : [`${bucket} ${seats}`])).join(', '),
    ]),
  );
  expect(found.get('zoom')).toBe(
    'unassigned 13, leaver 3, duplicate 1, idle 3, no-activity 1, known 1, used 13',
  );
  expect(found.get('notion')).toBe('leaver 1, idle 4, used 12');
  for (const bucket of BUCKETS) expect([...found.values()].join()).toContain(bucket);
});

test('the demo company has renewals to remind of, one of them with a notice day', async () => {
  const { ask, said } = await demo();
  expect(said).toEqual(
    expect.arrayContaining([
      'Zoom (Zoom Workplace Business) renews in 22 days, on 14 Dec: 30 bought, 17 used, 2 idle.',
      'Notion renews in 54 days, on 15 Jan 2027: 17 accounts, 4 idle. Give notice by 16 Dec.',
    ]),
  );
  expect((await ask('savings zoom')).message.summary).toBe(
    'Zoom could save 391.75 EUR a month in all: 45 EUR now and 346.75 EUR from 14 Dec.',
  );
});
