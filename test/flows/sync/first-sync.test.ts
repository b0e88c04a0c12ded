import { expect, test } from 'vitest';
import { accounts, company, licenses, linesOf, people, seats, staff } from '../../support/company.ts';
import { watchRows } from '../../support/watch-rows.ts';

const small = () =>
  company({
    roster: people('1,ada@acme.example,,,Ada', '2,ben@acme.example,,,Ben,offboarded,,2026-02-20'),
    apps: {
      figma: accounts('f1,ada@acme.example', 'f2,ben@acme.example,,,,,,,Full', 'f3,eve@else.example'),
      zoom: accounts('z1,ada@acme.example'),
    },
    licenses: { figma: licenses('FULL,Full,5,2,90,USD,monthly') },
  });

test('the first sync posts one baseline message per app and nothing else', async () => {
  const office = small().open();
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'post: Figma is connected: 3 accounts read, 1 belongs to active people.',
    'post: Zoom is connected: 1 account read, 1 belongs to active people.',
  ]);
});

test('a first sync that finds hundreds of problems is still one message of at most five rows', async () => {
  const left = staff(300, (n) => (n % 2 === 0 ? 'offboarded' : 'active'));
  const office = company({ roster: people(...left), apps: { figma: accounts(...seats(300)) } }).open();
  await office.sync();
  const [said, ...more] = await office.news();
  expect(more).toEqual([]);
  expect(said?.message.body.filter(({ type }) => type === 'row')).toHaveLength(5);
  expect(said?.message.body).toContainEqual({ type: 'note', text: 'and 145 more' });
});

test('the baseline shows the cost of the seats of people who left', async () => {
  const office = small().open();
  await office.sync();
  const [figma] = await office.news();
  expect(JSON.stringify(figma?.message.body)).toContain(
    '1 belongs to a person who left and 1 is unknown. Seats of people who are not active cost 90 USD a month.',
  );
});

test('a second sync of unchanged files sends nothing and writes nothing but its own runs', async () => {
  const acme = small();
  const office = acme.open();
  await office.sync();
  await office.news();
  const snapshot = () =>
    [
      'account',
      'person',
      'finding',
      'alert',
      'decision',
      'outbox',
      'posted',
      'daily',
      'account_change',
      'person_change',
    ].map((table) => [table, office.context.store.sqlite.prepare(`SELECT * FROM ${table}`).all()]);
  const before = snapshot();
  const audited = office.values('SELECT action FROM audit');
  acme.at('2026-03-02T10:00:00Z');
  await office.sync();
  expect(snapshot()).toEqual(before);
  expect(office.values('SELECT action FROM audit').slice(audited.length)).toEqual([
    'run-complete',
    'run-complete',
    'run-complete',
  ]);
  expect(await office.news()).toEqual([]);
});

test('an unchanged account or person is looked up, and nothing is written for it', async () => {
  const office = small().open();
  await office.sync();
  const written = ['account', 'account_change', 'person', 'person_change', 'finding', 'alert'].map((table) =>
    watchRows(office, table),
  );
  await office.sync();
  expect(written.flatMap((rows) => rows())).toEqual([]);
});

test('apps wait until the roster was read, so that no account is shown as unknown', async () => {
  const acme = small();
  acme.write('roster.csv', 'id,email\n1,not an address\n');
  const office = acme.open();
  const report = await office.sync();
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toEqual([
    'csv failed',
    'figma waiting',
    'zoom waiting',
  ]);
  expect(office.values('SELECT count(*) FROM account')).toEqual([0]);
  expect(linesOf(await office.news())).toEqual(['post: Roster csv could not be read. Nothing was changed.']);

  acme.write('roster.csv', people('1,ada@acme.example,,,Ada', '2,ben@acme.example,,,Ben'));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Roster csv: the last read was complete and accepted (2 people).',
    'post: Figma is connected: 3 accounts read, 2 belong to active people.',
    'post: Zoom is connected: 1 account read, 1 belongs to active people.',
  ]);
});
