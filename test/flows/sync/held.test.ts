import { expect, test } from 'vitest';
import { accounts, company, people, seats, staff } from '../../support/company.ts';
import { leavers, lost, opened, snapshot, status } from '../forty.ts';

test.each([
  [
    'a list that lost 20 %',
    'figma.csv',
    lost(8),
    'figma held',
    'It listed 32 accounts; the previous read had 40 (−20%).',
  ],
  [
    'an empty list',
    'figma.csv',
    accounts(),
    'figma held',
    'It listed no accounts; the previous read had 40.',
  ],
  [
    'a roster that lost 10 %',
    'roster.csv',
    people(...staff(40).slice(5)),
    'csv held',
    'It listed 35 people; the previous read had 40 (−13%).',
  ],
  ['an empty roster', 'roster.csv', people(), 'csv held', 'It listed no people; the previous read had 40.'],
  [
    'a roster that offboards 10 %',
    'roster.csv',
    leavers(5),
    'csv held',
    'It would make 5 of 40 people Inactive at once (13%).',
  ],
])(
  '%s is held: what is shown does not change, and one message reports it',
  async (_, file, text, outcome, reason) => {
    const opening = await opened();
    const before = snapshot(opening);
    opening.acme.write(file, text);
    expect(await status(opening)).toContain(outcome);
    expect(snapshot(opening)).toEqual(before);
    const [said, ...more] = await opening.office.news();
    expect(more).toEqual([]);
    expect(said?.says).toMatch(
      /: the last read looks wrong, so it was not accepted\. Nothing was changed\.$/,
    );
    expect(said?.message.body[0]).toEqual({ type: 'text', spans: [reason] });
  },
);

test.each([
  ['a list that lost less than 20 %', 'figma.csv', lost(7)],
  ['a roster that lost less than 10 %', 'roster.csv', people(...staff(40).slice(3))],
])('%s is accepted', async (_, file, text) => {
  const opening = await opened();
  opening.acme.write(file, text);
  expect(await status(opening)).toEqual(['csv complete', 'figma complete']);
});

test('an app that shrinks from four accounts to one is too small for the guard', async () => {
  const acme = company({ roster: people(...staff(4)), apps: { figma: accounts(...seats(4)) } });
  const office = acme.open();
  await office.sync();
  acme.write('figma.csv', accounts(...seats(1)));
  const report = await office.sync();
  expect(report.map(({ result }) => result.status)).toEqual(['complete', 'complete']);
});

test('a read that brings many new accounts of people who left is held', async () => {
  const acme = company({
    roster: people(...staff(60, (n) => (n > 40 ? 'offboarded,,2026-01-31' : 'active'))),
    apps: { figma: accounts(...seats(40)) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.write('figma.csv', accounts(...seats(45)));
  await office.sync();
  const [said] = await office.news();
  expect(said?.message.body[0]).toEqual({
    type: 'text',
    spans: ['It would make 5 of 45 accounts Inactive at once (11%).'],
  });
});

test('an app that grows and would make more accounts Inactive than it had never counts more than all', async () => {
  const acme = company({
    roster: people(...staff(60, (n) => (n > 50 ? 'offboarded,,2026-01-31' : 'active'))),
    apps: { figma: accounts(...seats(5)) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.write('figma.csv', accounts(...seats(60)));
  await office.sync();
  const [said] = await office.news();
  expect(JSON.stringify(said?.message.body)).toContain(
    'It would make 10 of 60 accounts Inactive at once (17%).',
  );
});

test('a small change of a large roster that would empty a small app is held, naming the app', async () => {
  const acme = company({
    roster: people(...staff(200)),
    apps: { figma: accounts(...seats(200)), zoom: accounts(...seats(20)) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.write('roster.csv', people(...staff(200, (n) => (n <= 6 ? 'offboarded,,2026-03-01' : 'active'))));
  await office.sync();
  const [said, ...more] = await office.news();
  expect(more).toEqual([]);
  expect(said?.message.body[0]).toEqual({
    type: 'text',
    spans: ['It would make 6 of 20 accounts in Zoom Inactive at once (30%).'],
  });
  expect(office.values("SELECT count(*) FROM account WHERE status <> 'active'")).toEqual([0]);
});

test('a read that stays implausible edits the one message quietly, with a button for the newest read', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  acme.write('figma.csv', lost(20));
  await office.sync();
  const [first] = await office.news();
  acme.at('2026-03-02T11:00:00Z');
  acme.write('figma.csv', lost(22));
  await office.sync();
  const [second, ...more] = await office.news();
  expect(more).toEqual([]);
  expect(second).toMatchObject({ does: 'edit', quiet: true, to: first?.key });
  const runs = office.values("SELECT id FROM run WHERE status = 'held'");
  expect(second?.message.buttons[0]).toEqual({
    label: 'Keep the last good data',
    action: { type: 'keep-last-good', run: runs[0] },
  });
  expect(runs).toHaveLength(1);
});
