import { expect, test } from 'vitest';
import { accounts, company, csvOf, linesOf, people, seats, staff } from '../../support/company.ts';

const LICENSES =
  'sku,product,purchased,unlimited,consumed,warning,suspended,capability_status,unit_price,currency,term';
const SEATS = seats(6, ',,,,,,,Full');
const full = (numbers: string) => csvOf(LICENSES, [`FULL,Full,${numbers},45,USD,monthly`]);
const FINE = full('10,false,6,0,0,enabled');

/** Six people with a seat each, read and posted; nothing is wrong. */
async function settled(licenses = FINE, yaml = '') {
  const acme = company({
    roster: people(...staff(6)),
    apps: { figma: accounts(...SEATS) },
    licenses: { figma: licenses },
    yaml,
  });
  const office = acme.open();
  await office.sync();
  const first = linesOf(await office.news());
  const sync = async (at: string, text: string) => {
    acme.at(at);
    acme.write('figma-licenses.csv', text);
    await office.sync('figma');
    return linesOf(await office.news());
  };
  return { acme, office, first, sync };
}

test('the first message about an app includes its subscriptions', async () => {
  const { first, office } = await settled(full('5,false,6,1,0,warning'));
  expect(first).toEqual(['post: Figma is connected: 6 accounts read, nothing to decide on.']);
  const { message } = await office.ask('app figma');
  expect(message.summary).toBe(
    'Figma: 1 over-assigned subscription and 1 subscription in a grace period, 6 accounts.',
  );
});

test('an alert may be about subscriptions alone: posted once, edited in place, closed by the sync that proves it', async () => {
  const { office, sync } = await settled();
  expect(await sync('2026-03-02T10:00:00Z', full('5,false,6,0,0,enabled'))).toEqual([
    'edit: New in Figma: Full is over-assigned: 6 used and held by 6 accounts, 5 bought.',
  ]);
  expect(await sync('2026-03-02T11:00:00Z', full('5,false,6,0,0,enabled'))).toEqual([]);
  expect(await sync('2026-03-02T12:00:00Z', full('5,false,7,0,0,enabled'))).toEqual([
    'edit, quietly: Figma: 1 over-assigned subscription.',
  ]);
  expect(await sync('2026-03-02T13:00:00Z', FINE)).toEqual([
    'edit: Figma is clean: 1 finding closed (1 subscription).',
  ]);
  expect(office.values('SELECT closed_at IS NOT NULL FROM license_finding')).toEqual([1]);
});

test('a finding that comes back reopens, in a new message once the old one has scrolled away', async () => {
  const { sync } = await settled(full('5,false,6,0,0,enabled'));
  await sync('2026-03-02T10:00:00Z', FINE);
  expect(await sync('2026-03-05T10:00:00Z', full('5,false,6,0,0,enabled'))).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: New in Figma: Full is over-assigned: 6 used and held by 6 accounts, 5 bought.',
  ]);
});

test('a grace period that turns from warning to suspended is reported, because people are locked out', async () => {
  const { sync } = await settled(full('10,false,6,1,0,warning'));
  expect(await sync('2026-03-20T10:00:00Z', full('10,false,6,0,1,suspended'))).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: New in Figma: Full is suspended: 1 license, only admins can reach the data; first seen 20 Mar, ends 18 Jun at the latest.',
  ]);
});

test('the line shows what is wrong and offers to decide on it, and no action on an account', async () => {
  const { acme, office } = await settled();
  acme.write('figma-licenses.csv', full('5,false,6,2,0,warning'));
  await office.sync('figma');
  const [note] = await office.news();
  const body = JSON.stringify(note);
  expect(body).toContain('over-assigned: 6 used and held by 6 accounts, 5 bought');
  expect(body).toContain(
    'warning: 2 licenses, users keep access; first seen 2 Mar, ends 1 Apr at the latest',
  );
  expect(body).toContain('known-subscription');
  expect(body).not.toMatch(/"type":"(?:known|link|snooze)"/);
});

test('a person who leaves and a subscription in trouble share one message', async () => {
  const { acme, office, sync } = await settled();
  acme.write('roster.csv', people(...staff(6, (n) => (n === 3 ? 'offboarded,,2026-03-01' : 'active'))));
  await office.sync('csv');
  await office.sync();
  await office.news();
  expect(await sync('2026-03-02T12:00:00Z', full('5,false,6,0,0,enabled'))).toEqual([
    'edit: New in Figma: Person 3 left yesterday and still holds a seat. In all 1 leaver and 1 over-assigned subscription. 45 USD a month.',
  ]);
});

test('the subscription stays in the message after every person was handled, because the app is not clean', async () => {
  const { acme, office } = await settled(full('5,false,6,0,0,enabled'));
  acme.at('2026-03-02T10:00:00Z');
  acme.write('roster.csv', people(...staff(6, (n) => (n === 3 ? 'offboarded,,2026-03-01' : 'active'))));
  await office.sync();
  await office.news();
  await office.ask('known figma a3 contractor');
  expect(linesOf(await office.news())).toEqual(['edit, quietly: Figma: 1 over-assigned subscription.']);
});

test('a snoozed app reports nothing about its subscriptions until the snooze ends', async () => {
  const { office, sync } = await settled();
  await office.ask('snooze figma until:2026-03-05');
  expect(await sync('2026-03-03T10:00:00Z', full('5,false,6,0,0,enabled'))).toEqual([
    'edit, quietly: New in Figma: Full is over-assigned: 6 used and held by 6 accounts, 5 bought.',
  ]);
  expect(await sync('2026-03-05T10:00:00Z', full('5,false,6,0,0,enabled'))).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: Figma: 1 over-assigned subscription.',
  ]);
});

test('a failed read closes no finding', async () => {
  const { acme, office, sync } = await settled(full('5,false,6,0,0,enabled'));
  acme.write('figma-licenses.csv', 'nonsense\n');
  await office.sync('figma');
  await office.news();
  expect(office.values('SELECT count(*) FROM license_finding WHERE closed_at IS NULL')).toEqual([1]);
  expect(await sync('2026-03-02T12:00:00Z', full('5,false,6,0,0,enabled'))).toEqual([
    'edit: Figma: the last read was complete and accepted (6 accounts).',
  ]);
});

test('a subscription that disappears is kept, marked as gone since that day, and counts nowhere', async () => {
  const { office, sync } = await settled(full('5,false,6,0,0,enabled'));
  const two = `${full('5,false,6,0,0,enabled')}DEV,Dev,3,false,0,0,0,enabled,30,USD,monthly\n`;
  await sync('2026-03-02T10:00:00Z', two);
  const dev = `${LICENSES}\nDEV,Dev,3,false,0,0,0,enabled,30,USD,monthly\n`;
  expect(await sync('2026-03-04T10:00:00Z', dev)).toEqual([
    'edit: Figma is clean: 1 finding closed (1 subscription).',
  ]);
  const { message, json } = await office.ask('subscriptions figma');
  expect(message.summary).toBe('Figma: 1 subscription: 1 unused and 1 gone.');
  expect(json).toMatchObject([{ id: 'DEV' }, { id: 'FULL', goneAt: '2026-03-04T10:00:00.000Z' }]);
  const who = (await office.ask('who p1@acme.example')).json;
  expect(who).toMatchObject({ monthlyCost: {} });
  const detail = (await office.ask('subscriptions FULL')).message;
  expect(JSON.stringify(detail)).toContain('gone since 4 Mar');
});

test('a subscription that is listed again is no longer gone', async () => {
  const { office, sync } = await settled();
  await sync('2026-03-02T10:00:00Z', `${LICENSES}\nDEV,Dev,3,false,0,0,0,enabled,30,USD,monthly\n`);
  await sync('2026-03-02T11:00:00Z', FINE);
  expect((await office.ask('subscriptions FULL')).json).toMatchObject({ goneAt: null, status: 'used' });
});

test('the digest counts subscriptions to decide on, and what opened and closed', async () => {
  const { office } = await settled(full('5,false,6,0,0,enabled'));
  const { message } = await office.ask('digest');
  expect(message.summary).toBe('Week 10: 1 subscription to decide on.');
  expect(JSON.stringify(message.body)).toContain('Figma 1');
  expect(JSON.stringify(message.body)).toContain('1 new finding');
});

test('a price set by an admin counts everywhere at once, and the alert that shows it is updated', async () => {
  const { acme, office } = await settled(csvOf(LICENSES, ['FULL,Full,10,false,6,0,0,enabled']));
  acme.write('roster.csv', people(...staff(6, (n) => (n === 3 ? 'offboarded,,2026-03-01' : 'active'))));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: New in Figma: Person 3 left yesterday and still holds a seat.',
  ]);
  await office.ask('subscriptions FULL set price:30 currency:USD term:monthly');
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: New in Figma: Person 3 left yesterday and still holds a seat. 30 USD a month.',
  ]);
  expect((await office.ask('who p3@acme.example')).json).toMatchObject({ monthlyCost: { USD: 30 } });
  expect((await office.ask('status')).json).toMatchObject({ apps: [{ atStake: { USD: 30 } }] });
  await office.sync();
  expect((await office.ask('digest')).message.summary).toContain('30 USD a month');
  await office.ask('subscriptions FULL clear');
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: New in Figma: Person 3 left yesterday and still holds a seat.',
  ]);
});

test('seatkeeper.yaml completes by product name, and a command overrides it', async () => {
  const acme = company({
    roster: people(...staff(2)),
    apps: { figma: accounts(...seats(2, ',,,,,,,Full')) },
    licenses: { figma: csvOf(LICENSES, ['F1,Full,10,false,2']) },
    entries: { figma: 'subscriptions: { full: { price: 20, currency: EUR, term: monthly, pool: Design } }' },
  });
  const office = acme.open();
  await office.sync();
  expect((await office.ask('subscriptions F1')).json).toMatchObject({
    unitPrice: 20,
    pool: 'Design',
    status: 'used',
  });
  await office.ask('subscriptions F1 set price:18');
  expect((await office.ask('subscriptions F1')).json).toMatchObject({ unitPrice: 18, currency: 'EUR' });
  expect((await office.ask('who p1@acme.example')).json).toMatchObject({ monthlyCost: { EUR: 18 } });
});
