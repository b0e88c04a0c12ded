import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accounts, company, linesOf, people, seats, staff } from '../../support/company.ts';

async function opened() {
  const acme = company({
    roster: people(...staff(10)),
    apps: { figma: accounts(...seats(10)), zoom: accounts(...seats(10)) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  return { acme, office };
}

test('a file full of bad rows fails the read; one message names the first, and nothing else changes', async () => {
  const { acme, office } = await opened();
  const bad = Array.from({ length: 6 }, (_, index) => `a${index + 5},not an address`);
  acme.write('figma.csv', accounts(...seats(4), ...bad));
  const report = await office.sync();
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toEqual([
    'csv complete',
    'figma failed',
    'zoom complete',
  ]);
  const [said, ...more] = await office.news();
  expect(more).toEqual([]);
  expect(linesOf(said === undefined ? [] : [said])).toEqual([
    'post: Figma could not be read. Nothing was changed.',
  ]);
  expect(JSON.stringify(said?.message.body[0])).toMatch(
    /figma\.csv has 6 rows that cannot be read: line 6, column email/,
  );
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([20]);
});

test('the same failure again sends nothing; a different one edits the message', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts('a1,not an address'));
  await office.sync();
  const [first] = await office.news();
  await office.sync();
  expect(await office.news()).toEqual([]);
  rmSync(acme.file('figma.csv'));
  await office.sync();
  const [second, ...more] = await office.news();
  expect(more).toEqual([]);
  expect(second).toMatchObject({
    does: 'edit',
    to: first?.key,
    says: 'Figma could not be read. Nothing was changed.',
  });
  expect(JSON.stringify(second?.message.body)).toContain('figma.csv');
});

test('the message is closed once the file can be read completely again', async () => {
  const { acme, office } = await opened();
  rmSync(acme.file('figma.csv'));
  await office.sync();
  await office.news();
  acme.write('figma.csv', accounts(...seats(10)));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma: the last read was complete and accepted (10 accounts).',
  ]);
  await office.sync();
  expect(await office.news()).toEqual([]);
});

test('a list with the same id twice is a failed read', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts(...seats(10), 'a3,somebody.else@acme.example'));
  const report = await office.sync('figma');
  expect(report.at(-1)?.result.status).toBe('failed');
  expect(office.values("SELECT count(*) FROM account WHERE email LIKE 'somebody%'")).toEqual([0]);
});

test('a roster that cannot be read leaves all people as they were, and the apps are still read', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', '');
  acme.write('figma.csv', accounts(...seats(10), 'x1,new@else.example'));
  const report = await office.sync();
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toEqual([
    'csv failed',
    'figma complete',
    'zoom complete',
  ]);
  expect(linesOf(await office.news())).toEqual([
    'post: Roster csv could not be read. Nothing was changed.',
    'edit: New in Figma: nobody knows new@else.example.',
  ]);
});

test('a failed first read leaves no rows, and the next one counts as the first', async () => {
  const acme = company({
    roster: people(...staff(3)),
    apps: { figma: accounts('a1,p1@acme.example', 'a2,not an address', 'a3,neither') },
  });
  const office = acme.open();
  await office.sync();
  expect(office.values('SELECT count(*) FROM account')).toEqual([0]);
  acme.write('figma.csv', accounts(...seats(3)));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'post: Figma could not be read. Nothing was changed.',
    'edit: Figma: the last read was complete and accepted (3 accounts).',
    'post: Figma is connected: 3 accounts read, nothing to decide on.',
  ]);
});

test('a license file that cannot be read fails the whole read, because seats without prices would be wrong', async () => {
  const acme = company({
    roster: people(...staff(3)),
    apps: { figma: accounts(...seats(3)) },
    licenses: { figma: 'sku,unit_price\nFULL,many\n' },
  });
  const office = acme.open();
  const report = await office.sync();
  expect(report.at(-1)?.result.status).toBe('failed');
  expect(office.values('SELECT count(*) FROM account')).toEqual([0]);
});
