import { expect, test } from 'vitest';
import { accounts, company, csvOf, people, range, seats, staff } from '../../support/company.ts';
import { keysOf, printed, seen } from '../desk.ts';

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const HEADER =
  'id,sku,product,model,purchased,unlimited,consumed,enabled,warning,suspended,capability_status,unit_price,currency,term,renews_on';

/** A subscription of every kind. */
function bought() {
  return company({
    roster: people(...staff(6)),
    apps: {
      figma: accounts(...seats(5, ',,,,,,,Figma Full'), 'a6,p6@acme.example,,,,active,,,Dev'),
      m365: accounts(...seats(2, ',,,,,,,Microsoft 365 E3')),
    },
    licenses: {
      figma: csvOf(HEADER, [
        'F1,FIG-FULL,Figma Full,,12,false,5,12,0,0,1,90,USD,monthly,',
        'F2,FIG-DEV,Dev,Device,1,false,2,1,0,0,enabled,300,EUR,annual,2027-01-31',
        'F3,FIG-FREE,Figma Starter,,,true,0,,,,,0',
        'F4,FIG-OLD,,,,false,,,,,deleted,,,annual',
      ]),
      m365: csvOf(HEADER, [
        `,${E3},,,40,false,2,38,2,0,2,39,EUR,annual,2026-09-30`,
        'F1,PBI,Power BI Pro,,5,false,0,0,0,5,suspended,14,EUR,monthly',
      ]),
    },
    entries: {
      figma:
        'subscriptions: { FIG-DEV: { pool: Design, notice: 30, entitlement: 60 }, FIG-DVE: { price: 1 } }',
    },
  });
}

async function inventory() {
  const acme = bought();
  const office = acme.open();
  await office.sync();
  await office.news();
  const says = async (question: string) => (await office.ask(question)).message.summary;
  return { acme, office, says };
}

const QUESTIONS = {
  subscriptions: 'subscriptions',
  'subscriptions-figma': 'subscriptions figma',
  'subscriptions-all-columns': 'subscriptions figma columns:all',
  'subscription-detail': 'subscriptions FIG-DEV',
  'subscription-invalid': 'subscriptions F4',
  subscribers: 'subscribers FIG-FULL',
  'subscribers-app': 'subscribers m365',
};

test.each(Object.entries(QUESTIONS))('the text answer to %s', async (name, question) => {
  const { office } = await inventory();
  const answer = await office.ask(question);
  expect(answer.ok).toBe(true);
  await expect(seen(answer)).toMatchFileSnapshot(`../golden/${name}.txt`);
});

test.each(Object.values(QUESTIONS))('%s changes nothing and sends no message', async (question) => {
  const { office } = await inventory();
  const rows = () =>
    ['audit', 'outbox', 'license_finding'].map((table) => office.values(`SELECT count(*) FROM ${table}`));
  const before = rows();
  await office.ask(question);
  expect(rows()).toEqual(before);
});

test('JSON has one row per subscription, with exactly these keys', async () => {
  const { office } = await inventory();
  const rows = printed(await office.ask('subscriptions')) as Record<string, unknown>[];
  expect(rows).toHaveLength(6);
  const keys =
    'id app type product model sku status missing purchased unlimited consumed enabled warning suspended capabilityStatus unitPrice currency term renewsOn lastImport';
  for (const row of rows) expect(Object.keys(row)).toEqual(keys.split(' '));
  expect(rows[0]).toEqual({
    id: 'F1',
    app: 'figma',
    type: 'subscription',
    product: 'Figma Full',
    model: 'Named User',
    sku: 'FIG-FULL',
    status: 'used',
    missing: [],
    purchased: 12,
    unlimited: false,
    consumed: 5,
    enabled: 12,
    warning: 0,
    suspended: 0,
    capabilityStatus: 'enabled',
    unitPrice: 90,
    currency: 'USD',
    term: 'monthly',
    renewsOn: null,
    lastImport: '2026-03-02T09:00:00.000Z',
  });
});

test.each([
  ['F1', { status: 'used', missing: [] }],
  [
    'F2',
    { status: 'used', model: 'Device', findings: [{ concern: 'over-assigned', purchased: 1, consumed: 2 }] },
  ],
  ['F3', { status: 'unused', unlimited: true, purchased: null, missing: [] }],
  [
    'F4',
    {
      status: 'invalid',
      product: null,
      sku: 'FIG-OLD',
      capabilityStatus: 'deleted',
      missing: ['product', 'purchased', 'unitPrice', 'currency', 'renewsOn'],
    },
  ],
])('figma %s has its status and its missing facts', async (id, expected) => {
  const { office } = await inventory();
  expect(printed(await office.ask(`subscriptions figma ${id}`))).toMatchObject(expected);
});

test('the JSON of one subscription includes completed facts, holders and problems', async () => {
  const { office } = await inventory();
  const detail = printed(await office.ask('subscriptions F2'));
  expect(detail).toMatchObject({
    pool: 'Design',
    noticeDays: 30,
    entitlementDays: 60,
    holders: 1,
    goneAt: null,
  });
  expect(keysOf(detail)).toContain('findings[].openedAt');
});

test.each([
  [1, 'enabled', 'in use'],
  [2, 'warning', '30-day grace period for users: they can still use it'],
  [3, 'suspended', '90-day grace period for admins: users are locked out, admins can reach the data'],
  [4, 'deleted', 'ended: the data is deleted or will be soon'],
  [5, 'locked-out', 'locked by the vendor'],
  [6, 'other', 'a state the vendor does not name'],
])('capability status %i is %s, and the detail explains it', async (number, word, meaning) => {
  const acme = company({
    roster: people(...staff(1)),
    apps: { figma: accounts(...seats(1)) },
    licenses: { figma: `sku,capability_status\nFULL,${number}\n` },
  });
  const office = acme.open();
  await office.sync();
  const answer = await office.ask('subscriptions FULL');
  expect(answer.json).toMatchObject({ capabilityStatus: word });
  expect(seen(answer)).toContain(`${word} (${meaning})`);
});

test('an undefined capability status is an error that names file, line and value; the last good data stays', async () => {
  const { acme, office } = await inventory();
  acme.write('figma-licenses.csv', 'sku,capability_status\nFIG-FULL,1\nFIG-DEV,9\n');
  const report = await office.ask('sync figma');
  expect(seen(report, 400).replace(/\s+/g, ' ')).toContain(
    'figma-licenses.csv line 3, column capability_status: "9" is not known; write one of enabled, warning, suspended, deleted, locked-out, other, or a number from 1 to 6',
  );
  expect((await office.ask('subscriptions figma')).message.summary).toContain('4 subscriptions');
});

test('set adds facts that the vendor cannot know, and names those still missing', async () => {
  const { office, says } = await inventory();
  expect(await says('subscriptions F4 set product:"Figma Classic" price:12.50 currency:eur')).toBe(
    'Figma Classic in Figma: product Figma Classic, price 12.5 and currency EUR. Still missing: purchased and renews.',
  );
  expect(
    await says(
      'subscriptions F4 set renews:2026-12-31 model:Device pool:Sales notice:30 entitlement:90 term:monthly',
    ),
  ).toBe(
    'Figma Classic in Figma: model Device, pool Sales, term monthly, renews 31 Dec, notice 30 days and entitlement 90 days. Still missing: purchased.',
  );
  expect(printed(await office.ask('subscriptions F4'))).toMatchObject({
    product: 'Figma Classic',
    model: 'Device',
    pool: 'Sales',
    unitPrice: 12.5,
    currency: 'EUR',
    term: 'monthly',
    renewsOn: '2026-12-31',
    noticeDays: 30,
    entitlementDays: 90,
  });
});

test('the number of seats that an admin corrects counts at once, not only after the next sync', async () => {
  const { office, says } = await inventory();
  const overAssigned = async () =>
    /Dev — over-assigned/.test(seen(await office.ask('subscriptions figma'), 400));
  expect(await overAssigned()).toBe(true);
  expect(await says('subscriptions figma F2 set purchased:3')).toBe('Dev in Figma: purchased 3. It is used.');
  expect(await overAssigned()).toBe(false);
  expect((await office.news()).map(({ does }) => does)).toEqual(['edit']);
  await office.ask('subscriptions figma F2 clear purchased');
  expect(await overAssigned()).toBe(true);
});

test('an admin says how many seats were bought where the vendor gives units only', async () => {
  const acme = company({
    roster: people(...staff(9)),
    apps: { figma: accounts(...seats(9, ',,,,,,,Plan')) },
    licenses: { figma: csvOf(HEADER, ['S1,PLAN,Plan,,,false,,5,2,3,enabled,11,CHF,monthly,']) },
  });
  const office = acme.open();
  await office.sync();
  expect(printed(await office.ask('subscriptions S1'))).toMatchObject({ purchased: 10, status: 'used' });
  expect(seen(await office.ask('subscriptions figma'), 400)).toContain(
    'Plan — over-assigned: held by 9 accounts, 7 of 10 bought can be used',
  );
  await office.ask('subscriptions S1 set purchased:12');
  expect(printed(await office.ask('subscriptions S1'))).toMatchObject({ purchased: 12 });
  expect(seen(await office.ask('subscriptions figma'), 400)).not.toContain('over-assigned');
});

test('clear takes back one fact or all of them', async () => {
  const { office, says } = await inventory();
  await office.ask('subscriptions figma F1 set price:80 pool:Sales renews:2026-12-01');
  expect(await says('subscriptions figma F1 clear price')).toBe(
    'Figma Full in Figma: price back to 90. It is used.',
  );
  expect(printed(await office.ask('subscriptions figma F1'))).toMatchObject({ unitPrice: 90, pool: 'Sales' });
  expect(await says('subscriptions figma F1 clear')).toBe(
    'Figma Full in Figma: pool not known and renews not known. It is used.',
  );
});

test('a completed subscription is audited with the facts before and after, and shows who set them', async () => {
  const { office } = await inventory();
  await office.ask('subscriptions figma F1 set price:80');
  await office.ask('subscriptions figma F1 set price:70 pool:Sales');
  await office.ask('subscriptions figma F1 clear');
  const entries = office.values(
    "SELECT action || ' ' || subject || ' ' || actor || ' ' || detail FROM audit WHERE subject LIKE 'subscription:%' ORDER BY seq",
  );
  expect(entries).toEqual([
    'subscription-set subscription:figma/F1 terminal:kim {"before":{"unitPrice":null},"after":{"unitPrice":80}}',
    'subscription-set subscription:figma/F1 terminal:kim {"before":{"pool":null,"unitPrice":80},"after":{"pool":"Sales","unitPrice":70}}',
    'subscription-cleared subscription:figma/F1 terminal:kim {"before":{"pool":"Sales","unitPrice":70},"after":{"pool":null,"unitPrice":null}}',
  ]);
  expect(office.values('SELECT count(*) FROM subscription_terms')).toEqual([0]);
});

test.each([
  ['subscriptions F9', 'There is no subscription "F9".'],
  [
    'subscriptions figma FIG-FUL',
    'Figma has no subscription "FIG-FUL". Did you mean FIG-FULL? To list them: subscriptions figma',
  ],
  [
    'subscriptions F1',
    '"F1" is in several apps. Name the app first: subscriptions figma F1, subscriptions m365 F1.',
  ],
  [
    'subscribers F1',
    '"F1" is in several apps. Name the app first: subscribers figma F1, subscribers m365 F1.',
  ],
  ['subscriptions F2 set', 'Write what to set: product:… model:… pool:… purchased:… price:…'],
  ['subscriptions F2 set price:-5', 'price "-5" is negative; a price is 0 or more. Nothing was changed.'],
  [
    'subscriptions F2 set price:12,50',
    'price "12,50" is not a price; write it with a point and no currency, like 12.50. Nothing was changed.',
  ],
  [
    'subscriptions F2 set currency:EURO',
    'currency "EURO" is not a currency; write its three letters (ISO 4217), like EUR. Nothing was changed.',
  ],
  [
    'subscriptions F2 set term:weekly',
    'term "weekly" is not a term; write monthly or annual. Nothing was changed.',
  ],
  [
    'subscriptions F2 set renews:2026-02-30',
    'renews "2026-02-30" is not a date; write it as 2026-06-30. Nothing was changed.',
  ],
  [
    'subscriptions F2 set renews:2025-01-01',
    'renews "2025-01-01" is in the past; write the next renewal. Nothing was changed.',
  ],
  [
    'subscriptions F2 set notice:soon',
    'notice "soon" is not a number of days; write it as 30, at most 9999. Nothing was changed.',
  ],
  ['subscriptions F2 set prise:4', '"prise:4" is not a term of a subscription. Did you mean price:?'],
  ['subscriptions F2 set page:4', 'set does not take page:.'],
  [
    'subscriptions F2 price:4',
    'To complete a subscription, write set before price:, for example subscriptions F2 set price:4.',
  ],
  ['subscriptions F2 clear cost', '"cost" is not a term of a subscription.'],
  [
    'subscriptions F2 clear price:4',
    'clear takes only the name of a term: clear price. Nothing was changed.',
  ],
  ['subscriptions F2 clear', 'Nothing to change: Dev in Figma is already set to that. It is used.'],
  ['subscriptions columns:prize', 'There is no column "prize". Did you mean price?'],
  ['subscriptions page:0', 'page must be a whole number above 0, not "0".'],
  ['subscribers FIG-FULL active:maybe', 'active:maybe is not known. It can be yes, no, true, false.'],
  ['subscribers FIG-FULL status:used', 'subscribers does not take status:.'],
])('%s is refused with a hint', async (question, expected) => {
  const { office } = await inventory();
  const before = office.values('SELECT count(*) FROM audit');
  const answer = await office.ask(question);
  expect(answer.ok).toBe(false);
  expect(answer.message.summary).toContain(expected);
  expect(office.values('SELECT count(*) FROM audit')).toEqual(before);
});

test('a name in seatkeeper.yaml that no subscription has is reported, not dropped', async () => {
  const { office } = await inventory();
  expect(seen(await office.ask('subscriptions figma'), 300)).toContain(
    'seatkeeper.yaml has terms for FIG-DVE, but Figma has no subscription of that name.',
  );
});

test('two contracts of one SKU are named by their ids', async () => {
  const acme = company({
    roster: people(...staff(1)),
    apps: { figma: accounts(...seats(1)) },
    licenses: { figma: 'id,sku\nA,FULL\nB,FULL\n' },
  });
  const office = acme.open();
  await office.sync();
  expect((await office.ask('subscriptions FULL')).message.summary).toBe(
    'Several subscriptions of Figma are called "FULL". Name one by its id: A, B.',
  );
});

test('subscribers shows every column a page at a time, and prints every row as JSON', async () => {
  const acme = company({
    roster: people(...staff(120)),
    apps: { figma: accounts(...range(120).map((n) => `a${n},p${n}@acme.example,,,,active,,,Full`)) },
    licenses: { figma: 'sku,product\nFULL,Full\n' },
  });
  const office = acme.open();
  await office.sync();
  const first = await office.ask('subscribers FULL');
  expect(first.message.summary).toBe('Full in Figma: 120 license holders. Page 1 of 3.');
  expect(first.message.buttons).toEqual([
    { label: 'Next page', command: 'subscribers FULL page:2' },
    { label: 'Export', command: 'export subscribers FULL' },
  ]);
  const pages = await Promise.all([1, 2, 3].map((page) => office.ask(`subscribers FULL page:${page}`)));
  const shown = pages.flatMap(({ message }) =>
    message.body.flatMap((part) => (part.type === 'table' ? part.rows : [])),
  );
  expect(new Set(shown.map(([email]) => email)).size).toBe(120);
  const data = printed(first) as Record<string, unknown>[];
  expect(data).toHaveLength(120);
  expect(data[0]).toEqual({
    email: 'p1@acme.example',
    person: { id: 'P1', name: 'Person 1', email: 'p1@acme.example' },
    isActive: true,
    lastImport: '2026-03-02T09:00:00.000Z',
    subscription: 'FULL',
    product: 'Full',
    model: 'Named User',
    status: 'invalid',
    sku: 'FULL',
    app: 'figma',
    account: 'a1',
    since: '2026-03-02T09:00:00.000Z',
    endedAt: null,
    requiredUntil: null,
  });
  const found = await office.ask('subscribers FULL email:p119@');
  expect(found.message.summary).toBe('Full in Figma: 1 license holder with that filter.');
});

test('a subscription without data about its use is not shown as unused', async () => {
  const office = company({
    roster: people(...staff(1)),
    apps: { figma: accounts('a1,p1@acme.example,,,,active,,,') },
    licenses: { figma: 'sku,product,unlimited\nCI,Build minutes,true\n' },
  }).open();
  await office.sync();
  const said = seen(await office.ask('subscriptions CI'));
  expect(said).toContain('number used not known, unlimited');
  expect(said).not.toContain('0 used');
});
