import { expect, test } from 'vitest';
import { isSchedule, planJob } from '../../src/jobs/schedule.ts';

/** The moments a schedule comes at, by a clock that the test moves on. */
function moments(schedule: string, from: string, many: number, timezone = 'Europe/Berlin'): string[] {
  let now = new Date(from);
  const job = planJob({
    name: 'x',
    schedule,
    timezone,
    now: () => now,
    run: async () => {},
    onError: () => {},
  });
  return Array.from({ length: many }, () => {
    now = job.next();
    return now.toISOString().replace(':00.000Z', 'Z');
  });
}

test('a digest at a time that the change of clocks leaves out comes at the first moment after it', () => {
  expect(moments('30 2 * * 0', '2026-03-24T12:00:00Z', 2)).toEqual([
    '2026-03-29T01:00Z',
    '2026-04-05T00:30Z',
  ]);
  expect(moments('0 2 * * *', '2026-03-28T12:00:00Z', 2)).toEqual(['2026-03-29T01:00Z', '2026-03-30T00:00Z']);
});

test('a digest at a time that comes twice is sent once', () => {
  expect(moments('30 2 * * *', '2026-10-24T12:00:00Z', 2)).toEqual([
    '2026-10-25T00:30Z',
    '2026-10-26T01:30Z',
  ]);
});

test('an hourly sync comes every hour, whatever the wall shows', () => {
  expect(moments('0 * * * *', '2026-03-29T00:30:00Z', 3)).toEqual([
    '2026-03-29T01:00Z',
    '2026-03-29T02:00Z',
    '2026-03-29T03:00Z',
  ]);
  expect(moments('0 * * * *', '2026-10-24T23:30:00Z', 3)).toEqual([
    '2026-10-25T00:00Z',
    '2026-10-25T01:00Z',
    '2026-10-25T02:00Z',
  ]);
});

test('the plan follows a clock that is set, forwards and back', async () => {
  let now = new Date('2026-11-27T08:59:00Z');
  const ran: string[] = [];
  const job = planJob({
    name: 'x',
    schedule: '0 9 * * *',
    timezone: 'UTC',
    now: () => now,
    run: async () => void ran.push(now.toISOString()),
    onError: () => {},
  });
  const at = async (moment: string) => {
    now = new Date(moment);
    job.look();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  await at('2026-11-27T08:59:59Z');
  expect(ran).toEqual([]);
  // A year ahead for a moment: it runs once, as after a long sleep, and is planned for the year after.
  await at('2027-11-27T12:00:00Z');
  await at('2026-11-27T08:59:59Z');
  await at('2026-11-27T09:00:00Z');
  await at('2026-11-27T09:00:01Z');
  await at('2026-11-28T09:00:00Z');
  expect(ran).toEqual(['2027-11-27T12:00:00.000Z', '2026-11-27T09:00:00.000Z', '2026-11-28T09:00:00.000Z']);
});

test.each(['0 9 * * 1', '*/15 8-18 * * mon-fri', '0 0 9 * * *'])('%s is a schedule', (text) => {
  expect(isSchedule(text)).toBe(true);
});

test.each(['', 'daily', '61 * * * *', '0 9 * *', '0 9 30 2 *', '0 9 * * * * *'])(
  '%j is not a schedule',
  (text) => {
    expect(isSchedule(text)).toBe(false);
  },
);
