import { describe, expect, it } from 'vitest';
import type { Closing, FindingRecord } from '../../../src/domain/findings/finding.ts';
import { isQuiet, reconcile } from '../../../src/domain/findings/reconcile.ts';
import { finding } from '../../support/build.ts';

const NOW = '2026-03-09T06:00:00.000Z';
const KEY = 'figma/u1';

function hold(
  wanted: readonly Pick<FindingRecord, 'key' | 'concern'>[],
  remembered: readonly FindingRecord[],
  closing: (key: string) => Closing = () => 'gone',
) {
  return reconcile(NOW, wanted, remembered, closing);
}

describe('reconcile', () => {
  it('opens a new finding', () => {
    const result = hold([{ key: KEY, concern: 'unknown' }], []);
    expect(result).toEqual({
      opened: [finding({ key: KEY, concern: 'unknown', openedAt: NOW })],
      reopened: [],
      changed: [],
      closed: [],
      stillThere: [],
      handedOn: [],
    });
  });

  it('leaves a finding that is already open unchanged', () => {
    const result = hold([{ key: KEY, concern: 'offboarded' }], [finding({ key: KEY })]);
    expect(isQuiet(result)).toBe(true);
  });

  it('closes a finding that is no longer true, with the reason', () => {
    const { closed, ...rest } = hold([], [finding({ key: KEY, reopened: 2 })], (key) =>
      key === KEY ? 'linked' : 'gone',
    );
    expect(closed).toEqual([finding({ key: KEY, reopened: 2, closedAt: NOW, closing: 'linked' })]);
    expect(isQuiet({ ...rest, closed: [] })).toBe(true);
  });

  it('does not close twice', () => {
    const past = finding({ key: KEY, closedAt: '2026-03-02T06:00:00.000Z', closing: 'gone' });
    expect(isQuiet(hold([], [past]))).toBe(true);
  });

  it('reopens a finding that comes back, with its history', () => {
    const past = finding({
      key: KEY,
      concern: 'offboarded',
      closedAt: '2026-03-02T06:00:00.000Z',
      closing: 'gone',
      reopened: 1,
      snoozedUntil: '2026-04-01',
    });
    const result = hold([{ key: KEY, concern: 'active-after-leaving' }], [past]);
    expect(result.opened).toEqual([]);
    expect(result.reopened).toEqual([
      finding({ key: KEY, concern: 'active-after-leaving', openedAt: NOW, reopened: 2 }),
    ]);
  });

  it('changes a finding when its concern changes, without opening it again', () => {
    const past = finding({ key: KEY, concern: 'unknown' });
    const result = hold([{ key: KEY, concern: 'offboarded' }], [past]);
    expect(result.changed).toEqual([{ ...past, concern: 'offboarded' }]);
    expect(result.opened.length + result.reopened.length + result.closed.length).toBe(0);
  });

  it('ends a snooze when the finding gets worse, because the admin snoozed something smaller', () => {
    const snoozed = finding({ key: KEY, concern: 'offboarded', snoozedUntil: '2026-04-01' });
    const [worse] = hold([{ key: KEY, concern: 'active-after-leaving' }], [snoozed]).changed;
    expect(worse?.snoozedUntil).toBeNull();
  });

  it('keeps a snooze when the finding gets better', () => {
    const snoozed = finding({ key: KEY, concern: 'offboarded', snoozedUntil: '2026-04-01' });
    const [better] = hold([{ key: KEY, concern: 'inactive' }], [snoozed]).changed;
    expect(better?.snoozedUntil).toBe('2026-04-01');
  });

  it('leaves a snoozed finding that is still true unchanged', () => {
    const snoozed = finding({ key: KEY, snoozedUntil: '2026-04-01' });
    expect(isQuiet(hold([{ key: KEY, concern: 'offboarded' }], [snoozed]))).toBe(true);
  });

  it('treats the same key twice as one finding', () => {
    const twice = [
      { key: KEY, concern: 'offboarded' },
      { key: KEY, concern: 'offboarded' },
    ] as const;
    expect(hold(twice, []).opened).toHaveLength(1);
  });

  it('does all of this at once, each finding in one list', () => {
    const result = hold(
      [
        { key: 'a', concern: 'unknown' },
        { key: 'b', concern: 'inactive' },
        { key: 'c', concern: 'inactive' },
        { key: 'd', concern: 'inactive' },
      ],
      [
        finding({ key: 'b', concern: 'inactive', closedAt: NOW, closing: 'known' }),
        finding({ key: 'c', concern: 'unknown' }),
        finding({ key: 'd', concern: 'inactive' }),
        finding({ key: 'e' }),
      ],
    );
    const keys = Object.fromEntries(
      Object.entries(result).map(([list, records]) => [list, records.map(({ key }: FindingRecord) => key)]),
    );
    expect(keys).toEqual({
      opened: ['a'],
      reopened: ['b'],
      changed: ['c'],
      closed: ['e'],
      stillThere: [],
      handedOn: [],
    });
    expect(isQuiet(result)).toBe(false);
  });
});

describe('a removal that an admin claimed', () => {
  const claimed = finding({ key: KEY, removalSaid: '2026-03-08T12:00:00.000Z' });
  const read = (dataAt: string | null) =>
    reconcile(NOW, [{ key: KEY, concern: 'offboarded' }], [claimed], () => 'gone', dataAt);

  it('is disproved by a read of newer data that still lists the account, once', () => {
    const { stillThere, ...rest } = read('2026-03-09T05:00:00.000Z');
    expect(stillThere).toEqual([finding({ key: KEY })]);
    expect(isQuiet({ ...rest, stillThere: [] })).toBe(true);
  });

  it('waits while there is no read, or only one of a file that is older than the claim', () => {
    expect(isQuiet(read(null))).toBe(true);
    expect(isQuiet(read('2026-03-08T11:00:00.000Z'))).toBe(true);
  });

  it('ends when the account is gone, and when the finding gets worse', () => {
    expect(hold([], [claimed]).closed[0]).toMatchObject({ closing: 'gone', removalSaid: null });
    const [worse] = hold([{ key: KEY, concern: 'active-after-leaving' }], [claimed]).changed;
    expect(worse?.removalSaid).toBeNull();
  });
});
