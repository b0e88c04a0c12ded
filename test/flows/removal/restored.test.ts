import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planRemoval } from '../../../src/flows/removal/plan-removal.ts';
import { openExecutor } from '../../../src/flows/removing/executor.ts';
import { takeLock } from '../../../src/store/db/lock.ts';
import { folder } from '../../support/folder.ts';
import { removalOffice, SLACK_KIM, seatOf } from '../../support/removal-office.ts';
import { restored } from '../../support/restored.ts';

const GRACE = { ...seatOf(1), way: 'delete', inDays: 30 } as const;

test('what waited in a backup is cancelled when it is restored: an admin may have cancelled it since', async () => {
  const { acme, office, confirm, press, newest, run, writes } = await removalOffice();
  await confirm(GRACE);
  await run();
  const backup = `${folder()}/backup.db`;
  await office.ask(`backup ${backup}`);
  expect((await press({ type: 'cancel-removal', plan: newest() }, SLACK_KIM)).done).toBe(true);
  await office.news();
  office.close();

  const { code, text } = await restored(acme, [backup, '--yes']);
  expect(code).toBe(0);
  expect(text).toContain('1 removal that waited at that moment is cancelled');
  const again = acme.open();
  expect(again.values('SELECT state FROM removal_operation ORDER BY id')).toEqual(['verified', 'cancelled']);
  expect(again.values("SELECT count(*) FROM audit WHERE action = 'removal-cancelled'")).toEqual([1]);
  expect((await again.news()).some(({ says }) => says.includes('My database was restored'))).toBe(true);
  acme.at('2026-04-02T09:00:00Z');
  await again.sync();
  const executor = openExecutor(again.context, {
    readAgain: (app) => again.sync(app),
    isStopped: () => false,
  });
  await executor.run();
  executor.close();
  expect(writes()).toEqual(['PATCH /scim/Users/1001']);
});

test('nothing is restored while an app is being asked to remove accounts', async () => {
  const { acme, office } = await removalOffice();
  const backup = `${folder()}/backup.db`;
  await office.ask(`backup ${backup}`);
  const lock = takeLock(acme.config.database, 'removal', acme.now());
  await expect(restored(acme, [backup, '--yes'])).rejects.toThrow();
  lock.release();
});

const BREAKER = '{ dryRun: off, breaker: { accounts: 1, percent: 100, perDay: 1 } }';

test.each([
  ['as the old database has it', false],
  ['as if the limit were reached, where nobody knows', true],
] as const)('what one person started to remove since a backup counts for the breaker %s', async (_, lost) => {
  const { acme, office, confirm, run, states } = await removalOffice({ removal: BREAKER });
  const backup = `${folder()}/backup.db`;
  await office.ask(`backup ${backup}`);
  if (!lost) {
    await confirm({ ...seatOf(1), way: 'delete' });
    await run();
    expect(states()).toEqual(['verified', 'verified']);
  }
  office.close();
  if (lost) rmSync(acme.config.database);
  expect((await restored(acme, [backup, '--yes'])).code).toBe(0);
  const again = acme.open();
  await again.sync();
  const asked = { ...seatOf(2), way: 'delete' } as const;
  const { shown } = await planRemoval(again.context, SLACK_KIM, asked);
  expect(shown.second).toMatchObject({ why: 'breaker' });
  acme.at(new Date(acme.now().getTime() + 25 * 3_600_000).toISOString());
  await again.sync();
  expect((await planRemoval(again.context, SLACK_KIM, asked)).shown.second).toBeNull();
});
