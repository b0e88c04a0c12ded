import { describe, expect, it } from 'vitest';
import { addDays, dayIn, daysBetween, isDay } from '../../src/domain/day.ts';

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
