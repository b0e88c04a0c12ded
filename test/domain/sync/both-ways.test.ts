import { describe, expect, it } from 'vitest';
import { strongestFirst } from '../../../src/domain/sync/doubt.ts';
import { doubtFirst } from '../../../src/domain/sync/doubt-first.ts';
import { doubtApp, doubts, type ReadNumbers } from '../../../src/domain/sync/guard.ts';
import { movedDomain } from '../../../src/domain/sync/moved-domain.ts';
import { isReminderDue } from '../../../src/domain/sync/reminder.ts';
import { ACME_DOMAINS, APP_LIMITS, effects, ROSTER_LIMITS } from '../../support/build.ts';

const kinds = (numbers: Partial<ReadNumbers>, limits = APP_LIMITS) =>
  doubts({ before: 100, now: 100, newInactive: 0, ...numbers }, limits).map(({ kind }) => kind);
const closing = { seats: 0, ofActive: 0, findings: 0, openFindings: 0 };

describe('each doubt, just below its threshold and at it', () => {
  it.each<[string, Partial<ReadNumbers>, Partial<ReadNumbers>, string[]]>([
    ['owners lost', { newUnowned: 9 }, { newUnowned: 10 }, ['unowned']],
    [
      'owners lost and newly inactive',
      { newUnowned: 5, newInactive: 4 },
      { newUnowned: 5, newInactive: 5 },
      ['unowned', 'inactive'],
    ],
    ['owners changed', { ownerChanged: 9 }, { ownerChanged: 10 }, ['owner-changed']],
    [
      'owners changed in a small app',
      { before: 10, now: 10, ownerChanged: 4 },
      { before: 10, now: 10, ownerChanged: 5 },
      ['owner-changed'],
    ],
    [
      'people who return',
      { facts: { away: 50 }, returned: 4 },
      { facts: { away: 50 }, returned: 5 },
      ['returned'],
    ],
    ['growth', { now: 149 }, { now: 150 }, ['grown']],
    ['growth of a small list', { before: 10, now: 29 }, { before: 10, now: 30 }, ['grown']],
    ['addresses', { lost: { email: 19 } }, { lost: { email: 20 } }, ['fact-gone']],
    [
      'last uses',
      { facts: { 'last-active': 80 }, lost: { 'last-active': 39 } },
      { facts: { 'last-active': 80 }, lost: { 'last-active': 40 } },
      ['fact-gone'],
    ],
    [
      'last uses that go back in time',
      { facts: { 'last-active': 80 }, older: 15 },
      { facts: { 'last-active': 80 }, older: 16 },
      ['older'],
    ],
    [
      'memberships',
      { facts: { memberships: 40 }, factsNow: { memberships: 21 } },
      { facts: { memberships: 40 }, factsNow: { memberships: 20 } },
      ['memberships-gone'],
    ],
    [
      'seats',
      { facts: { seats: 100 }, closing: { ...closing, seats: 19, ofActive: 19 } },
      { facts: { seats: 100 }, closing: { ...closing, seats: 20, ofActive: 1 } },
      ['closing'],
    ],
    [
      'findings',
      { closing: { seats: 10, ofActive: 4, findings: 6, openFindings: 6 } },
      { closing: { seats: 11, ofActive: 5, findings: 6, openFindings: 6 } },
      ['closing'],
    ],
    ['other ids', { missing: 19 }, { missing: 20 }, ['missing']],
    [
      'other ids of the same people',
      { missing: 19, renumbered: 19 },
      { missing: 20, renumbered: 20 },
      ['ids-changed'],
    ],
  ])('%s', (_, below, at, found) => {
    expect(kinds(below)).toEqual([]);
    expect(kinds(at)).toEqual(found);
  });

  it('accounts of leavers that are closed are no doubt, however many', () => {
    expect(kinds({ closing: { seats: 40, ofActive: 0, findings: 40, openFindings: 40 } })).toEqual([]);
  });

  it('a roster misses addresses from a tenth on', () => {
    expect(kinds({ lost: { email: 9 } }, ROSTER_LIMITS)).toEqual([]);
    expect(kinds({ lost: { email: 10 } }, ROSTER_LIMITS)).toEqual(['fact-gone']);
  });

  it('one app is doubted by what a roster would do to its owners', () => {
    expect(doubtApp(effects({ of: 50, newUnowned: 4 }), APP_LIMITS)).toEqual([]);
    expect(doubtApp(effects({ of: 50, newUnowned: 5, ownerChanged: 5 }), APP_LIMITS)).toEqual([
      { kind: 'app-unowned', app: 'Figma', of: 50, newUnowned: 5, percent: 10 },
      { kind: 'app-owner-changed', app: 'Figma', of: 50, changed: 5, percent: 10 },
    ]);
  });
});

it('causes are told before effects, and the larger share first', () => {
  const found = strongestFirst([
    { kind: 'returned', of: 10, returned: 10, percent: 100 },
    { kind: 'app-unowned', app: 'Zoom', of: 20, newUnowned: 5, percent: 25 },
    { kind: 'app-unowned', app: 'Figma', of: 20, newUnowned: 10, percent: 50 },
    { kind: 'fact-gone', fact: 'email', of: 20, gone: 5, percent: 25 },
  ]);
  expect(found.map((doubt) => ('app' in doubt ? doubt.app : doubt.kind))).toEqual([
    'fact-gone',
    'Figma',
    'Zoom',
    'returned',
  ]);
});

it('a first read is held against what is expected, until that is met', () => {
  const first = (now: number, expected: number | null) =>
    doubtFirst({ first: true, now, expected }, APP_LIMITS).map(({ kind }) => kind);
  expect(first(0, null)).toEqual(['nobody']);
  expect(first(3, null)).toEqual([]);
  expect(first(0, 0)).toEqual([]);
  expect(first(241, 300)).toEqual([]);
  expect(first(240, 300)).toEqual(['unexpected']);
  expect(first(0, 3)).toEqual(['unexpected']);
});

describe('the domain that became another one', () => {
  const pair = (local: string, to: string) => ({
    account: [`${local}@old.example`],
    owner: [`${local}@${to}`],
  });

  it('is named when it explains at least half', () => {
    const moved = ['ana', 'bo', 'cleo'].map((local) => pair(local, 'new.example'));
    expect(movedDomain(moved, ACME_DOMAINS)).toEqual({ from: 'old.example', to: 'new.example', accounts: 3 });
    const others = ['d', 'e', 'f', 'g'].map((local) => ({ account: [`${local}@old.example`], owner: [] }));
    expect(movedDomain([...moved, ...others], ACME_DOMAINS)).toBeNull();
  });

  it('is not named after two', () => {
    expect(movedDomain([pair('ana', 'new.example'), pair('bo', 'new.example')], ACME_DOMAINS)).toBeNull();
  });
});

it('trouble is told of again after a day, then each week', () => {
  const since = '2026-03-02T09:00:00.000Z';
  expect(isReminderDue({ since, told: since }, '2026-03-03T08:59:00.000Z')).toBe(false);
  expect(isReminderDue({ since, told: since }, '2026-03-03T09:00:00.000Z')).toBe(true);
  const told = '2026-03-03T09:00:00.000Z';
  expect(isReminderDue({ since, told }, '2026-03-10T08:00:00.000Z')).toBe(false);
  expect(isReminderDue({ since, told }, '2026-03-10T09:00:00.000Z')).toBe(true);
});
