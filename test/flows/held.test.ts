import { expect, test } from 'vitest';
import { accounts, company, people, range, seats, staff, told } from '../support/company.ts';

/** Forty people with a seat each, read and told. */
async function opened() {
  const acme = company({ roster: people(...staff(40)), apps: { figma: accounts(...seats(40)) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  return { acme, office };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** Everything an admin can see of accounts and people. */
const picture = ({ office }: Opened) => ({
  accounts: office.values(
    'SELECT json_array(external_id, email, status, concern, gone_at) FROM account WHERE first_run <= (SELECT sealed_run FROM source WHERE id = app) ORDER BY external_id',
  ),
  people: office.values(
    'SELECT json_array(external_id, email, status, gone_at) FROM person ORDER BY external_id',
  ),
  findings: office.values('SELECT json_array(account, closed_at) FROM finding ORDER BY account'),
});

const lost = (count: number) => accounts(...seats(40).slice(count));
const status = async ({ office }: Opened) =>
  (await office.sync()).map(({ id, result }) => `${id} ${result.status}`);
const strangers = (count: number) => range(count).map((n) => `x${n},x${n}@acme.example`);
const leavers = (count: number) =>
  people(...staff(40, (n) => (n <= count ? 'offboarded,,2026-03-01' : 'active')));

test.each([
  [
    'a list that lost 20 %',
    'figma.csv',
    lost(8),
    'figma held',
    'It listed 32 accounts; the read before had 40 (−20 %).',
  ],
  [
    'an empty list',
    'figma.csv',
    accounts(),
    'figma held',
    'It listed nobody; the read before had 40 accounts.',
  ],
  [
    'a roster that lost 10 %',
    'roster.csv',
    people(...staff(40).slice(5)),
    'csv held',
    'It listed 35 people; the read before had 40 (−13 %).',
  ],
  ['an empty roster', 'roster.csv', people(), 'csv held', 'It listed nobody; the read before had 40 people.'],
  [
    'a roster that offboards 10 %',
    'roster.csv',
    leavers(5),
    'csv held',
    'It would turn 5 of 40 people Inactive at once (13 %).',
  ],
])('%s is held: nothing shown changes, and one message says so', async (_, file, text, outcome, reason) => {
  const opening = await opened();
  const before = picture(opening);
  opening.acme.write(file, text);
  expect(await status(opening)).toContain(outcome);
  expect(picture(opening)).toEqual(before);
  const [said, ...more] = await opening.office.news();
  expect(more).toEqual([]);
  expect(said?.says).toMatch(/: I did not believe the last read, and changed nothing\.$/);
  expect(said?.message.body[0]).toEqual({ type: 'text', spans: [reason] });
});

test.each([
  ['a list that lost less than 20 %', 'figma.csv', lost(7)],
  ['a roster that lost less than 10 %', 'roster.csv', people(...staff(40).slice(3))],
])('%s is believed', async (_, file, text) => {
  const opening = await opened();
  opening.acme.write(file, text);
  expect(await status(opening)).toEqual(['csv complete', 'figma complete']);
});

test('an app that shrinks from four accounts to one is too small to be doubted', async () => {
  const acme = company({ roster: people(...staff(4)), apps: { figma: accounts(...seats(4)) } });
  const office = acme.open();
  await office.sync();
  acme.write('figma.csv', accounts(...seats(1)));
  const report = await office.sync();
  expect(report.map(({ result }) => result.status)).toEqual(['complete', 'complete']);
});

test('accounts of people who left, new in the app all at once, are held', async () => {
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
    spans: ['It would turn 5 of 40 accounts Inactive at once (13 %).'],
  });
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
    spans: ['It would turn 6 of 20 accounts of Zoom Inactive at once (30 %).'],
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

test('accepting a held read makes exactly that read the picture, once', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  acme.write('figma.csv', accounts(...seats(40).slice(20), ...strangers(3)));
  await office.sync();
  await office.news();
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  // What the file says by now does not matter: the admin saw the numbers of the read.
  acme.write('figma.csv', accounts());
  expect(await office.press({ type: 'accept-run', run: Number(held) })).toEqual({
    done: true,
    text: `Figma: the read of run ${held} is accepted, once. The guard judges the next one as always.`,
  });
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([23]);
  expect(told(await office.news())).toEqual([
    'edit: Figma: 3 accounts nobody knows.',
    'edit: Figma is read and believed again: 23 accounts.',
  ]);
  const audited = office.values('SELECT count(*) FROM audit');
  expect(await office.press({ type: 'accept-run', run: Number(held) })).toEqual({
    done: false,
    text: `Already handled: run ${held} was accepted.`,
  });
  expect(office.values('SELECT count(*) FROM audit')).toEqual(audited);
  expect(await status(opening)).toEqual(['csv complete', 'figma held']);
});

test('accepting a held roster read lets its leavers through', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', leavers(6));
  await office.sync();
  await office.news();
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  expect((await office.press({ type: 'accept-run', run: Number(held) })).done).toBe(true);
  expect(told(await office.news())).toEqual([
    'edit: Figma: 6 people who left still hold seats.',
    'edit: Roster csv is read and believed again: 40 people.',
  ]);
  acme.at('2026-03-02T11:00:00Z');
  await office.sync();
  expect(await office.news()).toEqual([]);
});

test('the button of an older held read is refused', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  acme.write('figma.csv', lost(20));
  await office.sync();
  const [old] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.sync();
  const before = picture(opening);
  for (const type of ['accept-run', 'keep-last-good'] as const)
    expect(await office.press({ type, run: Number(old) })).toEqual({
      done: false,
      text: `Run ${old} is not held any more: a newer read took its place. Look at health for the current one.`,
    });
  expect(picture(opening)).toEqual(before);
  expect((await office.press({ type: 'accept-run', run: 9999 })).done).toBe(false);
});

test('keeping the last good data drops the read; the next good one closes the message', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  const before = picture(opening);
  acme.write('figma.csv', accounts(...seats(40).slice(20), ...strangers(3)));
  await office.sync();
  await office.news();
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.press({ type: 'keep-last-good', run: Number(held) });
  expect(told(await office.news())).toEqual(['edit, quietly: Figma: kim kept the last good data.']);
  expect(picture(opening)).toEqual(before);
  expect((await office.press({ type: 'accept-run', run: Number(held) })).done).toBe(false);
  acme.write('figma.csv', accounts(...seats(40)));
  await office.sync();
  expect(told(await office.news())).toEqual(['edit: Figma is read and believed again: 40 accounts.']);
  expect(picture(opening)).toEqual(before);
});

test('what an admin decides while a read is held survives it', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts(...seats(40), 'x1,it-team@acme.example'));
  await office.sync();
  acme.write('figma.csv', accounts(...seats(10), 'x1,it-team@acme.example'));
  await office.sync();
  await office.press({ type: 'known', app: 'figma', account: 'x1', reason: 'group alias', until: null });
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.press({ type: 'accept-run', run: Number(held) });
  expect(
    office.values("SELECT known || ' ' || coalesce(concern, 'fine') FROM account WHERE external_id = 'x1'"),
  ).toEqual(['1 fine']);
});

test('a message edited while a read is held tells of the data that is shown, not of the read nobody believed', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts(...seats(40), 'x1,it-team@acme.example', 'x2,room@acme.example'));
  await office.sync();
  acme.write('figma.csv', accounts(...seats(10), 'x1,it-team@acme.example', 'x2,room@acme.example'));
  await office.sync();
  await office.news();
  await office.press({ type: 'known', app: 'figma', account: 'x1', reason: 'group alias', until: null });
  const [said] = await office.news();
  const note = said?.message.body.at(-1);
  expect(note?.type === 'note' ? note.text : note).toBe(
    'Read just now, complete: 42 accounts on 1 page, 2 new.',
  );
});
