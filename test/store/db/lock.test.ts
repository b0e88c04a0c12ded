import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreError } from '../../../src/store/db/errors.ts';
import { takeLock } from '../../../src/store/db/lock.ts';
import { accounts, company, people } from '../../support/company.ts';
import { folder } from '../../support/folder.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const database = () => join(folder(), 'seatkeeper.db');
const LOCK = new URL('../../../dist/store/db/lock.js', import.meta.url).href;

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError && error.kind === 'locked') return error.message;
    throw error;
  }
  return 'it was free';
}

/** Another process that holds the lock until it is killed. */
async function holder(file: string) {
  const code = `const { takeLock } = await import(${JSON.stringify(LOCK)});
    globalThis.lock = takeLock(${JSON.stringify(file)}, 'service', new Date('2026-03-01T08:00:00Z'));
    console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second process is refused, with the holder named', () => {
  const file = database();
  const lock = takeLock(file, 'service', NOW);
  expect(refusal(() => takeLock(file, 'service', NOW))).toMatch(
    new RegExp(
      `^Seatkeeper is already running on this database: process ${process.pid} on .*, since 2026-03-02T09:00:00.000Z\\.$`,
    ),
  );
  lock.release();
  takeLock(file, 'service', NOW).release();
});

test('the two locks of a database are independent', () => {
  const file = database();
  const locks = [takeLock(file, 'service', NOW), takeLock(file, 'sync', NOW)];
  for (const lock of locks) lock.release();
});

test('the lock of a killed process is released at once', async () => {
  const file = database();
  const child = await holder(file);
  expect(refusal(() => takeLock(file, 'service', NOW))).toContain(`process ${child.pid} on`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  takeLock(file, 'service', NOW).release();
});

test('a second sync is refused while one runs, and both are free afterwards', async () => {
  const acme = company({
    roster: people('1,ada@acme.example'),
    apps: { figma: accounts('f1,ada@acme.example') },
  });
  const [one, two] = [acme.open(), acme.open()];
  const first = one.sync();
  const second = await two.ask('sync');
  expect(second.ok).toBe(false);
  expect(second.message.summary).toMatch(/^A sync is already running on this database: process \d+ on /);
  await first;
  expect((await two.ask('sync')).ok).toBe(true);
});
