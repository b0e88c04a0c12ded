import { expect, test } from 'vitest';
import { openCounts } from '../../src/store/findings/finding-counts.ts';
import { accounts, company, people, seats, staff } from '../support/company.ts';

/** Ten seats, four of them of people who left. */
async function opened() {
  const left = (n: number) => (n <= 4 ? 'offboarded' : 'active');
  const acme = company({
    roster: people(...staff(10, left)),
    apps: { figma: accounts(...seats(10), 'x1,stranger@else.example') },
  });
  const office = acme.open({ lasting: true });
  await office.sync();
  return { acme, office, other: acme.open({ lasting: true }) };
}

const open = (office: Awaited<ReturnType<typeof opened>>['office']) =>
  openCounts(office.context.store, office.values("SELECT id FROM source WHERE name = 'figma'")[0] as number);

test('counts that are kept follow what another process decides', async () => {
  const { office, other } = await opened();
  const before = open(office);
  expect(before).toMatchObject({ open: 5, snoozed: 0, claimed: 0 });
  expect(open(office)).toBe(before);
  await other.ask('snooze figma a1 until:2026-04-01');
  expect(open(office)).toMatchObject({ open: 4, snoozed: 1 });
  await other.ask('snooze figma a1 --undo');
  expect(open(office)).toMatchObject({ open: 5, snoozed: 0 });
  await other.ask('known figma x1 "a partner"');
  expect(open(office)).toMatchObject({ open: 4, byConcern: { offboarded: 4 } });
  const status = JSON.stringify((await office.ask('status')).message);
  await other.ask('known figma x1 --undo');
  expect(open(office)).toMatchObject({ open: 5 });
  expect(JSON.stringify((await office.ask('status')).message)).not.toBe(status);
});

test('counts that are kept follow a sync of another process', async () => {
  const { acme, office, other } = await opened();
  const status = async () => JSON.stringify((await office.ask('status')).message);
  const before = await status();
  acme.at('2026-03-02T10:00:00Z');
  acme.write('figma.csv', accounts(...seats(10).slice(2)));
  await other.sync();
  expect(open(office)).toMatchObject({ open: 2 });
  expect(await status()).not.toBe(before);
});

test('what is counted inside a transaction that is rolled back is not kept', async () => {
  const { office } = await opened();
  const { store } = office.context;
  const app = office.values("SELECT id FROM source WHERE name = 'figma'")[0] as number;
  const rolledBack = () =>
    store.write(() => {
      store.run(`UPDATE finding SET snoozed_until = '2026-04-01' WHERE app = ${app}`);
      store.run(`UPDATE version SET value = value + 1 WHERE subject = 'findings:${app}'`);
      expect(openCounts(store, app)).toMatchObject({ open: 0, snoozed: 5 });
      throw new Error('changed my mind');
    });
  expect(rolledBack).toThrow('changed my mind');
  store.write(() => store.run(`UPDATE version SET value = value + 1 WHERE subject = 'findings:${app}'`));
  expect(openCounts(store, app)).toMatchObject({ open: 5, snoozed: 0 });
});
