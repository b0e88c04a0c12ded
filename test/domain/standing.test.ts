import { describe, expect, it } from 'vitest';
import { contradictsLastDay, goneStatus, type PersonRecord, personStatus } from '../../src/domain/person.ts';

type Standing = Pick<PersonRecord, 'status' | 'startDate' | 'endDate'>;
const TODAY = '2026-11-28';
const who = (facts: Partial<Standing>): Standing => ({
  status: 'active',
  startDate: null,
  endDate: null,
  ...facts,
});

describe('a last day that contradicts the word', () => {
  it.each([
    ['active', '2024-06-30', 'active'],
    ['on-leave', '2024-06-30', 'on-leave'],
    ['active', '2026-11-27', 'offboarded'],
    ['active', '2026-10-14', 'offboarded'],
    ['active', '2026-10-13', 'active'],
    ['offboarded', '2024-06-30', 'offboarded'],
    ['inactive', '2024-06-30', 'offboarded'],
  ] as const)('%s with %s is %s: nobody is accused on it for long', (status, endDate, now) => {
    expect(personStatus(who({ status, endDate }), TODAY)).toBe(now);
  });

  it('is none once they started again', () => {
    const back = who({ startDate: '2025-09-01', endDate: '2024-12-31' });
    expect(contradictsLastDay(back, TODAY)).toBe(false);
    expect(personStatus(back, TODAY)).toBe('active');
  });
});

describe('somebody whom the roster no longer lists', () => {
  it.each([
    ['vanished without a last day', {}, 'inactive'],
    ['vanished the day after the last one', { endDate: '2026-11-27' }, 'offboarded'],
    ['vanished before the last day', { endDate: '2026-12-15' }, 'inactive'],
    ['was a leaver already', { status: 'offboarded' }, 'offboarded'],
    ['had an old last day and an active word', { endDate: '2024-06-30' }, 'inactive'],
    ['had come back', { startDate: '2025-01-01', endDate: '2024-06-30' }, 'inactive'],
  ] as const)('%s', (_, facts, status) => {
    expect(goneStatus(who(facts), TODAY, TODAY)).toBe(status);
  });

  it('is offboarded when the day comes', () => {
    const person = who({ endDate: '2026-12-15' });
    expect(goneStatus(person, TODAY, '2026-12-15')).toBe('inactive');
    expect(goneStatus(person, TODAY, '2026-12-16')).toBe('offboarded');
  });
});
