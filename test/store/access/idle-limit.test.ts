import { expect, test } from 'vitest';
import { addDays, dayIn, dayLimit, isBefore } from '../../../src/domain/day.ts';
import { printed } from '../../commands/desk.ts';
import { accounts, company, people, range, staff } from '../../support/company.ts';

const LAST_USED = [
  '2025-12-31',
  '2026-01-01',
  '2026-01-02',
  '2025-12-31T10:59:59.000Z',
  '2025-12-31T11:00:00.000Z',
  '2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:01.000Z',
  '2026-01-01T07:59:59.000Z',
  '2026-01-01T08:00:00.000Z',
  '2026-01-02T00:00:00.000Z',
];

test.each(['UTC', 'Pacific/Auckland', 'America/Los_Angeles'])(
  'the idle filter takes the days of the company in %s, in the table and in its index',
  async (zone) => {
    const acme = company({
      roster: people(...staff(20)),
      apps: { figma: accounts(...range(LAST_USED.length).map((n) => `a${n + 10},p${n}@acme.example`)) },
    });
    acme.configure((yaml) => yaml.replace('Europe/Berlin', zone));
    const shell = acme.open();
    await shell.sync();
    for (const [at, instant] of LAST_USED.entries()) {
      shell.context.store.sqlite
        .prepare('UPDATE account SET last_active = ? WHERE external_id = ?')
        .run(instant, `a${at + 11}`);
    }
    const limit = dayLimit(zone, addDays(dayIn(zone, '2026-03-02T09:00:00Z'), -60));
    const expected = LAST_USED.flatMap((instant, at) => (isBefore(instant, limit) ? [`a${at + 11}`] : []));
    const service = acme.open({ lasting: true });
    for (const question of ['access figma idle:60', 'access figma idle:60 sort:id']) {
      for (const office of [shell, service]) {
        const rows = printed(await office.ask(question)) as readonly { account: string }[];
        expect(rows.map(({ account }) => account).sort()).toEqual(expected);
      }
    }
  },
);
