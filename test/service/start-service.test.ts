import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/db/open.ts';
import { run, start } from '../support/cli.ts';
import { ACCOUNTS, accounts, company, people, staff } from '../support/company.ts';

const db = ['--db', 'seatkeeper.db'];
const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';

const acme = () =>
  company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,eve@else.example') },
    yaml: NEVER,
  });

test('a service without a terminal prints its baselines, and stops with 0 when asked to', async () => {
  const { directory } = acme();
  const service = start(directory, ['start', ...db]);
  await service.printed('Figma is connected: 2 accounts read, 1 to decide on.');
  service.child.kill('SIGTERM');
  expect(await service.ended).toMatchObject({ code: 0, signal: null });
  expect(service.out()).not.toContain('\u001b');
});

test('a restarted service does not repeat messages', async () => {
  const { directory, config } = acme();
  for (const expected of [1, 0]) {
    const service = start(directory, ['start', ...db]);
    if (expected === 1) await service.printed('is connected');
    else await counted(config.database, "SELECT count(*) FROM audit WHERE action = 'run-complete'", 4);
    service.child.kill('SIGTERM');
    const { code, out } = await service.ended;
    expect(code).toBe(0);
    expect(out.match(/is connected/g)?.length ?? 0).toBe(expected);
    // What was told before is not told again, but that it is still there.
    expect(out.includes('1 finding still to decide on in 1 app: status')).toBe(expected === 0);
  }
});

test('a second service does not start and names the first; commands in a shell work, and the service sends the messages they cause', async () => {
  const { directory } = acme();
  const service = start(directory, ['start', ...db]);
  await service.printed('is connected');

  const second = await run(directory, ['start', ...db]);
  expect(second.code).toBe(1);
  expect(second.err.replace(/\s+/g, ' ')).toContain(
    `already running on this database: process ${service.child.pid} on`,
  );

  const known = await run(directory, ['known', 'figma', 'f2', 'contractor', ...db]);
  expect(known).toMatchObject({ code: 0, err: '' });
  await service.printed('Figma is clean: 1 decided (1 known).');
  service.child.kill('SIGTERM');
  expect((await service.ended).code).toBe(0);
});

/** A company whose app is far too large to be read in a moment. */
const COUNT = 300_000;
function large() {
  const rows: string[] = [ACCOUNTS];
  for (let n = 1; n <= COUNT; n++)
    rows.push(`a${n},p${n % 1000}@acme.example,,,Person ${n},active,person,member,Full,2026-02-01`);
  return company({ roster: people(...staff(1000)), apps: { figma: `${rows.join('\n')}\n` }, yaml: NEVER });
}

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'a service that gets %s in the middle of a large first sync comes up whole',
  async (signal) => {
    const { directory, config } = large();
    const service = start(directory, ['start', ...db]);
    await counted(config.database, FIRST_PAGES, 5000);
    service.child.kill(signal);
    const end = await service.ended;
    expect(end).toMatchObject(signal === 'SIGTERM' ? { code: 0 } : { signal });
    expect(end.out).not.toContain('is connected');

    const again = start(directory, ['start', ...db]);
    await again.printed(/Figma is connected: 300,000 accounts read/);
    again.child.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
    const store = openStore(config.database, { verify: true });
    const values = (sql: string) => store.sqlite.prepare(sql).pluck().all();
    expect(values('SELECT count(*) FROM account')).toEqual([COUNT]);
    expect(values("SELECT status || ' ' || coalesce(error_kind, '') FROM run ORDER BY id")).toEqual([
      'complete ',
      'failed interrupted',
      'complete ',
      'complete ',
    ]);
    expect(
      values("SELECT count(*) FROM sqlite_master WHERE name IN ('account_key', 'account_owner')"),
    ).toEqual([2]);
    store.close();
  },
  120_000,
);

/** The first accounts of the app are stored. */
const FIRST_PAGES = 'SELECT count(*) FROM (SELECT 1 FROM account LIMIT 5000)';

/** Waits until the query on another process's database gives this count. */
async function counted(database: string, sql: string, count: number): Promise<void> {
  for (;;) {
    await wait(20);
    try {
      const store = openStore(database);
      const found = store.sqlite.prepare(sql).pluck().get();
      store.close();
      if (found === count) return;
    } catch {
      // The database does not exist yet.
    }
  }
}

test('four commands that open a new database at the same moment all work', async () => {
  const { directory } = acme();
  const ends = await Promise.all(Array.from({ length: 4 }, () => run(directory, ['status', ...db])));
  expect(ends.map(({ code, err }) => ({ code, err }))).toEqual(ends.map(() => ({ code: 0, err: '' })));
});

test('a shell sync that is asked to stop leaves everything as it was', async () => {
  const { directory, config } = large();
  const sync = start(directory, ['sync', ...db]);
  await counted(config.database, FIRST_PAGES, 5000);
  sync.child.kill('SIGINT');
  const [code] = await once(sync.child, 'exit');
  expect(code).toBe(130);
  const { out } = await run(directory, ['access', 'figma', '--json', ...db]);
  expect(JSON.parse(out)).toMatchObject({ ok: false });
}, 60_000);
