import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { desk } from '../../commands/desk.ts';
import { company, type Office } from '../../support/company.ts';

/** Every row of every table. */
function everything({ context: { store } }: Office): string {
  const tables = store.sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  return JSON.stringify(
    tables.map((table) => [table, store.sqlite.prepare(`SELECT * FROM "${table}"`).raw().all()]),
  );
}

test.each([
  'simulate idle:90',
  'simulate figma idle:1',
  'simulate price:12USD',
  'simulate figma idle:200 price:600EUR/year',
  'savings',
  'savings figma',
])('%s leaves the database unchanged, byte for byte, and sends no message', async (question) => {
  const { acme, office } = await desk();
  office.context.store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
  const file = readFileSync(acme.file('seatkeeper.db'));
  const rows = everything(office);
  const changes = office.values('SELECT total_changes()');
  const answer = await office.ask(question);
  expect(answer.ok).toBe(true);
  JSON.stringify(answer.json);
  expect(office.values('SELECT total_changes()')).toEqual(changes);
  expect(everything(office)).toBe(rows);
  expect(readFileSync(acme.file('seatkeeper.db')).equals(file)).toBe(true);
  expect(office.values("SELECT count(*) FROM outbox WHERE status = 'pending'")).toEqual([0]);
  expect(await office.news()).toEqual([]);
});

test('different idle days flag different seats, the longest idle first', async () => {
  const { office } = await desk();
  const { apps, flagged } = (await office.ask('simulate figma idle:3')).json as {
    apps: { before: { idleSeats: number }; after: { idleSeats: number } }[];
    flagged: { label: string; monthlyCost: object }[];
  };
  expect(apps[0]?.before.idleSeats).toBe(2);
  expect(apps[0]?.after.idleSeats).toBe(2);
  expect(flagged).toMatchObject([{ label: 'cleo@acme.example', monthlyCost: { USD: 45, EUR: 25 } }]);
  const wider = (await office.ask('simulate figma idle:150')).json as {
    apps: { after: { idleSeats: number; idle: object } }[];
  };
  expect(wider.apps[0]?.after).toMatchObject({ idleSeats: 0, idle: {} });
});

test('another price changes the amounts but not the seats', async () => {
  const { office } = await desk();
  const { message, json } = await office.ask('simulate figma price:10USD');
  expect(message.summary).toBe(
    'With price:10USD, 2 seats would be idle, as today, and cost 20 USD a month instead of 25 EUR and 45 USD a month. Nothing was changed.',
  );
  expect(json).toMatchObject({ apps: [{ after: { possible: { nominal: { USD: 130 } } } }] });
});

test('a price without a currency uses the only currency of the app', async () => {
  const office = company({
    roster: 'id,email,status\n1,ada@acme.example,active\n',
    apps: { zoom: 'id,email,last_active\nz1,ada@acme.example,2020-01-01\n' },
    licenses: {},
    yaml: '  - { id: miro, connector: csv, price: { unit: 8, currency: chf }, settings: { accounts: zoom.csv } }\n',
  }).open();
  await office.sync();
  const { message } = await office.ask('simulate miro price:20');
  expect(message.summary).toContain(
    '1 seat would be idle, as today, and cost 20 CHF a month instead of 8 CHF a month',
  );
});

test('what a yearly term cannot save before its renewal is not shown as saved now', async () => {
  const office = company({
    roster: 'id,email,status\n1,ada@acme.example,active\n2,bo@acme.example,active\n',
    apps: {
      zoom: 'id,email,licenses,last_active\nz1,ada@acme.example,Pro,2020-01-01\nz2,bo@acme.example,Pro,\n',
    },
    licenses: {
      zoom: 'sku,product,unit_price,currency,term,renews_on\nPRO,Pro,120,EUR,annual,2099-12-14\n',
    },
    yaml: '  - { id: miro, connector: csv, settings: { accounts: nowhere.csv } }\n',
  }).open();
  await office.sync();
  const { message } = await office.ask('simulate zoom idle:90');
  const [table, saving] = message.body;
  expect(table).toMatchObject({
    columns: expect.arrayContaining([{ label: 'could save a month', align: 'right' }]),
    rows: [['Zoom', '1', '10 EUR', '10 EUR']],
  });
  expect(saving).toEqual({
    type: 'text',
    spans: ['Could save 10 EUR a month in all: nothing now and 10 EUR from 14 Dec 2099, as today.'],
  });
  expect(JSON.stringify(message)).toContain('Zoom gives no activity data for 1 seat, so it is never idle.');
  const summary = async (question: string) => (await office.ask(question)).message.summary;
  expect(await summary('simulate zoom price:0EUR')).toContain(
    '1 seat would be idle, as today, and be free instead of 10 EUR a month',
  );
  expect(await summary('simulate zoom idle:99999')).toContain(
    'no seat would be idle instead of 1 (10 EUR a month)',
  );
  expect(await summary('simulate miro idle:90')).toBe(
    'Miro has not been read yet, so nothing can be tried. To read it: sync',
  );
});

test.each([
  ['simulate', 'Write what to try: simulate idle:90, or simulate figma price:12USD.'],
  ['simulate idle:abc', 'idle must be a whole number above 0, not "abc".'],
  ['simulate idle:0', 'idle must be a whole number above 0, not "0".'],
  ['simulate idle:-5', 'idle must be a whole number above 0, not "-5".'],
  ['simulate figam idle:90', 'There is no app "figam". Did you mean figma?'],
  [
    'simulate figma price:cheap',
    'price "cheap" is not a price. Write it like price:12, price:12.50USD or price:144EUR/year.',
  ],
  ['simulate figma price:12,50', 'price "12,50" is not a price.'],
  ['simulate figma price:-1USD', 'price "-1USD" is not a price.'],
  ['simulate figma price:12USX', '"USX" is not a currency; write its three letters (ISO 4217), like USD.'],
  [
    'simulate figma price:12',
    'price:12 needs a currency, because Figma is paid in EUR and USD. Write it like price:12EUR.',
  ],
  [
    'simulate zoom price:12',
    'price:12 needs a currency, because Zoom has no price yet. Write it like price:12USD.',
  ],
  ['savings figam', 'There is no app "figam". Did you mean figma?'],
  ['savings since:soon', 'since "soon" is not a date. Write it as 2026-01-31, or as a number of days back.'],
  ['savings since:2026-02-30', 'since "2026-02-30" is not a date.'],
  ['savings since:2027-01-01', 'since 2027-01-01 is in the future.'],
])('%s is rejected with what to write instead', async (question, expected) => {
  const { office } = await desk();
  const answer = await office.ask(question);
  expect(answer.ok).toBe(false);
  expect(answer.message.summary).toContain(expected);
});
