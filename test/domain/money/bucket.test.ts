import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayLimit } from '../../../src/domain/day.ts';
import {
  BUCKETS,
  bucketOf,
  HELD_BUCKETS,
  type HeldSeat,
  isSavable,
  keptBefore,
} from '../../../src/domain/money/bucket.ts';

const DAYS = { idleBefore: dayLimit('UTC', '2026-01-08'), newSince: dayLimit('UTC', '2026-02-07') };
const seat = (facts: Partial<HeldSeat> = {}) =>
  bucketOf(
    { known: false, status: 'active', duplicate: false, since: null, lastActive: '2026-03-01', ...facts },
    DAYS,
  );
/** A seat to which every reason for giving it back applies. */
const WORST = {
  known: true,
  status: 'inactive',
  duplicate: true,
  since: '2026-03-01',
  lastActive: null,
} as const;

describe('the bucket of a seat', () => {
  it.each([
    ['known', WORST],
    ['leaver', { ...WORST, known: false }],
    ['duplicate', { ...WORST, known: false, status: 'active' }],
    ['new', { ...WORST, known: false, status: 'active', duplicate: false }],
    ['no-activity', { ...WORST, known: false, status: 'active', duplicate: false, since: '2026-02-06' }],
    ['idle', { since: '2026-02-06', lastActive: '2026-01-07T23:59:59Z' }],
    ['used', { since: '2026-02-06', lastActive: '2026-01-08' }],
  ] as const)('is %s when nothing before it is true', (bucket, facts) => {
    expect(seat(facts)).toBe(bucket);
  });

  it('an account without an owner can be idle, but is not the seat of a leaver', () => {
    expect(seat({ status: 'unknown', lastActive: '2025-01-01' })).toBe('idle');
  });

  it('every bucket is listed, and the seats of four of them can be given back', () => {
    expect([...BUCKETS].sort()).toEqual([...HELD_BUCKETS, 'unassigned'].sort());
    expect(BUCKETS.filter(isSavable)).toEqual(['unassigned', 'leaver', 'duplicate', 'idle']);
  });
});

describe('of two seats of one person', () => {
  it('the one used later is kept; of two used on the same day, the one stored first; one never used comes last', () => {
    const [late, early] = [
      { lastActive: '2026-03-01T20:00:00Z', row: 9 },
      { lastActive: '2026-02-28', row: 1 },
    ];
    expect([keptBefore(late, early, 'UTC'), keptBefore(early, late, 'UTC')]).toEqual([true, false]);
    expect(keptBefore({ lastActive: '2026-03-01', row: 8 }, late, 'UTC')).toBe(true);
    expect(keptBefore(early, { lastActive: null, row: 0 }, 'UTC')).toBe(true);
  });

  it('exactly one of any number of seats is kept', () => {
    const seats = fc.array(fc.option(fc.constantFrom('2026-03-01', '2026-03-01T09:00:00Z', '2025-01-01')), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(seats, (lastActive) => {
        const own = lastActive.map((day, row) => ({ lastActive: day, row }));
        const kept = own.filter((one) =>
          own.every((other) => other === one || keptBefore(one, other, 'UTC')),
        );
        expect(kept).toHaveLength(1);
      }),
    );
  });
});
