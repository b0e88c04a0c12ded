import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCOUNT_KINDS, type Account } from '../../../src/domain/account.ts';
import { addDays, dayIn, wallClock } from '../../../src/domain/day.ts';
import { CONCERNS, concern, ownerStatus } from '../../../src/domain/findings/classify.ts';
import type { Owner } from '../../../src/domain/roster-index/roster-index.ts';
import { account, BERLIN, owner } from '../../support/build.ts';

const ZONES = [
  'Europe/Berlin',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'UTC',
];

const worry = (facts: Partial<Account>, whose: Owner | null, timezone = BERLIN) =>
  concern(account(facts), whose, timezone);

describe('ownerStatus', () => {
  it.each(['active', 'on-leave', 'starting'] as const)(
    'an owner who is %s makes the account Active',
    (status) => {
      expect(ownerStatus(owner({ status }))).toEqual({ status: 'active', offboarded: false });
    },
  );

  it('an inactive owner makes it Inactive, without ⚠️', () => {
    expect(ownerStatus(owner({ status: 'inactive' }))).toEqual({ status: 'inactive', offboarded: false });
  });

  it('an offboarded owner makes it Inactive, with ⚠️', () => {
    expect(ownerStatus(owner({ status: 'offboarded' }))).toEqual({ status: 'inactive', offboarded: true });
  });

  it('no owner makes it Unknown', () => {
    expect(ownerStatus(null)).toEqual({ status: 'unknown', offboarded: false });
  });
});

describe('concern', () => {
  it('an account whose owner works here raises no concern', () => {
    const used = { lastActive: '2026-03-09T08:00:00.000Z' };
    expect(worry(used, owner())).toBeNull();
    expect(worry(used, owner({ status: 'on-leave' }))).toBeNull();
    expect(worry(used, owner({ status: 'starting', endDate: '2025-01-01' }))).toBeNull();
  });

  it('distinguishes a person who is inactive from one who left', () => {
    expect(worry({}, owner({ status: 'inactive' }))).toBe('inactive');
    expect(worry({}, owner({ status: 'offboarded' }))).toBe('offboarded');
  });

  it('does not count activity against a person who is only inactive', () => {
    const used = { lastActive: '2026-03-09T08:00:00.000Z' };
    expect(worry(used, owner({ status: 'inactive', endDate: '2026-03-01' }))).toBe('inactive');
  });

  it('an account without an owner is Unknown', () => {
    expect(worry({}, null)).toBe('unknown');
  });

  it.each(['bot', 'service', 'shared'] as const)('a %s without an owner raises no alarm', (kind) => {
    expect(worry({ kind, lastActive: '2026-03-09T08:00:00.000Z' }, null)).toBeNull();
  });

  it.each(['person', 'guest', 'unknown'] as const)('a %s account without an owner does', (kind) => {
    expect(worry({ kind }, null)).toBe('unknown');
  });

  it.each(ACCOUNT_KINDS)('a %s whose owner left is a finding, because it needs a new owner', (kind) => {
    expect(worry({ kind }, owner({ status: 'offboarded' }))).toBe('offboarded');
  });

  it.each(['deactivated', 'deleted'] as const)('a %s account raises no concern', (state) => {
    const used = { state, lastActive: '2026-03-09T08:00:00.000Z' };
    expect(worry(used, null)).toBeNull();
    expect(worry(used, owner({ status: 'offboarded', endDate: '2026-03-01' }))).toBeNull();
  });

  it.each(['invited', 'suspended', 'unknown'] as const)('a %s account still holds its seat', (state) => {
    expect(worry({ state }, owner({ status: 'offboarded' }))).toBe('offboarded');
  });

  it('lists activity after leaving first and Unknown last', () => {
    expect(CONCERNS).toEqual(['active-after-leaving', 'offboarded', 'inactive', 'unknown']);
  });
});

describe('activity after the end date', () => {
  const left = owner({ status: 'offboarded', endDate: '2026-03-03' });

  it('is the top severity', () => {
    expect(worry({ lastActive: '2026-03-09T08:00:00.000Z' }, left)).toBe('active-after-leaving');
    expect(worry({ lastActive: '2026-03-05' }, left)).toBe('active-after-leaving');
  });

  it("a bare day may be another clock's: the day after the last one proves nothing", () => {
    expect(worry({ lastActive: '2026-03-04' }, left)).toBe('offboarded');
  });

  it('nobody is accused of use on their last day, whatever zone the company and the vendor are in', () => {
    const zones = fc.constantFrom(...ZONES);
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 729 }), minutes, (timezone, offset, minute) => {
        const endDate = addDays('2026-01-01', offset);
        const used = wallClock(timezone, endDate, minute * 60_000);
        // The clock is set forward over this minute.
        fc.pre(dayIn(timezone, used) === endDate);
        const owned = owner({ status: 'offboarded', endDate });
        const utcDay = used.toISOString().slice(0, 10);
        expect(worry({ lastActive: used.toISOString() }, owned, timezone)).toBe('offboarded');
        expect(worry({ lastActive: utcDay }, owned, timezone)).toBe('offboarded');
        const nextDay = new Date(used.getTime() + 25 * 3_600_000).toISOString();
        expect(worry({ lastActive: nextDay }, owned, timezone)).toBe('active-after-leaving');
        expect(worry({ lastActive: addDays(endDate, 2) }, owned, timezone)).toBe('active-after-leaving');
      }),
    );
  });

  it('use on the last working day is fine', () => {
    expect(worry({ lastActive: '2026-03-03T16:00:00.000Z' }, left)).toBe('offboarded');
    expect(worry({ lastActive: '2026-03-03' }, left)).toBe('offboarded');
    expect(worry({ lastActive: '2026-02-01T16:00:00.000Z' }, left)).toBe('offboarded');
  });

  it('the day changes at midnight in the time zone of the organisation', () => {
    expect(worry({ lastActive: '2026-03-03T22:59:59.999Z' }, left)).toBe('offboarded');
    expect(worry({ lastActive: '2026-03-03T23:00:00.000Z' }, left)).toBe('active-after-leaving');
  });

  it('an evening in California is not yet the next day, although London has reached it', () => {
    expect(worry({ lastActive: '2026-03-04T07:59:59.000Z' }, left, 'America/Los_Angeles')).toBe('offboarded');
    expect(worry({ lastActive: '2026-03-04T08:00:00.000Z' }, left, 'America/Los_Angeles')).toBe(
      'active-after-leaving',
    );
  });

  it('a morning on Kiritimati is already the next day, although London has not reached it', () => {
    expect(worry({ lastActive: '2026-03-03T09:59:59.000Z' }, left, 'Pacific/Kiritimati')).toBe('offboarded');
    expect(worry({ lastActive: '2026-03-03T10:00:00.000Z' }, left, 'Pacific/Kiritimati')).toBe(
      'active-after-leaving',
    );
  });

  it('is not reported where the end date or the activity is unknown', () => {
    expect(worry({ lastActive: null }, left)).toBe('offboarded');
    expect(worry({ lastActive: '2026-03-09T08:00:00.000Z' }, owner({ status: 'offboarded' }))).toBe(
      'offboarded',
    );
  });
});

it('an account that looks like a group alias is a finding like any other', () => {
  expect(worry({ emails: ['it-team@acme.example'] }, null)).toBe('unknown');
});
