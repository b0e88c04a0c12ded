import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import { buildDigest, isoWeek } from '../../../src/domain/overview/digest.ts';
import { digestApp, digestFacts } from '../../support/build.ts';

describe('buildDigest', () => {
  it('adds up the apps, each currency by itself', () => {
    const digest = buildDigest(
      digestFacts({
        apps: [
          digestApp({ open: 3, unknown: 1, atStake: { USD: 45 }, openStake: { USD: 15 } }),
          digestApp({
            name: 'Zoom',
            open: 2,
            unknown: 2,
            atStake: { EUR: 7, USD: 5 },
            openStake: { USD: 5 },
          }),
        ],
      }),
    );
    expect(digest).toMatchObject({
      open: 5,
      unknown: 3,
      atStake: { USD: 50, EUR: 7 },
      openStake: { USD: 20 },
    });
  });

  it('lists apps with something to decide on, most at stake first, then most findings, then by name', () => {
    const digest = buildDigest(
      digestFacts({
        apps: [
          digestApp({ name: 'Zoom', open: 1 }),
          digestApp({ name: 'Asana', open: 1 }),
          digestApp({ name: 'Miro', open: 9 }),
          digestApp({ name: 'Figma', open: 1, openStake: { USD: 45 } }),
          digestApp({ name: 'GitHub', open: 2, openStake: { EUR: 40, USD: 6 } }),
          digestApp({ name: 'Slack', open: 0, openStake: { USD: 99 } }),
        ],
      }),
    );
    expect(digest.worst.map(({ name }) => name)).toEqual(['GitHub', 'Figma', 'Miro', 'Asana', 'Zoom']);
  });

  it('passes the facts on unchanged', () => {
    const apps = [digestApp({ name: 'Zoom', open: 1 }), digestApp({ name: 'Figma', open: 2 })];
    expect(buildDigest(digestFacts({ apps })).apps).toEqual(apps);
    expect(apps.map(({ name }) => name)).toEqual(['Zoom', 'Figma']);
  });

  it('names every source with a problem, rosters first', () => {
    const digest = buildDigest(
      digestFacts({
        apps: [
          digestApp(),
          digestApp({ name: 'Zoom', state: 'held' }),
          digestApp({ name: 'Jira', state: 'failed' }),
        ],
        roster: [{ name: 'people.csv', state: 'never-read', dataAt: null }],
      }),
    );
    expect(digest.stale.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'people.csv never-read',
      'Zoom held',
      'Jira failed',
    ]);
    expect(digest.complete).toBe(1);
  });

  it('lists the apps without activity data, except those without accounts', () => {
    const digest = buildDigest(
      digestFacts({
        apps: [
          digestApp({ name: 'GitHub', givesActivity: false }),
          digestApp({ name: 'Empty', givesActivity: false, accounts: 0 }),
          digestApp({ name: 'Figma' }),
        ],
      }),
    );
    expect(digest.withoutActivity).toEqual(['GitHub']);
  });
});

describe('nothing new', () => {
  it('when nothing happened and everything was read, whatever is still open', () => {
    expect(buildDigest(digestFacts({ apps: [digestApp({ open: 5 })] })).nothingNew).toBe(true);
    expect(buildDigest(digestFacts()).nothingNew).toBe(true);
  });

  it.each(['opened', 'reopened', 'closed', 'freed', 'peopleLeft'] as const)(
    'not when something was %s',
    (what) => {
      expect(buildDigest(digestFacts({ week: { [what]: 1 } })).nothingNew).toBe(false);
    },
  );

  it.each(['held', 'failed', 'never-read'] as const)('not when an app or the roster is %s', (state) => {
    expect(buildDigest(digestFacts({ apps: [digestApp({ state })] })).nothingNew).toBe(false);
    const roster = [{ name: 'people.csv', state, dataAt: null }];
    expect(buildDigest(digestFacts({ roster })).nothingNew).toBe(false);
  });
});

describe('isoWeek', () => {
  it.each([
    ['2020-12-31', 2020, 53],
    ['2021-01-01', 2020, 53],
    ['2021-01-03', 2020, 53],
    ['2021-01-04', 2021, 1],
    ['2024-12-30', 2025, 1],
    ['2026-11-16', 2026, 47],
    ['2026-11-22', 2026, 47],
    ['2026-12-31', 2026, 53],
    ['2027-01-01', 2026, 53],
    ['2027-01-03', 2026, 53],
    ['2027-01-04', 2027, 1],
    ['2027-01-10', 2027, 1],
  ])('%s lies in the week %i-%i', (day, year, week) => {
    expect(isoWeek(day)).toEqual({ year, week });
  });

  it('begins a new week every Monday and on no other day', () => {
    let day = '2019-12-30';
    let before = isoWeek(addDays(day, -1));
    for (let i = 0; i < 3000; i++, day = addDays(day, 1)) {
      const now = isoWeek(day);
      const monday = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
      expect(now.week !== before.week || now.year !== before.year, day).toBe(monday);
      before = now;
    }
  });
});
