import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../src/domain/day.ts';
import { monthsAfter } from '../../../src/domain/licenses/contract-days.ts';
import {
  type Binding,
  daysLeft,
  isAnnounced,
  laterSaves,
  noticeDay,
  STEPS,
  savesFrom,
  stepsDue,
} from '../../../src/domain/money/renewal.ts';

const TODAY = '2026-11-21';
const binding = (facts: Partial<Binding> = {}): Binding => ({
  term: 'annual',
  renewsOn: '2026-12-14',
  noticeDays: null,
  ...facts,
});
const bindings: fc.Arbitrary<Binding> = fc.record({
  term: fc.constantFrom('monthly', 'annual', null),
  renewsOn: fc.option(
    fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days)),
    { freq: 6 },
  ),
  noticeDays: fc.option(fc.integer({ min: 0, max: 120 })),
});

describe('the day from which a seat given back saves money', () => {
  it.each([
    ['what is paid by the month, at once', { term: 'monthly', renewsOn: '2027-06-30' }, { kind: 'now' }],
    ['what has no term, at once', { term: null }, { kind: 'now' }],
    ['a year, from its renewal', {}, { kind: 'from', day: '2026-12-14' }],
    ['a year that renews today, at once', { renewsOn: TODAY }, { kind: 'now' }],
    ['a year whose end nobody knows, nobody knows', { renewsOn: null }, { kind: 'unknown' }],
    ['a year whose renewal has passed, nobody knows', { renewsOn: '2026-11-20' }, { kind: 'unknown' }],
    ['on the notice day, still this renewal', { noticeDays: 23 }, { kind: 'from', day: '2026-12-14' }],
    ['after the notice day, the next one', { noticeDays: 24 }, { kind: 'from', day: '2027-12-14' }],
  ] as const)('%s', (_, facts, saves) => {
    expect(savesFrom(binding(facts), TODAY)).toEqual(saves);
  });

  it('a yearly term never saves before its renewal, nor at a renewal whose notice day has passed', () => {
    fc.assert(
      fc.property(bindings, (any) => {
        const saves = savesFrom(any, TODAY);
        if (any.term !== 'annual') {
          expect(saves.kind).toBe('now');
          return;
        }
        if (saves.kind === 'now') {
          expect(any.renewsOn).toBe(TODAY);
          return;
        }
        if (saves.kind === 'unknown') return;
        expect(saves.day >= (any.renewsOn ?? '')).toBe(true);
        expect(saves.day > TODAY).toBe(true);
        const notice = noticeDay(any);
        if (notice !== null && notice < TODAY) expect(saves.day > (any.renewsOn ?? '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('the later of two possible ends counts', () => {
    const [now, june, may, unknown] = [
      { kind: 'now' },
      { kind: 'from', day: '2027-06-30' },
      { kind: 'from', day: '2027-05-31' },
      { kind: 'unknown' },
    ] as const;
    expect(laterSaves(now, june)).toEqual(june);
    expect(laterSaves(june, may)).toEqual(june);
    expect(laterSaves(unknown, june)).toEqual(unknown);
    expect(laterSaves(now, unknown)).toEqual(unknown);
  });

  it('the year after 29 February ends on the 28th', () => {
    expect([monthsAfter('2028-02-29', 12), monthsAfter('2026-12-14', 12)]).toEqual([
      '2029-02-28',
      '2027-12-14',
    ]);
  });
});

describe('the steps of a renewal', () => {
  const due = (facts: Partial<Binding>, today = TODAY) =>
    stepsDue(binding(facts), today).map(({ kind, daysBefore }) => `${kind} ${daysBefore}`);

  it('are due from their day until the day they lead to', () => {
    expect(due({ renewsOn: addDays(TODAY, 61) })).toEqual([]);
    expect(due({ renewsOn: addDays(TODAY, 60) })).toEqual(['renewal 60']);
    expect(due({ renewsOn: addDays(TODAY, 14) })).toEqual(['renewal 60', 'renewal 30', 'renewal 14']);
    expect(due({ renewsOn: TODAY })).toEqual(STEPS.map((step) => `renewal ${step}`));
    expect(due({ renewsOn: addDays(TODAY, -1) })).toEqual([]);
  });

  it('count to the notice day as well', () => {
    expect(due({ renewsOn: addDays(TODAY, 90), noticeDays: 30 })).toEqual(['notice 60']);
    expect(due({ renewsOn: addDays(TODAY, 20), noticeDays: 30 })).toEqual(['renewal 60', 'renewal 30']);
  });

  it('there are none for a monthly term, unless it has a notice period', () => {
    expect(isAnnounced(binding({ term: 'monthly' }))).toBe(false);
    expect(isAnnounced(binding({ term: 'monthly', noticeDays: 30 }))).toBe(true);
    expect(isAnnounced(binding({ term: null }))).toBe(true);
    expect(isAnnounced(binding({ renewsOn: null }))).toBe(false);
  });

  it('a step stays due until its day has passed, so that a missed one is announced late', () => {
    fc.assert(
      fc.property(bindings, fc.integer({ min: 0, max: 200 }), (any, later) => {
        const then = addDays(TODAY, later);
        for (const step of stepsDue(any, TODAY))
          if (step.day >= then) expect(stepsDue(any, then)).toContainEqual(step);
        for (const { day, daysBefore } of stepsDue(any, then))
          expect(daysBetween(then, day)).toBeLessThanOrEqual(daysBefore);
      }),
    );
  });

  it('urgency is counted to the notice day until it has passed, then to the renewal', () => {
    expect(daysLeft({ ...binding({ noticeDays: 14 }), renewsOn: '2026-12-14' }, TODAY)).toBe(9);
    expect(daysLeft({ ...binding({ noticeDays: 30 }), renewsOn: '2026-12-14' }, TODAY)).toBe(23);
  });
});
