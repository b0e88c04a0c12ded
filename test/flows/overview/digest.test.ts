import { expect, test } from 'vitest';
import { sendDueDigest } from '../../../src/flows/overview/send-digest.ts';
import {
  accounts,
  type Company,
  company,
  linesOf,
  type Office,
  people,
  seats,
  staff,
} from '../../support/company.ts';
import type { Note } from '../../support/notebook.mjs';

const MONDAYS = '0 9 * * 1';

async function opened() {
  const acme = company({ roster: people(...staff(8)), apps: { figma: accounts(...seats(8)) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  // The first start only sets the due date: Monday, 9 March, 09:00 in Berlin.
  expect(due(office, '2026-03-09T08:00:00Z')).toBe(false);
  return { acme, office };
}

/** Does what the service does at its start and on its schedule; `next` is the next moment of the schedule. */
const due = ({ context }: Office, next: string, schedule = MONDAYS) =>
  sendDueDigest(context, schedule, new Date(next));

test('the digest is sent once when it is due', async () => {
  const { acme, office } = await opened();
  acme.at('2026-03-09T07:59:59Z');
  expect(due(office, '2026-03-09T08:00:00Z')).toBe(false);
  acme.at('2026-03-09T08:00:00Z');
  expect(due(office, '2026-03-16T08:00:00Z')).toBe(true);
  expect(due(office, '2026-03-16T08:00:00Z')).toBe(false);
  expect(linesOf(await office.news())).toEqual([
    'post: Week 11: nothing new. 1 app read completely, 0 findings open.',
  ]);
  acme.at('2026-03-16T08:00:00Z');
  expect(due(office, '2026-03-23T08:00:00Z')).toBe(true);
});

test('after weeks of downtime there is one digest, marked as late', async () => {
  const { acme, office } = await opened();
  acme.at('2026-04-01T12:00:00Z');
  expect(due(office, '2026-04-06T07:00:00Z')).toBe(true);
  expect(due(office, '2026-04-06T07:00:00Z')).toBe(false);
  // The data is a month old, so it does not say that there is nothing new.
  const [digest] = await office.news();
  expect(digest?.says).toBe('Week 14: nothing to decide on.');
  expect(JSON.stringify(digest?.message)).toContain(
    'This digest is late: it was due 9 Mar 09:00, while Seatkeeper was not running.',
  );
});

test('a digest that is a few minutes late does not mention it', async () => {
  const { acme, office } = await opened();
  acme.at('2026-03-09T08:09:00Z');
  due(office, '2026-03-16T08:00:00Z');
  expect(linesOf(await office.news())[0]).not.toContain('late');
});

test('a changed schedule sets a new due date, and the old one is not sent late', async () => {
  const { acme, office } = await opened();
  acme.at('2026-03-10T12:00:00Z');
  expect(due(office, '2026-03-11T08:00:00Z', '0 9 * * 3')).toBe(false);
  acme.at('2026-03-11T08:00:00Z');
  expect(due(office, '2026-03-18T08:00:00Z', '0 9 * * 3')).toBe(true);
  expect(linesOf(await office.news())).toHaveLength(1);
});

test('two services that look at the same moment send one digest', async () => {
  const { acme, office } = await opened();
  const other = acme.open();
  acme.at('2026-03-09T08:00:00Z');
  expect([due(office, '2026-03-16T08:00:00Z'), due(other, '2026-03-16T08:00:00Z')]).toEqual([true, false]);
});

test('the digest lists open findings, changes, sources that could not be read, and the head of the audit log', async () => {
  const { acme, office } = await opened();
  acme.at('2026-03-04T08:00:00Z');
  acme.write('roster.csv', people(...staff(8, (n) => (n === 2 ? 'offboarded,,2026-03-03' : 'active'))));
  acme.write('figma.csv', accounts(...seats(8), 'x1,eve@else.example'));
  await office.sync();
  acme.write('figma.csv', accounts('a1,not an address'));
  await office.sync();
  await office.news();
  acme.at('2026-03-09T08:00:00Z');
  due(office, '2026-03-16T08:00:00Z');
  const [said] = await office.news();
  expect(said?.says).toBe(
    'Week 11: 1 account of people who left or are inactive and 1 unknown account to decide on.',
  );
  const text = JSON.stringify(said?.message.body);
  expect(text).toContain('"To decide: "},"Figma 2"');
  expect(text).toContain('Person 2 left and still holds a seat; 2 new findings');
  expect(text).toContain('"Longest: "},"Person 2, left 6 days ago, Figma"');
  expect(text).toContain(
    'Coverage: 0 of 1 app read completely, 9 accounts; Figma could not be read (data of 4 Mar 09:00)',
  );
  const [head] = office.values(
    "SELECT json_extract(detail, '$.auditHead') FROM audit WHERE action = 'digest-sent'",
  );
  expect(text).toContain(`Audit head ${String(head).slice(0, 12)}`);
});

test('a finding that opened and closed within the week counts as both, so that the numbers agree', async () => {
  const { acme, office } = await opened();
  acme.at('2026-03-04T08:00:00Z');
  acme.write('figma.csv', accounts(...seats(8), 'x1,eve@else.example', 'x2,mal@else.example'));
  await office.sync();
  acme.at('2026-03-05T08:00:00Z');
  acme.write('figma.csv', accounts(...seats(8), 'x1,eve@else.example'));
  await office.sync();
  await office.news();
  acme.at('2026-03-09T08:00:00Z');
  due(office, '2026-03-16T08:00:00Z');
  const [said] = await office.news();
  expect(JSON.stringify(said?.message.body)).toContain('2 new findings and 1 closed');
});

test('a digest does not repeat the news of the one before', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', people(...staff(8, (n) => (n === 2 ? 'offboarded,,2026-03-03' : 'active'))));
  acme.at('2026-03-04T08:00:00Z');
  await office.sync();
  acme.at('2026-03-09T08:00:00Z');
  due(office, '2026-03-16T08:00:00Z');
  await office.news();
  acme.at('2026-03-16T08:00:00Z');
  await office.sync();
  await office.news();
  due(office, '2026-03-23T08:00:00Z');
  expect(linesOf(await office.news())).toEqual([
    'post: Week 12: nothing new. Still 1 account of people who left or are inactive to decide on.',
  ]);
});

/** A company that loses a leaver's seat, gains a leaver, has an account that comes back, and an admin who decides. */
async function week(move: (acme: Company) => void, first = '2026-03-09T08:00:00Z') {
  const left = (...who: number[]) =>
    people(
      ...staff(8, (n) => (who.includes(n) ? `offboarded,,2026-03-0${n}` : 'active')),
      'P9,p9@acme.example,,,Klaus Weber,active,,2026-03-31',
    );
  const figma = (...without: number[]) =>
    accounts(
      ...seats(8).filter((_, at) => !without.includes(at + 1)),
      'k1,p9@acme.example',
      'x1,eve@else.example',
      'x2,ann@else.example',
    );
  const acme = company({
    roster: left(1),
    apps: { figma: figma() },
    entries: { figma: 'price: { unit: 15, currency: EUR, term: monthly }' },
  });
  const office = acme.open();
  await office.sync();
  due(office, '2026-03-09T08:00:00Z');
  acme.at(first);
  expect(due(office, '2026-03-09T08:00:30Z')).toBe(true);
  await office.news();
  move(acme);
  acme.write('figma.csv', figma(1));
  await office.sync();
  acme.write('roster.csv', left(1, 2));
  await office.sync();
  await office.press({ type: 'known', app: 'figma', account: 'x1', reason: 'contractor', until: null });
  return { acme, office };
}

const TOLD = [
  '1 seat freed (15 EUR a month); Person 2 left and still holds a seat; 1 new finding and 2 closed; 1 decision (1 known)',
];

async function digestAt(office: Office, next: string) {
  expect(due(office, next)).toBe(true);
  const said = (await office.news()).filter(({ says }) => says.startsWith('Week'));
  expect(said).toHaveLength(1);
  return said[0];
}

const changesIn = (said: Note | undefined) =>
  (said?.message.body ?? []).flatMap((part) =>
    part.type === 'text' && JSON.stringify(part.spans[0]) === '{"bold":"Changed: "}' ? [part.spans[1]] : [],
  );

test('the digest tells of the week, and tells nothing twice', async () => {
  const { acme, office } = await week((acme) => acme.at('2026-03-11T08:00:00Z'));
  acme.at('2026-03-16T08:00:00Z');
  const said = await digestAt(office, '2026-03-23T08:00:00Z');
  expect(said?.says).toBe(
    'Week 12: 1 account of people who left or are inactive and 1 unknown account to decide on, 15 EUR a month. 1 seat freed since the last digest, 15 EUR a month saved.',
  );
  expect(changesIn(said)).toEqual(TOLD);
  expect(said?.message.body.length).toBeLessThan(10);
  expect(JSON.stringify(said?.message.body)).toContain('Klaus Weber leaves on 31 Mar with 1 account');
  acme.at('2026-03-23T08:00:00Z');
  expect(changesIn(await digestAt(office, '2026-03-30T08:00:00Z'))).toEqual([]);
});

const MONDAY = '2026-03-09T08:00:00Z';
test.each([
  ['runs on while the digest is made', MONDAY, '2026-03-11T08:00:00Z', '2026-03-16T08:00:00Z'],
  ['is set back by a day after a digest', MONDAY, '2026-03-08T07:00:00Z', '2026-03-16T08:00:00Z'],
  [
    'was a year ahead, and is right again',
    '2027-03-09T08:00:00Z',
    '2026-03-11T07:00:00Z',
    '2026-03-16T08:00:00Z',
  ],
  ['stands still, and the next digest is due in the same minute', MONDAY, MONDAY, '2026-03-09T08:00:40Z'],
])('the digest tells of the week when the clock %s', async (_, first, then, at) => {
  const { acme, office } = await week((acme) => acme.at(then), first);
  acme.at(at);
  // Every look at the clock is a millisecond later than the one before.
  let ticks = 0;
  const context = { ...office.context, now: () => new Date(acme.now().getTime() + ticks++) };
  expect(sendDueDigest(context, MONDAYS, new Date('2026-03-23T08:00:00Z'))).toBe(true);
  const said = (await office.news()).filter(({ says }) => says.startsWith('Week'));
  expect(changesIn(said[0])[0]).toContain('1 seat freed (15 EUR a month); Person 2 left');
  expect(changesIn(said[0])[0]).toContain('1 decision (1 known)');
});

test('open findings are in every digest, however quiet the week was', async () => {
  const { acme, office } = await week((acme) => acme.at('2026-03-11T08:00:00Z'));
  for (const [day, next] of [
    ['2026-03-16', '2026-03-23'],
    ['2026-03-23', '2026-03-30'],
    ['2026-03-30', '2026-04-06'],
  ]) {
    acme.at(`${day}T08:00:00Z`);
    const said = await digestAt(office, `${next}T08:00:00Z`);
    expect(said?.message.body[0]).toEqual({
      type: 'text',
      spans: [{ bold: 'To decide: ' }, 'Figma 2 (15 EUR)'],
    });
    expect(said?.message.buttons[0]).toEqual({ label: 'Review 2 findings', command: 'app' });
  }
});
