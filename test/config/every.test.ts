import { expect, test } from 'vitest';
import { GOOD, load, problemLines } from '../support/config.ts';

const app = (every: string) =>
  `${GOOD}apps:\n  - id: figma\n    connector: csv\n    every: ${every}\n    settings: { accounts: figma.csv }\n`;
const roster = (every: string) => GOOD.replace('file: roster.csv }', `file: roster.csv, every: ${every} }`);

test.each([
  ['6h', 6 * 3_600_000],
  ['5 m', 300_000],
  ['"17 */6 * * *"', '17 */6 * * *'],
])('every: %s is a rhythm of an app and of a roster source', (written, every) => {
  expect(load(app(written)).config.apps[0]?.every).toBe(every);
  const [source] = load(roster(written)).config.roster;
  expect(source?.every).toBe(every);
  expect(source?.settings).toMatchObject({ file: 'roster.csv' });
});

test('without every an app and a roster source follow schedule.sync', () => {
  const { config } = load(
    `${GOOD}apps: [{ id: figma, connector: csv, settings: { accounts: figma.csv } }]\n`,
  );
  expect([config.apps[0]?.every, config.roster[0]?.every]).toEqual([null, null]);
});

const NO_TIME =
  'is not a time; write a number and s, m, h or d, like 6h, or a cron expression like "17 */6 * * *"';
const NO_CRON =
  '"every now and then" is not a cron expression; write minute, hour, day, month, weekday, like "17 * * * *"';

test.each([
  ['often', NO_TIME],
  ['0h', NO_TIME],
  ['6 hours', NO_TIME],
  ['every now and then', NO_CRON],
  ['""', 'is empty; write a time like 6h, or a cron expression'],
])('every: %s is refused with its line', (written, problem) => {
  expect(problemLines(app(written))).toEqual([`9 apps[0].every: ${problem}`]);
  expect(problemLines(roster(written))).toEqual([`5 roster[0].every: ${problem}`]);
});

test('a number without a unit is not a rhythm', () => {
  expect(problemLines(app('6'))).toEqual([`9 apps[0].every: ${NO_TIME}`]);
});
