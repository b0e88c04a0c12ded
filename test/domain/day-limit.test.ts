import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayIn, dayLimit, isBefore } from '../../src/domain/day.ts';
import { beforeSql, boundLimit } from '../../src/store/accounts/day-sql.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'America/Los_Angeles',
  'America/Santiago',
  'Asia/Kathmandu',
];

test.each([
  // In Auckland 1 January began at 11:00 UTC of the day before; in Los Angeles it began at 08:00 UTC.
  ['Pacific/Auckland', '2025-12-31T10:59:59.000Z', true],
  ['Pacific/Auckland', '2025-12-31T11:00:00.000Z', false],
  ['Pacific/Auckland', '2025-12-31', true],
  ['Pacific/Auckland', '2026-01-01', false],
  ['America/Los_Angeles', '2026-01-01T07:59:59.000Z', true],
  ['America/Los_Angeles', '2026-01-01T08:00:00.000Z', false],
  ['America/Los_Angeles', '2025-12-31', true],
  ['America/Los_Angeles', '2026-01-01', false],
])('in %s, %s is before 1 January: %s', (zone, instant, before) => {
  expect(isBefore(instant, dayLimit(zone, '2026-01-01'))).toBe(before);
});

test('an instant is before a day of the company exactly when its own day there is, and SQL says the same', () => {
  const store = new Database(':memory:');
  const asked = store.prepare(`SELECT ${beforeSql('@instant', 'limit')} AS named`).pluck();
  const moments = fc.date({ min: new Date('2019-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  const near = fc.tuple(moments, fc.integer({ min: -30, max: 30 }), fc.integer({ min: 0, max: 3600 }));
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), near, fc.boolean(), (zone, [at, hours, seconds], bare) => {
      const day = dayIn(zone, at);
      const moment = new Date(at.getTime() + hours * 3_600_000 + seconds * 1000).toISOString();
      const instant = bare ? moment.slice(0, 10) : moment;
      for (const limit of [day, addDays(day, 1)].map((one) => dayLimit(zone, one))) {
        const expected = dayIn(zone, instant) < limit.day;
        expect(isBefore(instant, limit)).toBe(expected);
        expect(asked.get({ instant, ...boundLimit('limit', limit) })).toBe(expected ? 1 : 0);
      }
    }),
    { numRuns: 500 },
  );
  store.close();
});
