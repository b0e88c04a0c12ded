import { expect, test } from 'vitest';
import { linesOf, people, staff } from '../../support/company.ts';
import { lost, opened } from '../forty.ts';

test('a roster that is held for a day is reported in a new message, then every week, and ends in one edit', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', people(...staff(30)));
  const at = async (instant: string) => {
    acme.at(instant);
    await office.sync();
    return linesOf(await office.news()).filter((line) => line.includes('Roster'));
  };
  expect(await at('2026-03-02T11:00:00Z')).toEqual([
    'post: Roster csv: the last read looks wrong, so it was not accepted. Nothing was changed.',
  ]);
  expect(await at('2026-03-03T10:00:00Z')).toEqual([
    'edit, quietly: Roster csv: the last read looks wrong, so it was not accepted. Nothing was changed.',
  ]);
  const reminder = [
    'edit, quietly: Roster csv: continued in a newer message below.',
    'post: Roster csv: no read has been accepted since 2 Mar 12:00. People who left after 2 Mar 10:00 are not noticed.',
  ];
  expect(await at('2026-03-03T11:00:00Z')).toEqual(reminder);
  // What the reminder said stays, although the button of the message names a newer read.
  const quietly = [`edit, quietly: ${reminder[1]?.slice('post: '.length)}`];
  expect(await at('2026-03-04T11:00:00Z')).toEqual(quietly);
  // Its data is old now as well, and the reminder says of when it is: no second message tells of the same roster.
  expect(await at('2026-03-10T10:00:00Z')).toEqual(quietly);
  expect(await at('2026-03-10T12:00:00Z')).toEqual(reminder);
  acme.write('roster.csv', people(...staff(40)));
  expect(await at('2026-03-10T13:00:00Z')).toEqual([
    'edit: Roster csv: the last read was complete and accepted (40 people).',
  ]);
  acme.write('roster.csv', people(...staff(30)));
  expect(await at('2026-03-10T14:00:00Z')).toEqual([
    'post: Roster csv: the last read looks wrong, so it was not accepted. Nothing was changed.',
  ]);
});

test('a roster that was reported as old before it was held keeps that message, which ends with the data', async () => {
  const { acme, office } = await opened();
  const at = async (instant: string, exported: boolean) => {
    acme.at(instant, { exported });
    await office.sync();
    return linesOf(await office.news()).filter((line) => line.includes('Roster'));
  };
  expect(await at('2026-03-10T10:00:00Z', false)).toEqual([
    'post: 2 sources have old data: Figma and Roster csv.',
  ]);
  acme.write('figma.csv', lost(0));
  acme.write('roster.csv', people(...staff(30)));
  expect(await at('2026-03-10T11:00:00Z', false)).toEqual([
    'post: Roster csv: the last read looks wrong, so it was not accepted. Nothing was changed.',
    'edit, quietly: Roster csv: the data is old: roster.csv is of 2 Mar 11:00, more than 7 days ago, and the last read was not accepted.',
  ]);
  acme.write('roster.csv', people(...staff(40)));
  expect(await at('2026-03-10T12:00:00Z', true)).toEqual([
    'edit: Roster csv: the last read was complete and accepted (40 people).',
    'edit: Roster csv: the data is new again, of 10 Mar 13:00.',
  ]);
});

test('an app that cannot be read for a day is reported in a new message, and is quiet otherwise', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', 'no table at all');
  const at = async (instant: string) => {
    acme.at(instant);
    await office.sync();
    return linesOf(await office.news());
  };
  expect(await at('2026-03-02T11:00:00Z')).toEqual(['post: Figma could not be read. Nothing was changed.']);
  expect(await at('2026-03-03T10:00:00Z')).toEqual([]);
  expect(await at('2026-03-03T11:00:00Z')).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: Figma could not be read since 2 Mar 12:00. Changes in it after 2 Mar 10:00 are not noticed.',
  ]);
  expect(await at('2026-03-04T11:00:00Z')).toEqual([]);
  acme.write('figma.csv', lost(0));
  expect(await at('2026-03-04T12:00:00Z')).toEqual([
    'edit: Figma: the last read was complete and accepted (40 accounts).',
  ]);
});
