import { expect, test } from 'vitest';
import { company, csvOf, linesOf, people, seats, staff } from '../../support/company.ts';

const ACCOUNTS = 'id,email,aliases,username,name,state,kind,role,licenses,last_active,created';
const LICENSES = 'sku,product,purchased,consumed,unit_price,currency,term,renews_on';
const TODAY = '2026-03-02';

interface Seen {
  buckets: { bucket: string; seats: number; monthly: Record<string, number> }[];
  possible: { nominal: Record<string, number>; now: Record<string, number>; later: unknown[] };
  saved: { seats: number; nominal: Record<string, number>; now: Record<string, number>; later: unknown[] };
}

/** Ten people; p9 left and p10 is inactive. */
const ROSTER = people(
  ...staff(10, (n) => (n === 9 ? 'offboarded,,2026-02-01' : n === 10 ? 'inactive' : 'active')),
);
const seat = (id: string, email: string, rest: string) => `${id},${email},,,,active,person,,${rest}`;
const EVERY_BUCKET = csvOf(ACCOUNTS, [
  seat('used', 'p1@acme.example', 'Full,2026-03-01,2020-01-01'),
  seat('idle', 'p2@acme.example', 'Full,2025-12-31,2020-01-01'),
  seat('justUsed', 'p3@acme.example', 'Full,2026-01-01,2020-01-01'),
  seat('new', 'p4@acme.example', 'Full,,2026-02-01'),
  seat('silent', 'p5@acme.example', 'Full,,2026-01-30'),
  seat('kept', 'p6@acme.example', 'Full,2026-02-20,2020-01-01'),
  seat('second', 'p6+b@acme.example', 'Full,2026-02-19,2020-01-01'),
  seat('left', 'p9@acme.example', 'Full,2025-01-01,2020-01-01'),
  seat('inactive', 'p10@acme.example', 'Full,2026-03-01,2020-01-01'),
  seat('room', 'room-1@acme.example', 'Full,2025-01-01,2020-01-01'),
  seat('viewer', 'p7@acme.example', ',2025-01-01,2020-01-01'),
  'closed,p8@acme.example,,,,deactivated,person,,Full,2025-01-01,2020-01-01',
]);

async function figma(
  term: string,
  more: { accounts?: string; licenses?: string; yaml?: string; at?: string } = {},
) {
  const acme = company({
    roster: ROSTER,
    apps: { figma: more.accounts ?? EVERY_BUCKET },
    licenses: { figma: csvOf(LICENSES, [more.licenses ?? `FULL,Full,15,10,120,USD,${term}`]) },
    yaml: more.yaml ?? '',
    at: more.at ?? `${TODAY}T09:00:00Z`,
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  const savings = async (question = 'savings figma') =>
    ((await office.ask(question)).json as { apps: Seen[] }).apps[0] as Seen;
  return { acme, office, savings };
}

test('every seat is in one bucket: unassigned, left, second, new, without activity, idle, known or in use', async () => {
  const { office, savings } = await figma('monthly');
  const count = async () =>
    Object.fromEntries((await savings()).buckets.map(({ bucket, seats: n }) => [bucket, n]));
  expect(await count()).toEqual({
    unassigned: 5,
    leaver: 2,
    duplicate: 1,
    idle: 2,
    'no-activity': 1,
    new: 1,
    known: 0,
    used: 3,
  });
  await office.press({ type: 'known', app: 'figma', account: 'left', reason: 'contractor', until: null });
  await office.press({ type: 'known', app: 'figma', account: 'room', reason: 'meeting room', until: null });
  expect(await count()).toMatchObject({ leaver: 1, idle: 1, known: 2, used: 3 });
  expect((await savings()).possible.nominal).toEqual({ USD: 120 * (5 + 1 + 1 + 1) });
});

test('a seat paid by the month saves at once', async () => {
  const { savings } = await figma('monthly,2026-03-20');
  const { possible } = await savings();
  expect(possible).toMatchObject({ nominal: { USD: 1200 }, now: { USD: 1200 }, later: [] });
});

test('a seat paid by the year saves nothing before its renewal, so both amounts and the date are shown', async () => {
  const { office, savings } = await figma('annual,2026-06-30');
  expect((await savings()).possible).toMatchObject({
    nominal: { USD: 100 },
    now: {},
    later: [{ from: '2026-06-30', monthly: { USD: 100 } }],
  });
  const { message } = await office.ask('savings figma');
  expect(message.summary).toBe(
    'Figma could save 100 USD a month in all: nothing now and 100 USD from 30 Jun.',
  );
});

test('the idle days of the app itself count, not the default', async () => {
  const acme = company({
    roster: ROSTER,
    apps: { figma: EVERY_BUCKET },
    yaml: '  - { id: slow, connector: csv, idleDays: 400, settings: { accounts: figma.csv } }\n',
  });
  const office = acme.open();
  await office.sync();
  const { apps } = (await office.ask('savings')).json as { apps: Seen[] };
  expect(apps.map(({ buckets }) => buckets.find(({ bucket }) => bucket === 'idle')?.seats)).toEqual([3, 2]);
});

test('an account from the first read is not new; a later one is new for thirty days', async () => {
  const { acme, office, savings } = await figma('monthly', {
    accounts: csvOf(ACCOUNTS, [seat('old', 'p1@acme.example', 'Full')]),
  });
  const buckets = async () =>
    (await savings()).buckets
      .filter(({ bucket, seats: n }) => n > 0 && bucket !== 'unassigned')
      .map(({ bucket, seats: n }) => `${bucket} ${n}`);
  expect(await buckets()).toEqual(['no-activity 1']);
  acme.at('2026-03-10T09:00:00Z');
  acme.write(
    'figma.csv',
    csvOf(ACCOUNTS, [seat('old', 'p1@acme.example', 'Full'), seat('late', 'p2@acme.example', 'Full')]),
  );
  await office.sync();
  expect(await buckets()).toEqual(['no-activity 1', 'new 1']);
  // The file knows nothing of the days after it was written.
  acme.at('2026-04-10T09:00:00Z', { exported: false });
  expect(await buckets()).toEqual(['no-activity 1', 'new 1']);
  acme.at('2026-04-10T09:00:00Z');
  await office.sync();
  expect(await buckets()).toEqual(['no-activity 2']);
});

test('a freed seat counts with its price on the day it was proven free, whatever it costs later', async () => {
  const { acme, office, savings } = await figma('monthly');
  acme.at('2026-03-03T09:00:00Z');
  acme.write('figma.csv', EVERY_BUCKET.replace(/^left.*\n/m, ''));
  await office.sync();
  acme.at('2026-03-04T09:00:00Z');
  acme.write('figma-licenses.csv', csvOf(LICENSES, ['FULL,Full,15,9,999,EUR,monthly']));
  await office.sync();
  expect((await savings()).saved).toMatchObject({ seats: 1, nominal: { USD: 120 }, now: { USD: 120 } });
  expect((await office.ask('digest')).message.summary).toContain(
    '1 seat freed since the last digest, 120 USD a month saved',
  );
  expect((await savings('savings figma since:2026-03-04')).saved).toMatchObject({ seats: 0, nominal: {} });
});

test('a freed seat paid by the year saves from the renewal on, and the digest shows that', async () => {
  const { acme, office, savings } = await figma('annual,2026-06-30');
  acme.write('figma.csv', EVERY_BUCKET.replace(/^left.*\n/m, ''));
  await office.sync();
  expect((await savings()).saved).toMatchObject({
    nominal: { USD: 10 },
    now: {},
    later: [{ from: '2026-06-30', monthly: { USD: 10 } }],
  });
  expect((await office.ask('digest')).message.summary).toContain(
    '10 USD a month saved (of that, 10 USD from 30 Jun).',
  );
  acme.at('2026-07-01T09:00:00Z');
  expect((await savings()).saved).toMatchObject({ now: { USD: 10 }, later: [] });
});

test('a saving counts even when the app removes the licenses together with the account', async () => {
  const { acme, office, savings } = await figma('monthly');
  acme.write(
    'figma.csv',
    EVERY_BUCKET.replace(
      /^left.*\n/m,
      'left,p9@acme.example,,,,deactivated,person,,,2025-01-01,2020-01-01\n',
    ),
  );
  await office.sync();
  expect((await savings()).saved).toMatchObject({ seats: 1, nominal: { USD: 120 } });
  expect(office.values('SELECT license FROM saving')).toEqual(['Full']);
});

test('a seat that is held again no longer saves, and one freed twice counts once', async () => {
  const { acme, office, savings } = await figma('monthly');
  const without = EVERY_BUCKET.replace(/^left.*\n/m, '');
  for (const [day, text, seatsSaved] of [
    ['03', without, 1],
    ['04', EVERY_BUCKET, 0],
    ['05', without, 1],
  ] as const) {
    acme.at(`2026-03-${day}T09:00:00Z`);
    acme.write('figma.csv', text);
    await office.sync();
    expect((await savings()).saved.seats).toBe(seatsSaved);
  }
  expect((await savings()).saved.nominal).toEqual({ USD: 120 });
});

test('removing only the license frees the seat, and every such seat is counted', async () => {
  const { acme, office, savings } = await figma('monthly');
  const without = (id: string) => (text: string) =>
    text.replace(new RegExp(`^(${id},.*),Full,`, 'm'), '$1,,');
  acme.at('2026-03-03T09:00:00Z');
  let accounts = ['left', 'idle'].reduce((text, id) => without(id)(text), EVERY_BUCKET);
  accounts = accounts.replace(/^second.*\n/m, '');
  acme.write('figma.csv', accounts);
  await office.sync();
  expect((await savings()).saved).toMatchObject({ seats: 3, nominal: { USD: 360 } });
  expect((await office.ask('digest')).message.summary).toContain(
    '3 seats freed since the last digest, 360 USD a month saved',
  );
  // An account that holds no seat frees none when it disappears.
  acme.at('2026-03-04T09:00:00Z');
  acme.write('figma.csv', accounts.replace(/^left.*\n/m, ''));
  await office.sync();
  expect((await savings()).saved.seats).toBe(3);
  // The seat is held again, so it no longer saves anything.
  acme.write('figma.csv', EVERY_BUCKET.replace(/^left.*\n/m, ''));
  await office.sync();
  expect((await savings()).saved.seats).toBe(1);
});

test('a license that appears under another of its names was not freed', async () => {
  const { acme, office, savings } = await figma('monthly');
  acme.write('figma.csv', EVERY_BUCKET.replaceAll(',Full,', ',FULL,'));
  await office.sync();
  expect((await savings()).saved.seats).toBe(0);
});

test('a seat in its minimum entitlement period saves nothing before it ends, held or given up', async () => {
  const three = (idle: string) =>
    csvOf(ACCOUNTS, [
      seat('used', 'p1@acme.example', 'Full,2026-03-01,2020-01-01'),
      seat('idle', 'p2@acme.example', `${idle},2025-12-31,2020-01-01`),
      seat('left', 'p9@acme.example', 'Full,2025-01-01,2020-01-01'),
    ]);
  const { acme, office, savings } = await figma('monthly', {
    accounts: three('Full'),
    licenses: 'FULL,Full,4,,120,USD,monthly',
  });
  const until = (monthly: number) => [{ from: '2026-05-31', monthly: { USD: monthly } }];
  await office.ask('subscriptions FULL set entitlement:90');
  const possible = { nominal: { USD: 360 }, now: { USD: 120 }, later: until(240) };
  expect((await savings()).possible).toMatchObject(possible);
  acme.at('2026-03-03T09:00:00Z');
  acme.write('figma.csv', three(''));
  await office.sync();
  expect((await savings()).possible).toMatchObject(possible);
  expect((await savings()).saved).toMatchObject({ now: {}, later: until(120) });
  acme.at('2026-05-31T09:00:00Z');
  expect((await savings()).possible.later).toEqual([]);
});

test('seats of a subscription that is gone cost nothing and are in no bucket, as a note explains', async () => {
  const { acme, office, savings } = await figma('monthly');
  acme.at('2026-03-03T09:00:00Z');
  acme.write('figma-licenses.csv', csvOf(LICENSES, ['DEV,Dev Mode,3,0,30,USD,monthly']));
  await office.sync();
  const { buckets, possible } = await savings();
  expect(buckets.map(({ bucket, seats: n }) => [bucket, n]).filter(([, n]) => n !== 0)).toEqual([
    ['unassigned', 3],
  ]);
  expect(possible.nominal).toEqual({ USD: 90 });
  const { message } = await office.ask('savings figma');
  expect(JSON.stringify(message)).toContain(
    'Figma still lists 10 seats of subscriptions that no longer exist or have expired; they are not counted.',
  );
});

test('a sum with seats that may be held under a name no subscription has says "at most", wherever it is', async () => {
  const { acme, office, savings } = await figma('annual,2026-03-31', {
    accounts: csvOf(ACCOUNTS, [
      seat('used', 'p1@acme.example', 'Full,2026-03-01,2020-01-01'),
      seat('joined', 'p2@acme.example', 'Full & Power,2026-03-01,2020-01-01'),
      seat('left', 'p9@acme.example', 'Full,2025-01-01,2020-01-01'),
    ]),
    licenses: 'FULL,Full,4,,120,USD,annual,2026-03-31',
  });
  const { message, json } = await office.ask('savings figma');
  expect(message.summary).toBe(
    'Figma could save at most 30 USD a month in all: nothing now and at most 30 USD from 31 Mar.',
  );
  const printed = JSON.stringify(message.body);
  expect(printed).toContain('"at most 2","at most 20 USD","31 Mar"');
  expect(printed).toContain('fewer seats may be unassigned than counted');
  expect((json as { possible: unknown }).possible).toMatchObject({
    atMost: { now: false, later: ['2026-03-31'], unknown: false },
  });
  expect(JSON.stringify((await office.ask('savings')).message.body)).toContain('"at most 30 USD"');
  expect(JSON.stringify((await office.ask('digest')).message.body)).toContain(
    'Everything you could give back: at most 30 USD a month, nothing of it now',
  );
  expect(JSON.stringify((await office.ask('simulate figma idle:90')).message)).toContain('at most 30 USD');
  acme.at('2026-03-03T09:00:00Z');
  await office.sync();
  expect(JSON.stringify(await office.news())).toContain('at most 3 seats, at most 30 USD a month');

  // Once every license is of a subscription, the sum is exact, and so it is where the vendor counts.
  acme.at('2026-03-04T09:00:00Z');
  acme.write('figma-licenses.csv', csvOf(LICENSES, ['FULL,Full,4,2,120,USD,annual,2026-03-31']));
  await office.sync();
  expect((await office.ask('savings figma')).message.summary).toContain('could save 30 USD a month');
  expect((await savings()).possible).toMatchObject({ atMost: null });
});

test('a held read frees no seat', async () => {
  const acme = company({
    roster: people(...staff(12, (n) => (n < 3 ? 'inactive' : 'active'))),
    apps: { figma: csvOf(ACCOUNTS, seats(12, ',,,,,,,Full')) },
    licenses: { figma: csvOf(LICENSES, ['FULL,Full,15,12,120,USD,monthly']) },
  });
  const office = acme.open();
  await office.sync();
  acme.write('figma.csv', csvOf(ACCOUNTS, seats(12, ',,,,,,,Full').slice(6)));
  await office.sync();
  expect(office.values("SELECT status FROM run WHERE status = 'held'")).toEqual(['held']);
  expect(office.values('SELECT count(*) FROM saving')).toEqual([0]);
});

test('sums are kept per currency', async () => {
  const acme = company({
    roster: ROSTER,
    apps: { figma: EVERY_BUCKET, zoom: EVERY_BUCKET },
    licenses: {
      figma: csvOf(LICENSES, ['FULL,Full,10,10,12,USD,monthly']),
      zoom: csvOf(LICENSES, ['FULL,Full,10,10,7,EUR,monthly']),
    },
  });
  const office = acme.open();
  await office.sync();
  const { possible } = (await office.ask('savings')).json as Seen;
  expect(possible.nominal).toEqual({ USD: 60, EUR: 35 });
});

test('questions use the counts of the last sync, and see a decision at once', async () => {
  const { office, savings } = await figma('monthly');
  const before = office.values(
    "SELECT json_extract(numbers, '$.seats.version') FROM source WHERE name = 'figma'",
  );
  await savings();
  await office.sync();
  expect(
    office.values("SELECT json_extract(numbers, '$.seats.version') FROM source WHERE name = 'figma'"),
  ).toEqual(before);
  await office.press({
    type: 'link',
    app: 'figma',
    account: 'room',
    person: Number(office.values("SELECT id FROM person WHERE external_id = 'P1'")[0]),
  });
  expect((await savings()).buckets.find(({ bucket }) => bucket === 'duplicate')?.seats).toBe(2);
  expect(linesOf(await office.news()).length).toBeGreaterThan(0);
});

test('seats that a matching rule assigns to a person who left count as such at once', async () => {
  const acme = company({
    roster: people('P1,ada@acme.example,,,Ada,active', 'P2,ben@acme.example,,,Ben,offboarded,,2026-02-20'),
    apps: { figma: csvOf(ACCOUNTS, ['f1,ada@acme.example', 'f2,ben@old.example']) },
  });
  const office = acme.open();
  await office.sync();
  const leavers = async () => {
    const { apps } = (await office.ask('savings figma')).json as { apps: Seen[] };
    return apps[0]?.buckets.find(({ bucket }) => bucket === 'leaver')?.seats ?? 0;
  };
  expect(await leavers()).toBe(0);
  await office.press({ type: 'accept-rule', from: 'old.example', to: 'acme.example' });
  expect(await leavers()).toBe(1);
});

test('on the first day nothing is said about the year before, because nothing is known about it', async () => {
  const { acme, office } = await figma('monthly');
  const body = async (question: string) => JSON.stringify((await office.ask(question)).message.body);
  expect(await body('savings figma')).toContain('Which seats are freed is known from today on.');
  acme.at('2026-03-09T09:00:00Z');
  expect(await body('savings')).toContain('No seat has been freed since 2 Mar.');
  expect(await body('savings since:2026-03-05')).toContain('No seat has been freed since 5 Mar.');
});

test('a last use of 1970 is called the same where accounts and where seats are listed', async () => {
  const { office } = await figma('monthly', {
    accounts: csvOf(ACCOUNTS, [seat('old', 'p1@acme.example', 'Full,1970-01-01,2020-01-01')]),
  });
  expect(JSON.stringify((await office.ask('savings figma')).message.body)).toContain('with no use on record');
  const { message } = await office.ask('access figma never-active');
  expect(message.summary).toContain('1 account');
  expect(message.summary).toContain('with no use on record');
});
