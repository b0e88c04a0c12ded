import { describe, expect, it } from 'vitest';
import { isCurrent, PERSON_STATUSES, type PersonRecord, personStatus } from '../../src/domain/person.ts';
import { person, TODAY } from '../support/build.ts';

const PAST = '2026-03-08';
const FUTURE = '2026-03-10';
const on = (facts: Partial<PersonRecord>) => personStatus(person(facts), TODAY);

describe('without dates the status is what the source reports', () => {
  it.each(PERSON_STATUSES)('%s', (status) => {
    expect(on({ status })).toBe(status);
  });
});

describe('leaving', () => {
  it('a person with a future end date has not left', () => {
    expect(on({ endDate: FUTURE })).toBe('active');
    expect(on({ endDate: FUTURE, status: 'on-leave' })).toBe('on-leave');
  });

  it('the last working day is still a working day', () => {
    expect(on({ endDate: TODAY })).toBe('active');
  });

  it('the day after it, the person has left', () => {
    expect(on({ endDate: PAST })).toBe('offboarded');
  });

  it.each(PERSON_STATUSES)('a past end date overrules %s', (status) => {
    expect(on({ status, endDate: PAST })).toBe('offboarded');
  });

  it('a person reported as offboarded before the last day has not left yet', () => {
    expect(on({ status: 'offboarded', endDate: FUTURE })).toBe('active');
    expect(on({ status: 'offboarded', endDate: TODAY })).toBe('active');
  });

  it('inactive before the last day stays inactive, whatever the dates', () => {
    expect(on({ status: 'inactive', endDate: FUTURE })).toBe('inactive');
  });
});

describe('starting', () => {
  it('a future start counts as starting', () => {
    expect(on({ startDate: FUTURE })).toBe('starting');
    expect(on({ startDate: FUTURE, status: 'starting' })).toBe('starting');
  });

  it('is over on the first working day', () => {
    expect(on({ startDate: TODAY, status: 'starting' })).toBe('active');
    expect(on({ startDate: PAST, status: 'starting' })).toBe('active');
  });

  it('a person deactivated before their start stays inactive', () => {
    expect(on({ startDate: FUTURE, status: 'inactive' })).toBe('inactive');
  });
});

describe('coming back', () => {
  it('a start after the end is a return', () => {
    expect(on({ endDate: '2025-06-30', startDate: '2026-02-01' })).toBe('active');
    expect(on({ endDate: '2025-06-30', startDate: TODAY })).toBe('active');
    expect(on({ endDate: '2025-06-30', startDate: '2026-02-01', status: 'offboarded' })).toBe('active');
    expect(on({ endDate: '2025-06-30', startDate: '2026-02-01', status: 'on-leave' })).toBe('on-leave');
  });

  it('a return in the future counts as starting', () => {
    expect(on({ endDate: '2025-06-30', startDate: FUTURE })).toBe('starting');
  });

  it('a job of one day is not a return', () => {
    expect(on({ startDate: PAST, endDate: PAST })).toBe('offboarded');
    expect(on({ startDate: TODAY, endDate: TODAY })).toBe('active');
  });
});

describe('isCurrent', () => {
  it('people on leave and about to start count as current', () => {
    expect(PERSON_STATUSES.filter(isCurrent)).toEqual(['active', 'on-leave', 'starting']);
  });
});
