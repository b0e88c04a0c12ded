import { describe, expect, it } from 'vitest';
import { licenseText } from '../../../src/chat/say/licenses/license-line.ts';
import {
  checkLicenses,
  type LicenseRecord,
  reconcileLicenses,
} from '../../../src/domain/licenses/license-check.ts';
import { complete, type Subscription } from '../../../src/domain/licenses/subscription.ts';
import { entitledUntil, isStillRequired } from '../../../src/domain/money/entitlement.ts';
import { BERLIN, subscription, TODAY } from '../../support/build.ts';

const NOW = '2026-03-09T06:00:00.000Z';

function checked(facts: Partial<Subscription>, holders: number | null = null, goneAt: string | null = null) {
  const item = complete(subscription({ purchased: 10, ...facts }));
  return { ...item, holders, goneAt, shared: null };
}

/** The concerns, in the words of messages. */
function concernTexts(
  facts: Partial<Subscription>,
  holders: number | null = null,
  known: LicenseRecord[] = [],
  now = NOW,
) {
  const day = now.slice(0, 10);
  return checkLicenses([checked(facts, holders)], known, day).map(({ detail }) =>
    licenseText(detail, { now, timezone: BERLIN }),
  );
}

describe('over-assigned', () => {
  it('more consumed than purchased', () => {
    expect(concernTexts({ consumed: 12 })).toEqual(['over-assigned: 12 used, 10 bought']);
  });

  it('more holders than purchased, whatever the app counts', () => {
    expect(concernTexts({ consumed: 9 }, 11)).toEqual(['over-assigned: held by 11 accounts, 10 bought']);
  });

  it('both', () => {
    expect(concernTexts({ consumed: 12 }, 11)).toEqual([
      'over-assigned: 12 used and held by 11 accounts, 10 bought',
    ]);
  });

  it.each([
    ['all of it is used', { consumed: 10 }, 10],
    ['it is unlimited', { consumed: 99, unlimited: true, purchased: null }, 99],
    ['nobody knows how many were bought', { consumed: 99, purchased: null }, 99],
    ['nobody could count', {}, null],
  ] as const)('is nobody when %s', (_, facts, holders) => {
    expect(concernTexts(facts, holders)).toEqual([]);
  });

  it('contracts for one product are compared together, and reported once', () => {
    const shared = { subscriptions: ['A', 'B'], holders: 25, purchased: 20 };
    const both = ['A', 'B'].map((id) => ({ ...checked({ id }), shared }));
    const found = checkLicenses(both, [], TODAY);
    expect(found.map(({ subscription: id }) => id)).toEqual(['A']);
    expect(found.map(({ detail }) => licenseText(detail, { now: NOW, timezone: BERLIN }))).toEqual([
      'over-assigned: held by 25 accounts, 20 bought in 2 contracts',
    ]);
    expect(
      checkLicenses(
        both.map((item) => ({ ...item, shared: { ...shared, holders: 20 } })),
        [],
        TODAY,
      ),
    ).toEqual([]);
    expect(
      checkLicenses(
        both.map((item) => ({ ...item, shared: { ...shared, purchased: null } })),
        [],
        TODAY,
      ),
    ).toEqual([]);
  });

  it('counts against the units that can be used', () => {
    expect(concernTexts({ purchased: 20, enabled: 12, warning: 3, suspended: 5, consumed: 18 })).toContain(
      'over-assigned: 18 used, 15 of 20 bought can be used',
    );
    expect(concernTexts({ purchased: 20, enabled: 20, warning: 0, suspended: 0, consumed: 18 })).toEqual([]);
  });

  it('a subscription that is gone is not checked', () => {
    expect(checkLicenses([checked({ consumed: 12 }, null, NOW)], [], TODAY)).toEqual([]);
  });
});

describe('a grace period', () => {
  it('warning units: 30 days from when they were first seen, at the latest', () => {
    expect(concernTexts({ warning: 2 })).toEqual([
      'warning: 2 licenses, users keep access; first seen 9 Mar, ends 8 Apr at the latest',
    ]);
  });

  it('suspended units: 90 days', () => {
    expect(concernTexts({ suspended: 5 })).toEqual([
      'suspended: 5 licenses, only admins can reach the data; first seen 9 Mar, ends 7 Jun at the latest',
    ]);
  });

  it('the whole subscription, where the app counts no units', () => {
    expect(concernTexts({ capabilityStatus: 'warning' })).toEqual([
      'warning: all licenses, users keep access; first seen 9 Mar, ends 8 Apr at the latest',
    ]);
  });

  it('counts from when it was first seen, and shows when it should have ended', () => {
    const [first] = checkLicenses([checked({ warning: 2 })], [], '2026-02-01');
    const known =
      first === undefined ? [] : [{ ...first, openedAt: '2026-02-01T00:00:00.000Z', closedAt: null }];
    expect(concernTexts({ warning: 3 }, null, known)).toEqual([
      'warning: 3 licenses, users keep access; first seen 1 Feb, should have ended by 3 Mar',
    ]);
  });

  it.each(['deleted', 'locked-out', 'other', 'enabled'] as const)(
    '%s is not a grace period',
    (capabilityStatus) => {
      expect(concernTexts({ capabilityStatus, warning: 0 })).toEqual([]);
    },
  );
});

describe('remembering', () => {
  const at = (facts: Partial<Subscription>, remembered: readonly LicenseRecord[], now = NOW) =>
    reconcileLicenses(
      now,
      checkLicenses([checked(facts)], remembered, now.slice(0, 10)),
      remembered,
      now.slice(0, 10),
    );
  const { opened } = at({ consumed: 12 }, []);

  it('opens once, and finding it again is not a change', () => {
    expect(opened).toMatchObject([{ openedAt: NOW, closedAt: null }]);
    expect(at({ consumed: 12 }, opened, '2026-03-10T06:00:00.000Z')).toMatchObject({
      opened: [],
      reopened: [],
      changed: [],
      closed: [],
      open: opened,
    });
  });

  it('different numbers are a change, but nothing worse', () => {
    const { opened: none, changed, worse } = at({ consumed: 13 }, opened);
    expect([none.length, changed.length, worse.length]).toEqual([0, 1, 0]);
  });

  it('suspended after warning is worse, and its period starts again', () => {
    const { opened: graced } = at({ warning: 1 }, []);
    const later = '2026-04-08T06:00:00.000Z';
    const { worse } = at({ suspended: 1 }, graced, later);
    expect(worse.map(({ detail }) => detail)).toMatchObject([
      { grace: [{ state: 'suspended', since: '2026-04-08', endsBy: '2026-07-07' }] },
    ]);
  });

  it('closes when the concern is gone, and reopens when it returns', () => {
    const { closed, open } = at({ consumed: 9 }, opened);
    expect([closed.length, open.length]).toEqual([1, 0]);
    const { reopened, opened: none } = at({ consumed: 12 }, closed, '2026-03-12T06:00:00.000Z');
    expect(none).toEqual([]);
    expect(reopened).toMatchObject([{ openedAt: '2026-03-12T06:00:00.000Z', closedAt: null }]);
  });
});

describe('the minimum entitlement period', () => {
  it('counts from the day the seat was assigned; at its end the seat is free', () => {
    expect(entitledUntil('2026-03-01', 30)).toBe('2026-03-31');
    expect(isStillRequired('2026-03-01', 30, '2026-03-30')).toBe(true);
    expect(isStillRequired('2026-03-01', 30, '2026-03-31')).toBe(false);
  });

  it('without one, a seat that is given up is free at once', () => {
    expect(isStillRequired('2026-03-09', null, TODAY)).toBe(false);
    expect(isStillRequired('2026-03-09', 0, TODAY)).toBe(false);
  });
});
