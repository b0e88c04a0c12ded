import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deliver } from '../../../src/flows/outbox/deliver.ts';
import { noteClockJump } from '../../../src/flows/outbox/note-clock-jump.ts';
import { lookAtStatus } from '../../../src/flows/watching/look-at-status.ts';
import { accounts, company, type Office, people, seats, staff } from '../../support/company.ts';

async function opened() {
  let trap: RegExp | null = null;
  const acme = company({ roster: people(...staff(40)), apps: { figma: accounts(...seats(40)) } });
  const office = acme.open({
    onStatement: (sql) => {
      if (trap?.test(sql) !== true) return;
      trap = null;
      throw new Error('stopped here');
    },
  });
  await office.sync();
  const stopAt = async (pattern: RegExp, work: () => Promise<unknown>) => {
    trap = pattern;
    await expect(work()).rejects.toThrow('stopped here');
  };
  return { acme, office, stopAt };
}

async function health(office: Office) {
  const { ok, message } = await office.ask('health');
  // A machine that watches is told the same, except about the clock.
  if (!message.summary.includes('The clock was set back'))
    expect(lookAtStatus(office.context, { ready: true }).ok, message.summary).toBe(ok);
  return { ok, says: message.summary, all: JSON.stringify(message) };
}

test('while nothing is wrong, all is well', async () => {
  const { office } = await opened();
  await office.news();
  expect(await health(office)).toMatchObject({ ok: true, says: 'All is well: 2 sources read completely.' });
});

test('all is not well while the database cannot be written', async () => {
  const { acme, office } = await opened();
  await office.news();
  rmSync(acme.config.database);
  const { ok, says, all } = await health(office);
  expect({ ok, says }).toEqual({ ok: false, says: 'The database cannot be written.' });
  expect(all).toContain('was removed while Seatkeeper runs');
});

test('all is not well while a message is stuck in sending, whichever way the clock was set', async () => {
  const { acme, office, stopAt } = await opened();
  const silent = { ...office.chat, post: () => Promise.reject(new Error('stopped here')) };
  await stopAt(/^nothing/, () => deliver(office.context, silent));
  expect((await health(office)).ok).toBe(true);
  for (const at of ['2026-03-02T09:03:00Z', '2026-03-02T08:59:50Z']) {
    acme.at(at, { exported: false });
    const back = at < '2026-03-02T09';
    if (back) acme.at('2026-03-02T08:00:00Z', { exported: false });
    const { ok, all } = await health(office);
    expect(ok).toBe(false);
    expect(all).toContain('1 message stuck while being sent');
    expect(all).toContain('may not have arrived');
  }
});

test.each([
  ['accept-run', 'accepted', /^UPDATE account SET gone_at/],
  ['keep-last-good', 'dropped', /^DELETE FROM account_change/],
] as const)(
  'all is not well while %s is half done, and is again once the next sync has finished it',
  async (type, word, where) => {
    const { acme, office, stopAt } = await opened();
    acme.at('2026-03-02T10:00:00Z');
    acme.write('figma.csv', accounts(...seats(40).slice(20)));
    await office.sync();
    await office.news();
    const run = Number(office.values("SELECT id FROM run WHERE status = 'held'")[0]);
    await stopAt(where, () => office.press({ type, run }));
    const { ok, says, all } = await health(office);
    expect(ok).toBe(false);
    expect(says).toBe('1 accepted or dropped read not finished.');
    expect(all).toContain(`Figma: read ${run} was ${word}, and that is not finished.`);
    acme.write('figma.csv', accounts(...seats(40)));
    await office.sync();
    await office.news();
    expect((await health(office)).all).not.toContain('not finished');
  },
);

test('all is not well while the clock is behind what is stored, or was set back within a day', async () => {
  const { acme, office } = await opened();
  await office.news();
  acme.at('2026-03-02T07:00:00Z');
  const unseen = await health(office);
  expect(unseen).toMatchObject({ ok: false, says: 'The clock was set back.' });
  expect(unseen.all).toContain('is behind what is stored');
  noteClockJump(office.context, -7_200_000);
  await office.sync();
  await office.news();
  expect(await health(office)).toMatchObject({ ok: false, says: 'The clock was set back.' });
  acme.at('2026-03-03T08:00:00Z');
  await office.sync();
  await office.news();
  expect(await health(office)).toMatchObject({ ok: true });
});
