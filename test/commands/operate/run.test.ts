import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../src/commands/answer.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { verifyAudit } from '../../../src/store/audit.ts';
import { openStore } from '../../../src/store/db/open.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';
import { desk, keysOf, printed, seen } from '../desk.ts';

test('sync shows the result of every source', async () => {
  const { acme, office } = await desk();
  acme.write('zoom.csv', accounts('z1,ada+zoom@acme.example', 'z9,eve@else.example'));
  const answered = await office.ask('sync');
  expect(answered.ok).toBe(true);
  await expect(seen(answered)).toMatchFileSnapshot('../golden/sync.txt');
  const report = printed(answered) as { id: string; result: { status: string; counts: unknown } }[];
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toEqual([
    'csv complete',
    'figma complete',
    'zoom complete',
  ]);
  expect(keysOf(report[2])).toEqual(
    expect.arrayContaining(['kind', 'id', 'name', 'result.status', 'result.counts.listed', 'result.opened']),
  );
  expect((printed(await office.ask('sync zoom')) as { id: string }[]).map(({ id }) => id)).toEqual([
    'csv',
    'zoom',
  ]);
});

/** Figma lists 2 of 30 accounts. */
async function held() {
  const acme = company({ roster: people(...staff(30)), apps: { figma: accounts(...seats(30)) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.write('figma.csv', accounts(...seats(2)));
  const answered = await office.ask('sync');
  const [run] = office.values("SELECT id FROM run WHERE status = 'held'");
  const count = async () => (printed(await office.ask('access figma')) as unknown[]).length;
  return { acme, office, answered, run: Number(run), count };
}

test('a held sync is not a success, and health shows the commands to decide with', async () => {
  const { office, answered, run } = await held();
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toBe(
    '1 of 2 sources not read or not accepted. Nothing was changed there: you see the last good data, if there is any.',
  );
  const health = await office.ask('health');
  expect(health.ok).toBe(false);
  expect(seen(health)).toContain(`sync accept ${run} accepts it once; sync keep ${run} drops it.`);
  expect(printed(health)).toMatchObject({
    ok: false,
    sources: [{ state: 'good' }, { kind: 'app', id: 'figma', state: 'held', run }],
  });
});

test('sync accept accepts that run once, sync keep drops it', async () => {
  const accepted = await held();
  expect((await accepted.office.ask(`sync accept ${accepted.run}`)).ok).toBe(true);
  expect(await accepted.count()).toBe(2);
  expect((await accepted.office.ask(`sync accept ${accepted.run}`)).ok).toBe(false);
  expect((await accepted.office.ask('health')).ok).toBe(true);

  const kept = await held();
  expect((await kept.office.ask(`sync keep ${kept.run}`)).ok).toBe(true);
  expect(await kept.count()).toBe(30);
  expect((await kept.office.ask(`sync accept ${kept.run}`)).ok).toBe(false);
});

test.each([
  ['sync accept', 'Which run? Only 4 is held: sync accept 4 accepts it once; sync keep 4 drops it.'],
  ['sync keep', 'Which run? Only 4 is held'],
  ['sync accept x', 'Which run? Only '],
  ['sync allow 3', 'sync accept 3 accepts it once; sync keep 3 drops it.'],
  ['sync accept 999', ''],
  ['sync figmo', 'There is no app "figmo". Did you mean figma?'],
])('%s is refused', async (question, why) => {
  const { office, count } = await held();
  const answered = await office.ask(question);
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain(why);
  expect(await count()).toBe(30);
});

test('backup writes a file that can be opened, and only in a shell', async () => {
  const { acme, office } = await desk();
  const file = acme.file('copy.db');
  const answered = await office.ask(['backup', file]);
  expect(answered.message.summary).toMatch(
    /^Wrote and checked .*copy\.db: [\d,]+ kB, audit head [0-9a-f]{12}\.$/,
  );
  expect(printed(answered)).toEqual({
    file,
    bytes: expect.any(Number),
    auditHead: expect.stringMatching(/^[0-9a-f]{64}$/),
    removed: [],
  });
  const store = openStore(file, { verify: true });
  expect(verifyAudit(store)).toMatchObject({ ok: true });
  store.close();

  const mallory = { on: 'slack', id: 'slack:U9', name: 'mallory', mayChange: true } as const;
  const other = acme.file('other.db');
  const refused = await answer(office.context, mallory, ['backup', other], (only) =>
    syncAll(office.context, only),
  );
  expect(refused.message.summary).toContain('can only be made in a shell');
  expect(existsSync(other)).toBe(false);
  expect((await office.ask('backup')).message.summary).toContain('Name the file to write');
});

test('backup into a folder names the file after the moment, and keeps as many as asked for and everything else', async () => {
  const { acme, office } = await desk();
  const folder = acme.file('backups');
  mkdirSync(folder);
  const others = ['seatkeeper-before-upgrade.db', 'notes.txt', 'seatkeeper-2026-01-01.db'];
  for (const name of others) writeFileSync(join(folder, name), 'kept');
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
    acme.at(`${day}T09:30:00Z`);
    const { ok, message } = await office.ask(['backup', folder, 'keep:2']);
    expect([ok, message.summary]).toEqual([true, expect.stringContaining(`seatkeeper-${day}T09-30-00Z.db`)]);
    expect(message.summary.endsWith('Removed 1 older backup.')).toBe(day === '2026-03-04');
  }
  expect(readdirSync(folder).sort()).toEqual(
    [...others, 'seatkeeper-2026-03-03T09-30-00Z.db', 'seatkeeper-2026-03-04T09-30-00Z.db'].sort(),
  );
  // A backup that fails removes nothing.
  expect((await office.ask(['backup', folder, 'keep:1'])).message.summary).toContain('already exists');
  expect(readdirSync(folder)).toHaveLength(5);
  for (const words of [['keep:0'], ['keep:all']])
    expect((await office.ask(['backup', folder, ...words])).message.summary).toContain(
      'keep must be a whole',
    );
  expect((await office.ask(['backup', acme.file('one.db'), 'keep:3'])).message.summary).toContain(
    'name a folder',
  );
  expect(existsSync(acme.file('one.db'))).toBe(false);
});

test('audit shows the newest entries first, and --verify detects a change', async () => {
  const { office } = await desk();
  await office.ask('known figma f6 "group alias"');
  const [newest, ...older] = printed(await office.ask('audit all 2')) as Record<string, unknown>[];
  expect(older).toHaveLength(1);
  expect(newest).toMatchObject({ actor: 'terminal:kim', action: 'known', subject: 'figma/f6' });
  expect(printed(await office.ask('audit --verify'))).toMatchObject({ ok: true, rows: Number(newest?.seq) });

  office.context.store.sqlite.exec(
    "DROP TRIGGER IF EXISTS audit_no_update; UPDATE audit SET actor = 'terminal:nobody' WHERE action = 'known'",
  );
  const answered = await office.ask('audit --verify');
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain('The audit log was tampered with');
});
