import { closeSync, copyFileSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBot } from '../../../src/service/bot.ts';
import type { StoreError } from '../../../src/store/db/errors.ts';
import { takeLock } from '../../../src/store/db/lock.ts';
import { inWriteTurn } from '../../../src/store/db/write-turn.ts';
import { accounts, company, KIM, people, seats, staff } from '../../support/company.ts';

async function used(count = 300) {
  const acme = company({
    roster: people(...staff(count)),
    apps: { figma: accounts(...seats(count), 'x1,eve@else.example') },
  });
  const office = acme.open();
  await office.sync();
  return { acme, office };
}

/** Pages in the middle of the file belong to accounts and their indexes, not to the audit log. */
function spoil(file: string): void {
  const size = statSync(file).size;
  const handle = openSync(file, 'r+');
  for (let at = Math.floor(size / 8192) * 4096; at < size - 8192; at += 3 * 4096)
    writeSync(handle, Buffer.alloc(900, 0x7f), 0, 900, at);
  closeSync(handle);
}

test('a damaged database is never well, and its audit log never called intact', async () => {
  const { acme, office } = await used(3000);
  expect((await office.ask('health')).ok).toBe(true);
  expect((await office.ask('audit --verify')).ok).toBe(true);
  office.context.store.sqlite.pragma('journal_mode = DELETE');
  office.close();
  spoil(acme.config.database);
  const after = acme.open();
  for (const command of ['health', 'audit --verify']) {
    const { ok, message } = await after.ask(command);
    expect(ok).toBe(false);
    expect(message.summary).toContain('damaged');
    expect(JSON.stringify(message)).toContain('seatkeeper restore <backup file>');
    expect(JSON.stringify(message)).not.toMatch(/All is well|intact/);
  }
});

test('an old log replayed over a backup is found by health and by audit --verify', async () => {
  const { acme, office } = await used(3000);
  await office.ask(`backup ${acme.file('backup.db')}`);
  acme.at('2026-03-04T09:00:00Z');
  acme.write('figma.csv', accounts(...seats(3000, ',,,Somebody else'), 'x1,eve@else.example'));
  await office.sync();
  // The log has only the last pages of what has changed since the backup.
  office.context.store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  acme.write('figma.csv', accounts(...seats(2990, ',,,Somebody new'), 'x1,eve@else.example'));
  await office.sync();
  for (const end of ['-wal', '-shm']) copyFileSync(`${acme.config.database}${end}`, acme.file(`kept${end}`));
  office.close();
  copyFileSync(acme.file('backup.db'), acme.config.database);
  copyFileSync(acme.file('kept-wal'), `${acme.config.database}-wal`);
  const after = acme.open();
  const whole = after.context.store.sqlite.pragma('integrity_check(1)', { simple: true }) === 'ok';
  expect((await after.ask('audit --verify')).ok).toBe(whole);
  expect((await after.ask('health')).ok).toBe(whole);
  expect(whole).toBe(false);
});

test('a disk that is nearly full is said, and health is not well', async () => {
  const { office } = await used(3);
  const context = {
    ...office.context,
    dependencies: { ...office.context.dependencies, diskFree: () => 3 * 2 ** 20 },
  };
  const { answer } = await import('../../../src/commands/answer.ts');
  const { ok, message } = await answer(context, KIM, 'health', async () => []);
  expect({ ok, text: message.summary }).toEqual({ ok: false, text: 'The disk is full.' });
  expect(JSON.stringify(message.body)).toContain('is full: 3 MB are free');
});

test.each(['a button', 'a command'])(
  'on a full disk %s in a chat gets one sentence about the disk',
  async (how) => {
    const { acme, office } = await used(3);
    const { sqlite } = office.context.store;
    const bot = createBot(office.context, async () => [], { fileSender: () => null, changed: () => {} });
    const decide = (n: number) => {
      const reason = `${n} ${'x'.repeat(400)}`;
      return how === 'a command'
        ? bot.handle({ type: 'command', by: KIM, text: `known figma x1 "${reason}"` })
        : bot.handle({
            type: 'action',
            by: KIM,
            action: { type: 'known', app: 'figma', account: 'x1', reason, until: null },
          });
    };
    const takeBack = () =>
      how === 'a command'
        ? bot.handle({ type: 'command', by: KIM, text: 'known figma x1 --undo' })
        : bot.handle({
            type: 'action',
            by: KIM,
            action: { type: 'unknown-again', app: 'figma', account: 'x1' },
          });
    sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true })}`);
    const said = new Set<string>();
    for (let n = 0; n < 160; n++) {
      const answer = await (n % 2 === 0 ? decide(n) : takeBack());
      said.add(answer?.summary.replace(/[\dx]+/g, '') ?? '');
    }
    expect([...said]).toContain(
      `The disk that holds ${acme.config.database} is full. Nothing was changed. Free some space, then try again.`.replace(
        /[\dx]+/g,
        '',
      ),
    );
    expect(sqlite.inTransaction).toBe(false);
  },
);

test('changes that share a transaction with one that finds the disk full are all refused', async () => {
  const { office } = await used(3);
  const { store } = office.context;
  store.sqlite.exec('CREATE TABLE filler (text TEXT)');
  store.sqlite.pragma(`max_page_count = ${Number(store.sqlite.pragma('page_count', { simple: true })) + 1}`);
  const write = (text: string) =>
    inWriteTurn(store, () => store.sqlite.prepare('INSERT INTO filler VALUES (?)').run(text));
  const ended = await Promise.allSettled([write('small'), write('x'.repeat(200_000)), write('small')]);
  expect(
    ended.map((end) => (end.status === 'rejected' ? (end.reason as StoreError).kind : 'written')),
  ).toEqual(['disk-full', 'disk-full', 'disk-full']);
  expect(store.sqlite.prepare('SELECT count(*) FROM filler').pluck().get()).toBe(0);
});

test('a lock that cannot be written says why', async () => {
  const { acme, office } = await used(3);
  office.close();
  writeFileSync(`${acme.config.database}.sync-lock`, 'x'.repeat(20_000));
  expect(() => takeLock(acme.config.database, 'sync', acme.now())).toThrow(/is not a Seatkeeper database/);
});

test('every message in doubt is counted by health, also those that are not listed or were replaced', async () => {
  const { office } = await used(3);
  const { store } = office.context;
  store.sqlite.exec("UPDATE outbox SET status = 'sent'");
  const { enqueue } = await import('../../../src/store/outbox/outbox.ts');
  const { deliver } = await import('../../../src/flows/outbox/deliver.ts');
  const message = { summary: 'x', title: 'x', body: [], buttons: [] };
  const at = office.context.now().toISOString();
  const lost = { ...office.chat, post: async () => ({ outcome: 'unknown', reason: 'lost' }) as const };
  for (let n = 1; n <= 14; n++) {
    store.write(() =>
      enqueue(store, { platforms: ['slack'], subject: `chat:${n}`, mode: 'post', quiet: false, message, at }),
    );
    await deliver(office.context, lost);
  }
  store.write(() =>
    enqueue(store, { platforms: ['slack'], subject: 'chat:1', mode: 'edit', quiet: false, message, at }),
  );
  await deliver(office.context, office.chat);
  const { message: said, json } = await office.ask('health');
  expect(said.summary).toBe('13 messages may not have arrived.');
  expect(JSON.stringify(said.body)).toContain('and 3 older messages like these.');
  expect(JSON.stringify(said.body)).toContain('1 more message was in doubt until a newer version was posted');
  expect(json).toMatchObject({ outbox: { 'in-doubt': 13 }, replacedDoubts: 1 });
});
