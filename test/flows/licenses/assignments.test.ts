import { expect, test } from 'vitest';
import { accounts, company, csvOf, people, staff } from '../../support/company.ts';
import { watchRows } from '../../support/watch-rows.ts';

const LICENSES = csvOf('sku,product,purchased,consumed,unit_price,currency,term', [
  'FULL,Figma Full,10,4,45,USD,monthly',
  'DEV,Figma Dev,10,1,35,USD,monthly',
]);
const START = [
  'a1,p1@acme.example,,,,active,,,Figma Full',
  'a2,p2@acme.example,,,,active,,,FULL;Figma Dev',
  'a3,p3@acme.example,,,,active,,,Figma Full',
  'a4,p4@acme.example,,,,active,,,',
  'a5,p5@acme.example,,,,active,,,',
  'a6,p6@acme.example,,,,active,,,',
];
const except = (id: string, row?: string) => [
  ...START.filter((each) => !each.startsWith(`${id},`)),
  ...(row === undefined ? [] : [row]),
];

/** Three people hold seats that are bound for thirty days from the day they are given. */
async function bound(entries = 'subscriptions: { FULL: { entitlement: 30 } }') {
  const acme = company({
    roster: people(...staff(6)),
    apps: { figma: accounts(...START) },
    licenses: { figma: LICENSES },
    entries: { figma: entries },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  const read = async (at: string, rows: readonly string[]) => {
    acme.at(at);
    acme.write('figma.csv', accounts(...rows));
    await office.sync('figma');
  };
  const subscribers = async (question = 'subscribers FULL') =>
    [...((await office.ask(question)).json as Iterable<{ account: string; isActive: boolean }>)].map(
      ({ account, isActive }) => `${account} ${isActive ? 'yes' : 'no'}`,
    );
  const rows = () =>
    office.values(
      "SELECT license || ' ' || substr(since, 1, 10) || ' ' || coalesce(substr(ended_at, 1, 10), 'held') FROM assignment ORDER BY account, license",
    );
  return { acme, office, read, subscribers, rows };
}

test('a first import stores no assignments: a license counts as held since the account was first seen', async () => {
  const { subscribers, rows, office } = await bound();
  expect(rows()).toEqual([]);
  expect(await subscribers()).toEqual(['a1 yes', 'a2 yes', 'a3 yes']);
  const [first] = [...((await office.ask('subscribers FULL')).json as Iterable<unknown>)];
  expect(first).toMatchObject({
    since: '2026-03-02T09:00:00.000Z',
    endedAt: null,
    requiredUntil: '2026-04-01',
  });
});

test('a license is found by id, SKU or product name', async () => {
  const { subscribers } = await bound();
  expect(await subscribers('subscribers "figma full"')).toEqual(await subscribers('subscribers full'));
  expect(await subscribers('subscribers DEV')).toEqual(['a2 yes']);
});

test('a license gained later counts from that day', async () => {
  const { read, rows, office } = await bound();
  await read('2026-03-05T09:00:00Z', except('a4', 'a4,p4@acme.example,,,,active,,,Figma Full'));
  expect(rows()).toEqual(['Figma Full 2026-03-05 held']);
  const found = [...((await office.ask('subscribers FULL email:p4')).json as Iterable<unknown>)];
  expect(found).toMatchObject([
    { account: 'a4', since: '2026-03-05T09:00:00.000Z', requiredUntil: '2026-04-04' },
  ]);
});

test('a seat given up stays listed with "is active: no" until its minimum period ends', async () => {
  const { read, subscribers, rows, acme, office } = await bound();
  await read('2026-03-10T09:00:00Z', except('a1', 'a1,p1@acme.example,,,,active,,,'));
  expect(rows()).toEqual(['Figma Full 2026-03-02 2026-03-10']);
  expect(await subscribers()).toEqual(['a2 yes', 'a3 yes', 'a1 no']);
  expect(await subscribers('subscribers FULL active:no')).toEqual(['a1 no']);
  expect(await subscribers('subscribers FULL active:yes')).toEqual(['a2 yes', 'a3 yes']);

  acme.at('2026-03-31T09:00:00Z');
  expect(await subscribers('subscribers FULL active:no')).toEqual(['a1 no']);
  acme.at('2026-04-01T09:00:00Z');
  expect(await subscribers('subscribers FULL active:no')).toEqual([]);
  expect(rows().length).toBe(1);
  await office.sync('figma');
  expect(rows()).toEqual([]);
});

test('the last import of a given-up seat is the last read that still listed it', async () => {
  const { read, office } = await bound();
  await read('2026-03-09T09:00:00Z', START);
  await read('2026-03-10T09:00:00Z', except('a1'));
  const [row] = [...((await office.ask('subscribers FULL active:no')).json as Iterable<unknown>)];
  expect(row).toMatchObject({
    email: 'p1@acme.example',
    person: { name: 'Person 1' },
    lastImport: '2026-03-09T09:00:00.000Z',
    endedAt: '2026-03-10T09:00:00.000Z',
  });
});

test('an account that is gone or deactivated gives up all its licenses', async () => {
  const { read, subscribers, rows } = await bound();
  await read('2026-03-10T09:00:00Z', except('a2'));
  // Figma Dev has no minimum period, so nothing is left to remember of it.
  expect(rows()).toEqual(['FULL 2026-03-02 2026-03-10']);
  await read('2026-03-11T09:00:00Z', [
    ...except('a2').filter((row) => !row.startsWith('a3,')),
    'a3,p3@acme.example,,,,deactivated,,,Figma Full',
  ]);
  expect(await subscribers()).toEqual(['a1 yes', 'a2 no', 'a3 no']);
});

test('without a minimum period, a seat that is given up is free at once', async () => {
  const { acme, read, subscribers, rows, office } = await bound('idleDays: 60');
  await read('2026-03-10T09:00:00Z', except('a1', 'a1,p1@acme.example,,,,active,,,'));
  expect(await subscribers()).toEqual(['a2 yes', 'a3 yes']);
  acme.at('2026-03-10T10:00:00Z');
  await office.sync('figma');
  expect(rows()).toEqual([]);
});

test('a license that is assigned again is held from that day on', async () => {
  const { read, subscribers, rows } = await bound();
  await read('2026-03-10T09:00:00Z', except('a1', 'a1,p1@acme.example,,,,active,,,'));
  await read('2026-03-12T09:00:00Z', START);
  expect(rows()).toEqual(['Figma Full 2026-03-12 held']);
  expect(await subscribers()).toEqual(['a1 yes', 'a2 yes', 'a3 yes']);
});

test('an account that comes back holds its licenses from that day on', async () => {
  const { read, subscribers, rows } = await bound();
  await read('2026-03-10T09:00:00Z', except('a1'));
  await read('2026-03-12T09:00:00Z', START);
  expect(rows()).toEqual(['Figma Full 2026-03-12 held']);
  expect(await subscribers('subscribers FULL active:no')).toEqual([]);
});

test('a license that appears under another name is neither given up nor still required', async () => {
  const { read, subscribers } = await bound();
  await read('2026-03-10T09:00:00Z', except('a1', 'a1,p1@acme.example,,,,active,,,FULL'));
  expect(await subscribers()).toEqual(['a1 yes', 'a2 yes', 'a3 yes']);
});

test('a seat listed under two names is given up once', async () => {
  const { read, subscribers, office } = await bound();
  await read('2026-03-09T09:00:00Z', except('a1', 'a1,p1@acme.example,,,,active,,,FULL;Figma Full'));
  await read('2026-03-10T09:00:00Z', except('a1'));
  expect(await subscribers('subscribers FULL active:no')).toEqual(['a1 no']);
  expect((await office.ask('who p1@acme.example')).json).toMatchObject({ required: [{ account: 'a1' }] });
});

test('a different spelling of a license is not a change', async () => {
  const { read, rows } = await bound();
  await read('2026-03-10T09:00:00Z', except('a1', 'a1,p1@acme.example,,,,active,,,FIGMA FULL'));
  expect(rows()).toEqual([]);
});

test('a change of other fields stores no assignment', async () => {
  const { read, office } = await bound();
  const written = watchRows(office, 'account');
  await read('2026-03-10T09:00:00Z', except('a1', 'a1,p1@acme.example,,,Person,active,,admin,Figma Full'));
  expect(written().length).toBe(1);
  expect(office.values('SELECT count(*) FROM assignment')).toEqual([0]);
});

test('a held read changes no assignment', async () => {
  const { read, rows, subscribers } = await bound();
  await read('2026-03-10T09:00:00Z', []);
  expect(rows()).toEqual([]);
  expect(await subscribers()).toEqual(['a1 yes', 'a2 yes', 'a3 yes']);
});

test('the answer to who shows the given-up seats that a person still requires, and their cost', async () => {
  const { read, office, acme } = await bound();
  await read('2026-03-10T09:00:00Z', except('a2'));
  const { message, json } = await office.ask('who p2@acme.example');
  expect(json).toMatchObject({
    accounts: [],
    monthlyCost: {},
    required: [
      {
        app: 'figma',
        subscription: 'FULL',
        product: 'Figma Full',
        account: 'a2',
        endedAt: '2026-03-10T09:00:00.000Z',
        requiredUntil: '2026-04-01',
        monthlyCost: { USD: 45 },
      },
    ],
  });
  expect(JSON.stringify(message.body)).toContain('Still required');
  acme.at('2026-04-01T09:00:00Z');
  expect((await office.ask('who p2@acme.example')).json).toMatchObject({ required: [] });
});

test('license holders are counted again when a held read is accepted', async () => {
  const { acme, office, read } = await bound();
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => `b${n},b${n}@acme.example,,,,active,,,Figma Full`);
  await read('2026-03-10T09:00:00Z', [...START, ...many(14)]);
  await read('2026-03-11T09:00:00Z', START);
  acme.at('2026-03-11T10:00:00Z');
  const [run] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.press({ type: 'accept-run', run: Number(run) });
  expect((await office.ask('subscriptions FULL')).json).toMatchObject({ holders: 3 });
});

test('a read that was cut off and repeated leaves the same rows as one that went through and was followed by another', async () => {
  const given = except('a4', 'a4,p4@acme.example,,,,active,,,Figma Full');
  const lives = [
    ['2026-03-10T09:00:00Z'],
    ['2026-03-10T09:00:00Z', '2026-03-10T10:00:00Z'],
    ['2026-03-10T09:00:00Z', '2026-03-10T10:00:00Z', '2026-03-10T11:00:00Z'],
  ];
  const left: unknown[] = [];
  for (const reads of lives) {
    const { read, rows } = await bound('idleDays: 30');
    for (const at of reads) await read(at, given.slice(2));
    left.push(rows());
  }
  expect(left).toEqual([
    ['Figma Full 2026-03-10 held'],
    ['Figma Full 2026-03-10 held'],
    ['Figma Full 2026-03-10 held'],
  ]);
});

test('a license that nobody gave up is not said to be held by nobody', async () => {
  const { office } = await bound();
  const { message } = await office.ask('subscribers FULL active:no');
  expect(message.summary).toBe(
    'Figma Full in Figma: nobody gave up a license that is still required; 3 accounts hold one.',
  );
  expect(JSON.stringify(message.body)).not.toContain('Nobody');
});
