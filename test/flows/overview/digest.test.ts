import { expect, test } from 'vitest';
import { sendDueDigest } from '../../../src/flows/overview/send-digest.ts';
import { accounts, company, linesOf, type Office, people, seats, staff } from '../../support/company.ts';

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
  expect(linesOf(await office.news())).toEqual([
    'post: Week 14: nothing new. 1 app read completely, 0 findings open. This digest is late: it was due 9 Mar 09:00, while Seatkeeper was not running.',
  ]);
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
  expect(said?.says).toBe('Week 11: 1 seat and 1 unknown account to decide on.');
  const text = JSON.stringify(said?.message.body);
  expect(text).toContain('Figma 2. In clearing: 1 unmatched account');
  expect(text).toContain('1 person left and still holds a seat; 2 new findings');
  expect(text).toContain('p2@acme.example in Figma (5 days)');
  expect(text).toContain(
    'Coverage: 0 of 1 app read completely, 9 accounts; Figma could not be read (data of 4 Mar 09:00)',
  );
  const [head] = office.values(
    "SELECT json_extract(detail, '$.auditHead') FROM audit WHERE action = 'digest-sent'",
  );
  expect(text).toContain(`Audit head ${String(head).slice(0, 12)}`);
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
  due(office, '2026-03-23T08:00:00Z');
  expect(linesOf(await office.news())).toEqual([
    'post: Week 12: nothing new. 1 app read completely, 1 finding open.',
  ]);
});
