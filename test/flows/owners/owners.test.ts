import { expect, test } from 'vitest';
import { accounts, company, linesOf, people, range } from '../../support/company.ts';

const ROSTER = ['1,ada@acme.example,,,Ada Keller', '2,ben@acme.example,,,Ben Okafor'];
const FIGMA = ['f1,ada@acme.example', 'f2,dee@acme.example', 'f3,grace@home.example'];

async function opened() {
  const acme = company({
    roster: people(...ROSTER),
    apps: { figma: accounts(...FIGMA), zoom: accounts('z1,ada@acme.example', 'z2,dee+zoom@acme.example') },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const addDee = {
  type: 'add-person',
  app: 'figma',
  account: 'f2',
  name: 'Dee Ray',
  email: null,
  department: null,
  manager: null,
  endDate: null,
} as const;

test('adding an employee finds their other accounts in every app', async () => {
  const { office } = await opened();
  expect((await office.press(addDee)).text).toBe(
    'Dee Ray (dee@acme.example) is now in the roster as active. 1 more account was matched to them too.',
  );
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Figma is connected: 3 accounts read, 1 to decide on.',
    'edit: Zoom is clean: 1 finding closed (1 of people who work here).',
  ]);
  const { json } = await office.ask('who dee@acme.example');
  expect(json).toMatchObject({
    person: { name: 'Dee Ray', status: 'active' },
    accounts: [{ app: 'figma' }, { app: 'zoom' }],
  });
  expect((await office.press(addDee)).done).toBe(false);
});

test('a person added by hand with an end date leaves on that day', async () => {
  const { acme, office } = await opened();
  await office.press({ ...addDee, endDate: '2026-03-10' });
  await office.news();
  acme.at('2026-03-11T09:00:00Z');
  await office.sync();
  expect(linesOf(await office.news()).filter((line) => line.startsWith('post'))).toEqual([
    'post: New in Figma: Dee Ray left yesterday and still holds a seat. In all 1 leaver and 1 unknown.',
    'post: New in Zoom: Dee Ray left yesterday and still holds a seat.',
  ]);
});

test('when the roster lists a person who was added by hand, its record takes over accounts and links', async () => {
  const { acme, office } = await opened();
  await office.press(addDee);
  const [hand] = office.values("SELECT id FROM person WHERE name = 'Dee Ray'");
  await office.press({ type: 'link', app: 'figma', account: 'f3', person: Number(hand) });
  await office.news();
  acme.write('roster.csv', people(...ROSTER, '3,dee@acme.example,,,Dee Rayburn'));
  await office.sync();
  expect(linesOf(await office.news()).filter((line) => !line.includes('quietly'))).toEqual([]);
  expect(
    office.values(
      "SELECT account.external_id || ' ' || person.name FROM account JOIN person ON person.id = account.person WHERE account.external_id IN ('f2', 'f3', 'z2') ORDER BY 1",
    ),
  ).toEqual(['f2 Dee Rayburn', 'f3 Dee Rayburn', 'z2 Dee Rayburn']);
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'taken-over'")).toEqual([1]);
  expect(
    office.values(
      "SELECT person.name FROM decision JOIN person ON person.id = decision.person WHERE kind = 'link'",
    ),
  ).toEqual(['Dee Rayburn']);

  await office.sync();
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'taken-over'")).toEqual([1]);
});

test('a roster read that takes over everyone who was added by hand is not held', async () => {
  const strangers = range(12).map((n) => `s${n},s${n}@acme.example`);
  const acme = company({
    roster: people(...ROSTER),
    apps: { figma: accounts('f1,ada@acme.example', ...strangers) },
  });
  const office = acme.open();
  await office.sync();
  for (const n of range(12)) await office.press({ ...addDee, account: `s${n}`, name: `Stranger ${n}` });
  await office.sync();
  await office.news();
  acme.write(
    'roster.csv',
    people(...ROSTER, ...range(6).map((n) => `S${n},s${n}@acme.example,,,Stranger ${n}`)),
  );
  const report = await office.sync();
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toEqual([
    'csv complete',
    'hand complete',
    'figma complete',
  ]);
  expect(linesOf(await office.news())).toEqual([]);
});

test('a link stays with the account when the account is renamed', async () => {
  const { acme, office } = await opened();
  const [ben] = office.values("SELECT id FROM person WHERE name = 'Ben Okafor'");
  const link = { type: 'link', app: 'figma', account: 'f3', person: Number(ben) } as const;
  expect((await office.press(link)).text).toBe(
    'grace@home.example in Figma is linked to Ben Okafor (ben@acme.example).',
  );
  expect(await office.press(link)).toEqual({
    done: false,
    text: 'Already handled: grace@home.example is linked to Ben Okafor (ben@acme.example) by kim, at 10:00.',
  });
  await office.news();
  acme.write('figma.csv', accounts('f1,ada@acme.example', 'f2,dee@acme.example', 'f3,totally@new.example'));
  await office.sync();
  expect(office.values("SELECT rule FROM account WHERE external_id = 'f3'")).toEqual(['manual-link']);

  await office.press({ type: 'unlink', app: 'figma', account: 'f3' });
  expect(office.values("SELECT status || ' ' || concern FROM account WHERE external_id = 'f3'")).toEqual([
    'unknown unknown',
  ]);
});

test('a new alias in the roster matches the accounts that have it', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', people(ROSTER[0] ?? '', '2,ben@acme.example,grace@home.example,,Ben Okafor'));
  await office.sync();
  expect(office.values("SELECT rule FROM account WHERE external_id = 'f3'")).toEqual(['alias']);
  acme.write('roster.csv', people(...ROSTER));
  await office.sync();
  expect(office.values("SELECT status FROM account WHERE external_id = 'f3'")).toEqual(['unknown']);
});

test('an address that two people share belongs to nobody, and clearing names both', async () => {
  const { acme, office } = await opened();
  acme.write(
    'roster.csv',
    people(
      '1,ada@acme.example,grace@home.example,,Ada Keller',
      '2,ben@acme.example,grace@home.example,,Ben Okafor',
    ),
  );
  await office.sync();
  const { json } = await office.ask('clearing figma');
  expect(
    [...(json as Iterable<{ account: string; why: string }>)].filter(({ account }) => account === 'f3'),
  ).toMatchObject([{ why: '2 people fit: Ada Keller and Ben Okafor' }]);
});
