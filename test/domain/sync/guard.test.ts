import { describe, expect, it } from 'vitest';
import { doubtRetirement } from '../../../src/domain/sync/doubt-first.ts';
import { doubtApp, doubts, type ReadNumbers } from '../../../src/domain/sync/guard.ts';
import { APP_LIMITS, effects, ROSTER_LIMITS } from '../../support/build.ts';

const read = (numbers: Partial<ReadNumbers>, limits = APP_LIMITS) =>
  doubts({ before: 100, now: 100, newInactive: 0, ...numbers }, limits);

describe('an empty list where there was one', () => {
  it('is never accepted, however short the list was', () => {
    expect(read({ now: 0 })).toEqual([{ kind: 'empty', before: 100 }]);
    expect(read({ before: 1, now: 0 })).toEqual([{ kind: 'empty', before: 1 }]);
  });

  it('is reported once, not as a shrink as well', () => {
    expect(read({ now: 0, newInactive: 50 })).toHaveLength(1);
  });
});

describe('a shrink', () => {
  it('of 19.9 % is accepted; one of 20 % is not', () => {
    expect(read({ before: 1000, now: 801 })).toEqual([]);
    expect(read({ before: 1000, now: 800 })).toEqual([
      { kind: 'shrunk', before: 1000, now: 800, percent: 20 },
    ]);
  });

  it('of 4 is accepted whatever the percentage; one of 5 is not', () => {
    expect(read({ before: 6, now: 2 })).toEqual([]);
    expect(read({ before: 6, now: 1 })).toEqual([{ kind: 'shrunk', before: 6, now: 1, percent: 83 }]);
  });

  it('of many accounts is accepted when they are a small part of the whole', () => {
    expect(read({ before: 100_000, now: 90_000 })).toEqual([]);
  });

  it('is reported with the numbers that an admin needs', () => {
    expect(read({ before: 214, now: 61 })).toEqual([{ kind: 'shrunk', before: 214, now: 61, percent: 71 }]);
  });

  it('of a roster by 9.9 % is accepted; one by 10 % is not', () => {
    expect(read({ before: 1000, now: 901 }, ROSTER_LIMITS)).toEqual([]);
    expect(read({ before: 1000, now: 900 }, ROSTER_LIMITS)).toEqual([
      { kind: 'shrunk', before: 1000, now: 900, percent: 10 },
    ]);
  });

  it('is judged by the limits the admin set, even when they are not whole numbers', () => {
    const limits = { ...APP_LIMITS, shrinkPercent: 12.5, atLeast: 1 };
    expect(read({ before: 1000, now: 876 }, limits)).toEqual([]);
    expect(read({ before: 1000, now: 875 }, limits)).toHaveLength(1);
  });

  it('growth is not a shrink', () => {
    expect(read({ now: 149 })).toEqual([]);
  });
});

describe('accounts that turn Inactive at once', () => {
  it('9.9 % are accepted; 10 % are not', () => {
    expect(read({ before: 1000, now: 1000, newInactive: 99 })).toEqual([]);
    expect(read({ before: 1000, now: 1000, newInactive: 100 })).toEqual([
      { kind: 'inactive', of: 1000, newInactive: 100, percent: 10 },
    ]);
  });

  it('4 are accepted; 5 are not', () => {
    expect(read({ before: 10, now: 10, newInactive: 4 })).toEqual([]);
    expect(read({ before: 10, now: 10, newInactive: 5 })).toHaveLength(1);
  });

  it('together with a shrink are two doubts', () => {
    expect(read({ now: 50, newInactive: 20 }).map(({ kind }) => kind)).toEqual(['shrunk', 'inactive']);
  });
});

describe('the first read', () => {
  it('is accepted, because there is nothing to compare it with', () => {
    expect(read({ before: 0, now: 0 })).toEqual([]);
    expect(read({ before: 0, now: 214, newInactive: 200 })).toEqual([]);
  });
});

describe('what a roster read would do to one app', () => {
  it('is accepted at 9.9 % or 4 accounts, and doubted at 10 % and 5 accounts', () => {
    expect(doubtApp(effects({ of: 1000, newInactive: 99 }), ROSTER_LIMITS)).toEqual([]);
    expect(doubtApp(effects({ of: 5, newInactive: 4 }), ROSTER_LIMITS)).toEqual([]);
    expect(doubtApp(effects({ of: 50, newInactive: 5 }), ROSTER_LIMITS)).toEqual([
      { kind: 'app-inactive', app: 'Figma', of: 50, newInactive: 5, percent: 10 },
    ]);
  });

  it('raises no doubt about an app it does not touch', () => {
    expect(doubtApp(effects({ of: 100, newInactive: 0 }), ROSTER_LIMITS)).toEqual([]);
  });

  it('an app without accounts does not hold up the roster, whatever the limits', () => {
    expect(doubtApp(effects({ of: 0, newInactive: 0 }), { ...ROSTER_LIMITS, atLeast: 0 })).toEqual([]);
  });
});

describe('a roster source that was removed from seatkeeper.yaml', () => {
  it('may turn less than 10 % of its people Inactive, or fewer than five', () => {
    expect(doubtRetirement(100, 9, ROSTER_LIMITS)).toEqual([]);
    expect(doubtRetirement(6, 4, ROSTER_LIMITS)).toEqual([]);
    expect(doubtRetirement(100, 0, ROSTER_LIMITS)).toEqual([]);
    expect(doubtRetirement(100, 10, ROSTER_LIMITS)).toEqual([
      { kind: 'retired', of: 100, newInactive: 10, percent: 10 },
    ]);
  });

  it('may not turn all of its people Inactive at once, however few they are', () => {
    expect(doubtRetirement(1, 1, ROSTER_LIMITS)).toEqual([
      { kind: 'retired', of: 1, newInactive: 1, percent: 100 },
    ]);
  });
});
