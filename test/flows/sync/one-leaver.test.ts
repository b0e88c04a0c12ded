import { expect, test } from 'vitest';
import { openSync } from '../../../src/flows/sync/sync-all.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

/** How many rows a poll of the roster writes in which one person of so many has left. */
async function rowsWritten(many: number): Promise<number> {
  const setting = company({
    roster: people(...staff(many)),
    apps: { figma: accounts(...seats(many)) },
    at: '2026-03-02T09:00:00Z',
  });
  const { context, sync } = setting.open();
  await sync();
  setting.write('roster.csv', people(...staff(many, (n) => (n === 7 ? 'offboarded' : 'active'))));
  setting.at('2026-03-02T09:05:00Z');
  const total = () => context.store.sqlite.prepare('SELECT total_changes()').pluck().get() as number;
  const before = total();
  const reads = await openSync(context);
  const report = await reads.read({ rosters: ['csv'], byHand: false, apps: [], joins: false });
  await reads.close();
  expect(report.map(({ id, result }) => [id, result.status])).toEqual([['csv', 'complete']]);
  const queued = "SELECT count(*) FROM outbox WHERE subject LIKE 'alert:%' AND message LIKE '%Person 7%'";
  expect(context.store.sqlite.prepare(queued).pluck().get()).toBe(1);
  return total() - before;
}

test('a poll in which one person has left writes as many rows in a large company as in a small one', async () => {
  const written = await rowsWritten(200);
  expect(written).toBeLessThan(60);
  expect(await rowsWritten(1500)).toBe(written);
});
