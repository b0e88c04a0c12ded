import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  DAY_MS,
  dayIn,
  daysBetween,
  isDay,
  isTimezone,
  startsDay,
  wallClock,
} from '../../src/domain/day.ts';

describe('dayIn', () => {
  it.each([
    ['Europe/Berlin', '2026-03-09T22:59:59.999Z', '2026-03-09'],
    ['Europe/Berlin', '2026-03-09T23:00:00.000Z', '2026-03-10'],
    ['Europe/Berlin', '2026-07-09T21:59:59.999Z', '2026-07-09'],
    ['Europe/Berlin', '2026-07-09T22:00:00.000Z', '2026-07-10'],
    ['America/Los_Angeles', '2026-03-10T06:59:59.000Z', '2026-03-09'],
    ['Pacific/Kiritimati', '2026-03-09T10:00:00.000Z', '2026-03-10'],
    ['UTC', '2026-12-31T23:59:59.999Z', '2026-12-31'],
  ])('in %s, %s is %s', (timezone, instant, day) => {
    expect(dayIn(timezone, instant)).toBe(day);
    expect(dayIn(timezone, new Date(instant))).toBe(day);
  });

  it('a bare day is that day everywhere', () => {
    expect(dayIn('Pacific/Kiritimati', '2026-03-09')).toBe('2026-03-09');
    expect(dayIn('America/Los_Angeles', '2026-03-09')).toBe('2026-03-09');
  });
});

describe('counting days', () => {
  it('is right across the ends of months, years and summer time', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(addDays('2026-03-09', 0)).toBe('2026-03-09');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-09', '2026-03-09')).toBe(0);
    expect(daysBetween('2026-03-09', '2026-03-01')).toBe(-8);
    expect(daysBetween('2024-02-28', '2025-02-28')).toBe(366);
  });
});

describe('isDay', () => {
  it.each(['2026-03-09', '2028-02-29', '2026-12-31'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '26-03-09',
    '2026-3-9',
    '09.03.2026',
    '',
    'tomorrow',
    '2026-03-09T00:00:00Z',
  ])('%j does not', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

const ZONES = [
  'Europe/Berlin',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];

describe('wallClock and startsDay', () => {
  it.each([
    ['Europe/Berlin', '2026-03-09', '10:00', '2026-03-09T09:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['Pacific/Auckland', '2026-11-27', '00:00', '2026-11-26T11:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-27', '00:00', '2026-11-27T11:00:00.000Z'],
  ])('in %s, %s %s is %s', (timezone, day, time, instant) => {
    const ms = Date.parse(`1970-01-01T${time}Z`);
    expect(wallClock(timezone, day, ms).toISOString()).toBe(instant);
  });

  it('every day of every zone begins once, at most two hours after its midnight', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 1500 }), (timezone, offset) => {
        const day = addDays('2024-01-01', offset);
        const near = wallClock(timezone, day, 0).getTime();
        const starts = Array.from({ length: 49 }, (_, half) => near + (half - 24) * 1_800_000).filter(
          (at) => startsDay(timezone, new Date(at)) && dayIn(timezone, new Date(at)) === day,
        );
        expect(starts).toHaveLength(1);
        expect(Math.abs((starts[0] ?? 0) - near)).toBeLessThanOrEqual(2 * 3_600_000);
      }),
    );
  });

  it('a time of the wall clock is on its day, unless the clock is set forward over it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 3 * 3_600_000, max: DAY_MS - 3_600_001 }),
        (timezone, offset, time) => {
          const day = addDays('2024-01-01', offset);
          expect(dayIn(timezone, wallClock(timezone, day, time))).toBe(day);
        },
      ),
    );
  });
});

describe('isTimezone', () => {
  it.each(['Europe/Berlin', 'UTC', 'Pacific/Kiritimati'])('%s is one', (name) => {
    expect(isTimezone(name)).toBe(true);
  });

  it.each(['', 'Berlin', 'Mars/Olympus', '+01:00'])('%j is not a schedule', (name) => {
    expect(isTimezone(name)).toBe(false);
  });
});
