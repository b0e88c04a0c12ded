import { expect, test } from 'vitest';
import { listApps } from '../../../src/flows/context.ts';
import { openEverybody } from '../../../src/flows/owners/everybody.ts';
import { openAheadBudget } from '../../../src/flows/reading/ahead-budget.ts';
import { openLanes } from '../../../src/flows/reading/lanes.ts';
import { openWriter } from '../../../src/flows/reading/writer.ts';
import { startAppRead, syncApp } from '../../../src/flows/sync/sync-app.ts';
import { startRosterRead, syncRoster } from '../../../src/flows/sync/sync-roster.ts';
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

test('the first sync sums all up in one message, then says a word about each app, the most urgent last', async () => {
  const office = small().open();
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'post: Acme is connected: 2 apps read, 4 accounts, 2 people. To decide on: 1 account of somebody who left and 1 unknown (90 USD a month for people who are not active). Start with Figma.',
    'post: Zoom is connected: 1 account read, nothing to decide on.',
    'post: Figma is connected: 3 accounts read, 2 to decide on, 90 USD a month for people who are not active.',
  ]);
});

test('a process that was killed before it could introduce the apps does so with the next sync, once', async () => {
  const acme = small();
  const office = acme.open();
  const killed = { ...office.context, dependencies: { ...office.context.dependencies } };
  const shared = { lanes: openLanes(1), budget: openAheadBudget() };
  const writer = openWriter(killed.store);
  for (const config of acme.config.roster)
    await syncRoster(killed, config, startRosterRead(killed, shared, config), writer);
  for (const app of listApps(killed))
    await syncApp(killed, app, startAppRead(killed, shared, app.config), {
      writer,
      everybody: openEverybody(killed),
    });
  expect(await office.news()).toEqual([]);
  expect(office.values('SELECT phase FROM alert')).toEqual(['due', 'due']);
  // What an admin decides meanwhile says nothing about an app that nobody has heard of.
  await office.press({ type: 'known', app: 'figma', account: 'f3', reason: 'guest', until: null });
  expect(await office.news()).toEqual([]);
  await office.sync();
  expect(linesOf(await office.news())).toHaveLength(3);
  await office.sync();
  expect(await office.news()).toEqual([]);
});

test('an app that fails at first, or is added later, is introduced on its own when it is read', async () => {
  const acme = small();
  const zoom = accounts('z1,ada@acme.example');
  acme.write('zoom.csv', 'broken');
  const office = acme.open();
  await office.sync();
  const [first, figma] = linesOf(await office.news()).filter((line) => line.includes('is connected'));
  expect(first).toMatch(/^post: Figma is connected/);
  expect(figma).toBeUndefined();
  acme.write('zoom.csv', zoom);
  await office.sync();
  expect(linesOf(await office.news()).filter((line) => line.startsWith('post'))).toEqual([
    'post: Zoom is connected: 1 account read, nothing to decide on.',
  ]);
});

test('a first sync that finds hundreds of problems is still one short message, with the worst five', async () => {
  const left = staff(300, (n) => (n % 2 === 0 ? 'offboarded' : 'active'));
  const office = company({ roster: people(...left), apps: { figma: accounts(...seats(300)) } }).open();
  await office.sync();
  const [said, ...more] = await office.news();
  expect(more).toEqual([]);
  expect(said?.message.body.filter(({ type }) => type === 'row')).toHaveLength(5);
  expect(said?.message.body).toContainEqual({ type: 'note', text: 'and 145 more' });
  expect(said?.says).toBe('Figma is connected: 300 accounts read, 150 to decide on.');
  expect(said?.message.buttons[0]).toEqual({ label: 'Review all 150', command: 'app figma' });
});

test('the parts of the first message add up to the accounts', async () => {
  const office = small().open();
  await office.sync();
  const figma = (await office.news()).at(-1);
  expect(JSON.stringify(figma?.message.body)).toContain(
    '1 belongs to somebody who works here, 1 to somebody who left and 1 to nobody I know.',
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
    'post: Acme is connected: 2 apps read, 4 accounts, 2 people. To decide on: 1 unknown. Start with Figma.',
    'post: Zoom is connected: 1 account read, nothing to decide on.',
    'post: Figma is connected: 3 accounts read, 1 to decide on.',
  ]);
});

test('accounts that are not people are listed once, with one "and"', async () => {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: {
      figma: accounts(
        'f1,ada@acme.example',
        'f2,build@acme.example,,,Build,active,bot',
        'f3,deploy@acme.example,,,Deploy,active,service',
        'f4,gone@else.example,,,Gone,deactivated',
      ),
    },
  });
  const office = acme.open();
  await office.sync();
  const [first] = await office.news();
  expect(JSON.stringify(first?.message.body)).toContain(
    'besides, 1 bot, 1 service account and 1 account closed already.',
  );
});
