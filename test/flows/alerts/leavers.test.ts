import { expect, test } from 'vitest';
import {
  accounts,
  type Company,
  company,
  licenses,
  linesOf,
  people,
  seats,
  staff,
} from '../../support/company.ts';
import { watchRows } from '../../support/watch-rows.ts';

const SEATS = seats(12, ',,,,,,,Full');

/** Twelve people with a seat each; everything was read and posted. */
async function settled(more = '') {
  const acme = company({
    roster: people(...staff(12)),
    apps: { figma: accounts(...SEATS), zoom: accounts(...seats(12)) },
    licenses: { figma: licenses('FULL,Full,20,12,45,USD,monthly') },
    yaml: more,
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

function leave(acme: Company, number: number, day: string): void {
  acme.write('roster.csv', people(...staff(12, (n) => (n === number ? `offboarded,,${day}` : 'active'))));
}

test('a leaver opens one finding per app and edits the existing messages', async () => {
  const { acme, office } = await settled();
  acme.at('2026-03-02T12:00:00Z');
  leave(acme, 3, '2026-03-01');
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma: 1 person who left still holds a seat. 45 USD a month.',
    'edit: Zoom: 1 person who left still holds a seat.',
  ]);
});

test('only the accounts that the roster change touches are written', async () => {
  const { acme, office } = await settled();
  const written = watchRows(office, 'account');
  leave(acme, 3, '2026-03-01');
  await office.sync();
  const touched = office.values("SELECT id FROM account WHERE external_id = 'a3' ORDER BY id");
  expect([...written()].sort((a, b) => a - b)).toEqual(touched);
});

test('a finding is closed when the next sync no longer lists the seat, and the digest counts the money saved', async () => {
  const { acme, office } = await settled();
  leave(acme, 3, '2026-03-01');
  await office.sync();
  await office.news();
  acme.at('2026-03-02T13:00:00Z');
  acme.write('figma.csv', accounts(...SEATS.filter((row) => !row.startsWith('a3,'))));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma is clean. 1 finding closed, 45 USD a month saved.',
  ]);
  const { message } = await office.ask('digest');
  expect(message.summary).toBe(
    'Week 10: 1 seat to decide on. 1 seat freed since the last digest, 45 USD a month saved.',
  );
});

test('a deactivated account counts as freed', async () => {
  const { acme, office } = await settled();
  leave(acme, 3, '2026-03-01');
  await office.sync();
  await office.news();
  acme.write(
    'figma.csv',
    accounts(
      ...SEATS.map((row) => (row.startsWith('a3,') ? 'a3,p3@acme.example,,,,deactivated,,,Full' : row)),
    ),
  );
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma is clean. 1 finding closed, 45 USD a month saved.',
  ]);
  expect(office.values('SELECT closing FROM finding WHERE closed_at IS NOT NULL')).toEqual(['no-seat']);
});

test('a seat that comes back reopens its finding in the same message', async () => {
  const { acme, office } = await settled();
  leave(acme, 3, '2026-03-01');
  await office.sync();
  acme.write('figma.csv', accounts(...SEATS.filter((row) => !row.startsWith('a3,'))));
  await office.sync();
  await office.news();
  acme.at('2026-03-02T15:00:00Z');
  acme.write('figma.csv', accounts(...SEATS));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma: p3@acme.example holds a seat again; 1 person who left still holds a seat. 45 USD a month.',
  ]);
  expect(
    office.values('SELECT reopened FROM finding WHERE app = (SELECT id FROM source WHERE name = ?)', 'figma'),
  ).toEqual([1]);
});

test('a new finding is posted as a new message once the old one has scrolled away, and the old one points to it', async () => {
  const { acme, office } = await settled();
  acme.at('2026-03-04T09:00:00Z');
  leave(acme, 3, '2026-03-01');
  await office.sync('figma');
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: Figma: 1 person who left still holds a seat. 45 USD a month.',
    'edit, quietly: Zoom: continued in a newer message below.',
    'post: Zoom: 1 person who left still holds a seat.',
  ]);
});

test('a rehire under a new record gets the seat back without an alarm', async () => {
  const { acme, office } = await settled();
  leave(acme, 3, '2026-03-01');
  await office.sync();
  await office.news();
  acme.write(
    'roster.csv',
    people(
      ...staff(12, (n) => (n === 3 ? 'offboarded,,2026-03-01' : 'active')),
      'R3,p3@acme.example,,,Person 3,active,2026-03-02',
    ),
  );
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma is clean. 1 finding closed.',
    'edit: Zoom is clean. 1 finding closed.',
  ]);
});

test('a person with a future end date leaves on the day after it, with no change in any file', async () => {
  const { acme, office } = await settled();
  acme.write('roster.csv', people(...staff(12, (n) => (n === 3 ? 'active,,2026-03-05' : 'active'))));
  acme.at('2026-03-05T20:00:00Z');
  await office.sync();
  expect(await office.news()).toEqual([]);
  acme.at('2026-03-05T23:30:00Z');
  await office.sync('figma');
  expect(linesOf(await office.news()).filter((line) => line.startsWith('post: Figma'))).toEqual([
    'post: Figma: 1 person who left still holds a seat. 45 USD a month.',
  ]);
});

test('a person who disappears from the roster becomes inactive and is kept', async () => {
  const { acme, office } = await settled();
  acme.write('roster.csv', people(...staff(12).filter((row) => !row.startsWith('P3,'))));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma: 1 seat of inactive people. 45 USD a month.',
    'edit: Zoom: 1 seat of inactive people.',
  ]);
});

test('use after the last day is the worst finding and comes first', async () => {
  const { acme, office } = await settled();
  acme.write(
    'roster.csv',
    people(...staff(12, (n) => (n === 3 || n === 4 ? 'offboarded,,2026-02-20' : 'active'))),
  );
  acme.write(
    'figma.csv',
    accounts(...SEATS.map((row) => (row.startsWith('a4,') ? `${row},2026-02-25` : row))),
  );
  await office.sync();
  const figma = (await office.news()).find(({ says }) => says.startsWith('Figma'));
  const labels = figma?.message.body.flatMap((part) => (part.type === 'row' ? [part.spans[0]] : []));
  expect(labels).toEqual([{ bold: 'p4@acme.example' }, { bold: 'p3@acme.example' }]);
});

test('an account renamed in the app keeps its owner', async () => {
  const { acme, office } = await settled();
  acme.write(
    'figma.csv',
    accounts(...SEATS.map((row) => row.replace('p3@acme.example', 'p3.married@acme.example'))),
  );
  await office.sync();
  expect(await office.news()).toEqual([]);
  expect(
    office.values("SELECT rule FROM account WHERE external_id = 'a3' AND email = 'p3.married@acme.example'"),
  ).toEqual(['earlier-match']);
  leave(acme, 3, '2026-03-01');
  await office.sync();
  expect(linesOf(await office.news())[0]).toBe(
    'edit: Figma: 1 person who left still holds a seat. 45 USD a month.',
  );
});
