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
    'edit: New in Figma: Person 3 left yesterday and still holds a seat. 45 USD a month.',
    'edit: New in Zoom: Person 3 left yesterday and still holds a seat.',
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
    'edit: Person 3 is gone from Figma, 45 USD a month saved. Figma is clean.',
  ]);
  const { message } = await office.ask('digest');
  expect(message.summary).toBe(
    'Week 10: 1 account of people who left or are inactive to decide on. 1 seat freed since the last digest, 45 USD a month saved.',
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
    'edit: Person 3 is gone from Figma, 45 USD a month saved. Figma is clean.',
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
    'edit: Person 3 is back in Figma (freed 2 Mar). 45 USD a month.',
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
    'post: New in Figma: Person 3 left on 1 Mar and still holds a seat. 45 USD a month.',
    'edit, quietly: Zoom: continued in a newer message below.',
    'post: New in Zoom: Person 3 left on 1 Mar and still holds a seat.',
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
    'edit: Figma is clean: 1 finding closed (1 of people who work here).',
    'edit: Zoom is clean: 1 finding closed (1 of people who work here).',
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
  expect(linesOf(await office.news()).filter((line) => line.startsWith('post: New in Figma'))).toEqual([
    'post: New in Figma: Person 3 left yesterday and still holds a seat. 45 USD a month.',
  ]);
});

test('a person who disappears from the roster becomes inactive and is kept', async () => {
  const { acme, office } = await settled();
  acme.write('roster.csv', people(...staff(12).filter((row) => !row.startsWith('P3,'))));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: New in Figma: Person 3 is inactive and still holds a seat. 45 USD a month.',
    'edit: New in Zoom: Person 3 is inactive and still holds a seat.',
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
  const figma = (await office.news()).find(({ does, says }) => does === 'post' && says.includes('Figma'));
  const labels = figma?.message.body.flatMap((part) => (part.type === 'row' ? [part.spans[1]] : []));
  expect(labels).toEqual([{ bold: 'Person 4 (p4@acme.example)' }, { bold: 'Person 3 (p3@acme.example)' }]);
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
    'edit: New in Figma: Person 3 left yesterday and still holds a seat. 45 USD a month.',
  );
});

/** Person 3 has left and was told of; then uses the app. */
async function usedAfterLeaving() {
  const { acme, office } = await settled();
  leave(acme, 3, '2026-03-01');
  await office.sync();
  await office.news();
  acme.at('2026-03-05T12:00:00Z');
  acme.write(
    'figma.csv',
    accounts(...SEATS.map((row) => (row.startsWith('a3,') ? `${row},2026-03-04` : row))),
  );
  await office.sync('figma');
  return { acme, office, said: await office.news() };
}

test('use after leaving is told at once although the finding was open already, by name, in a new message', async () => {
  const { said } = await usedAfterLeaving();
  expect(linesOf(said)).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: New in Figma: Person 3 left on 1 Mar and used it yesterday, after leaving. 45 USD a month.',
  ]);
});

test('the history dates use after leaving to the day it was found, not to the day the person left', async () => {
  const { office } = await usedAfterLeaving();
  const { message } = await office.ask('access figma a3');
  const text = JSON.stringify(message.body);
  expect(text).toMatch(/2 Mar[^}]*finding: offboarded/);
  expect(text).toMatch(/5 Mar[^}]*finding: active after leaving, before offboarded/);
});

test('new people are in the first sentence and the first row, never among those that are only counted', async () => {
  const { acme, office } = await settled();
  acme.write('roster.csv', people(...staff(12, (n) => (n <= 6 ? 'offboarded,,2026-02-01' : 'active'))));
  await office.sync();
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  if (held !== undefined) await office.press({ type: 'accept-run', run: Number(held) });
  await office.news();
  acme.at('2026-03-05T12:00:00Z');
  acme.write('figma.csv', accounts(...SEATS, 'a99,neu@beratung.example,,,,,,admin,Full'));
  await office.sync('figma');
  const figma = (await office.news()).find(({ does }) => does === 'post');
  expect(figma?.says).toMatch(
    /^New in Figma: nobody knows neu@beratung\.example, admin\. In all 6 leavers and 1 unknown\./,
  );
  const [row] = figma?.message.body.filter(({ type }) => type === 'row') ?? [];
  expect(JSON.stringify(row)).toContain('"bold":"new: "');
  expect(JSON.stringify(row)).toContain('neu@beratung.example');
  expect(figma?.message.body).toContainEqual({ type: 'note', text: 'and 2 more' });
});

test('two accounts of one person are one person with two accounts, and a seat is not every account', async () => {
  const { acme, office } = await settled();
  leave(acme, 3, '2026-03-01');
  acme.write('figma.csv', accounts(...SEATS, 'a3b,p3+b@acme.example'));
  await office.sync();
  await office.news();
  // When the news is old, the message counts.
  acme.at('2026-03-05T12:00:00Z');
  await office.ask('subscriptions figma FULL set price:50 currency:USD');
  const [figma] = (await office.news()).slice(-1);
  expect(figma?.says).toBe('Figma: 1 person who left still has 2 accounts (1 seat). 50 USD a month.');
});

test('an account that comes and goes is edited in, mentioned once, and then stays quiet', async () => {
  const { acme, office } = await settled();
  leave(acme, 3, '2026-03-01');
  await office.sync();
  await office.news();
  const said: string[] = [];
  for (const day of [3, 4, 5, 6]) {
    acme.at(`2026-03-0${day}T13:00:00Z`);
    acme.write('figma.csv', accounts(...SEATS.filter((row) => !row.startsWith('a3,'))));
    await office.sync('figma');
    acme.at(`2026-03-0${day}T14:00:00Z`);
    acme.write('figma.csv', accounts(...SEATS));
    await office.sync('figma');
    said.push(...linesOf(await office.news()).filter((line) => line.includes('Figma')));
  }
  expect(said.filter((line) => line.startsWith('post'))).toEqual([]);
  expect(said.filter((line) => line.includes('comes and goes') && !line.includes('quietly'))).toEqual([
    'edit: Person 3 comes and goes in Figma: back 2 times in a week. 45 USD a month.',
  ]);
  expect(said.slice(4).filter((line) => !line.includes('quietly'))).toEqual([]);
});
