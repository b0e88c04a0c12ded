import { expect, test } from 'vitest';
import { accounts, company, linesOf, people } from '../../support/company.ts';

const ROSTER = ['1,ada@acme.example,,,Ada', '2,ben@acme.example,,,Ben,inactive'];
const TEAM = 'f3,it-team@acme.example,,,,,,member';

async function opened() {
  const acme = company({
    roster: people(...ROSTER),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,ben@acme.example', TEAM) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const known = (account: string, until: string | null = null) =>
  ({ type: 'known', app: 'figma', account, reason: 'group alias', until }) as const;

async function lapsed({ acme, office }: Awaited<ReturnType<typeof opened>>, at = '2026-03-02T10:00:00Z') {
  await office.news();
  acme.at(at);
  await office.sync();
  const [why, ...more] = office.values(
    "SELECT json_extract(detail, '$.why') FROM audit WHERE action = 'known-lapsed'",
  );
  expect(more).toEqual([]);
  return { why, said: linesOf(await office.news()) };
}

test('an account marked as known is shown as handled until the next sync, and raises no finding afterwards', async () => {
  const { acme, office } = await opened();
  expect((await office.press(known('f3'))).text).toBe(
    'it-team@acme.example in Figma is marked as known: group alias.',
  );
  const [handled] = await office.news();
  expect(linesOf(handled === undefined ? [] : [handled])).toEqual([
    'edit, quietly: Figma is connected: 3 accounts read, 1 to decide on.',
  ]);
  expect(JSON.stringify(handled?.message.body)).toContain(
    'it-team@acme.example marked as known by kim: group alias',
  );
  acme.at('2026-03-02T10:00:00Z');
  await office.sync();
  const [after] = await office.news();
  expect(JSON.stringify(after?.message.body)).not.toContain('it-team');
  expect(
    office.values("SELECT closing || ' by ' || closed_by FROM finding WHERE closed_at IS NOT NULL"),
  ).toEqual(['known by kim']);
});

test('the same click twice is handled once', async () => {
  const { office } = await opened();
  await office.press(known('f3'));
  const again = await office.press(known('f3'));
  expect(again).toEqual({
    done: false,
    text: 'Already handled: kim marked it-team@acme.example as known at 10:00 (group alias).',
  });
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'known'")).toEqual([1]);
});

test('when every account is known, the message shrinks to one line', async () => {
  const { office } = await opened();
  await office.press(known('f3'));
  await office.press(known('f2'));
  expect(linesOf(await office.news())).toEqual(['edit: Figma is clean: 2 decided (2 known).']);
});

test("an account marked as known until a day is known for that whole day on the organisation's calendar, and the audit has the reason", async () => {
  const opening = await opened();
  await opening.office.press(known('f3', '2026-03-03'));
  // Still 3 March in Berlin.
  expect((await lapsed(opening, '2026-03-03T22:50:00Z')).why).toBeUndefined();
  const { why, said } = await lapsed(opening, '2026-03-03T23:10:00Z');
  expect(why).toBe('it was known until 2026-03-03');
  expect(said).toEqual([
    'edit, quietly: Figma: continued in a newer message below.',
    'post: Figma: it-team@acme.example is no longer known: that was until 3 Mar. In all 1 inactive and 1 unknown.',
  ]);
});

test('the decision lapses when the account becomes an admin', async () => {
  const opening = await opened();
  await opening.office.press(known('f3'));
  opening.acme.write(
    'figma.csv',
    accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,it-team@acme.example,,,,,,org admin'),
  );
  const { why, said } = await lapsed(opening);
  expect(why).toBe('its role became org admin');
  expect(said).toHaveLength(1);
});

test('the decision lapses when the account gets another address', async () => {
  const opening = await opened();
  await opening.office.press(known('f3'));
  opening.acme.write(
    'figma.csv',
    accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,mallory@acme.example,,,,,,member'),
  );
  const { why, said } = await lapsed(opening);
  expect(why).toBe('its address changed from it-team@acme.example to mallory@acme.example');
  expect(said).toHaveLength(1);
});

test('an address that holds a date is shown as it was when a decision lapses', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  const others = ['f1,ada@acme.example', 'f2,ben@acme.example'];
  acme.write('figma.csv', accounts(...others, 'f3,team-2026-01-05@acme.example,,,,,,member'));
  await office.sync();
  await office.press(known('f3'));
  acme.write('figma.csv', accounts(...others, 'f3,mallory@acme.example,,,,,,member'));
  await lapsed(opening);
  const row = 'no longer known: its address was team-2026-01-05@acme.example';
  const page = async () => JSON.stringify((await office.ask('app figma')).message);
  expect(await page()).toContain(row);

  // Earlier versions recorded no more than the sentence.
  office.context.store.sqlite.exec("DELETE FROM account_event WHERE kind = 'lapsed'");
  expect(await page()).toContain(
    'no longer known: its address changed from team-2026-01-05@acme.example to mallory@acme.example',
  );
});

test('the decision lapses when the owner is offboarded', async () => {
  const opening = await opened();
  await opening.office.press(known('f2'));
  opening.acme.write(
    'roster.csv',
    people(ROSTER[0] ?? '', '2,ben@acme.example,,,Ben,offboarded,,2026-03-01'),
  );
  const { why, said } = await lapsed(opening);
  expect(why).toBe('its owner was offboarded');
  expect(said).toEqual([
    'edit: Figma: Ben is no longer known: its owner has left. In all 1 leaver and 1 unknown.',
  ]);
});

test('a decision that lapsed stays lapsed when the role is set back', async () => {
  const opening = await opened();
  const { acme, office } = opening;
  await office.press(known('f3'));
  acme.write(
    'figma.csv',
    accounts('f1,ada@acme.example', 'f2,ben@acme.example', 'f3,it-team@acme.example,,,,,,owner'),
  );
  await lapsed(opening);
  acme.write('figma.csv', accounts('f1,ada@acme.example', 'f2,ben@acme.example', TEAM));
  await office.sync();
  expect(office.values("SELECT concern FROM account WHERE external_id = 'f3'")).toEqual(['unknown']);
});

/** The account vanishes from the list and is back that many hours later, as this row. */
async function awayFor(hours: number, row = TEAM) {
  const { acme, office } = await opened();
  await office.press(known('f3'));
  const others = ['f1,ada@acme.example', 'f2,ben@acme.example'];
  acme.write('figma.csv', accounts(...others));
  await office.sync();
  await office.news();
  acme.at(new Date(Date.parse('2026-03-02T09:00:00Z') + hours * 3_600_000).toISOString());
  acme.write('figma.csv', accounts(...others, row));
  await office.sync();
  return { acme, office, said: linesOf(await office.news()) };
}

test('a list that is short for once ends no decision: the account is back as it was, and still known', async () => {
  const { office, said } = await awayFor(1);
  expect(said).toEqual([]);
  expect(office.values("SELECT known FROM account WHERE external_id = 'f3'")).toEqual([1]);
  expect(office.values('SELECT kind FROM account_event ORDER BY id')).toEqual(['closed', 'gone', 'back']);
  const { message } = await office.ask('access figma it-team@acme.example');
  expect(JSON.stringify(message.body)).toMatch(/missing from the app.*listed again/);
});

test.each([
  ['for more than a month', 31 * 24, TEAM],
  ['and has another role now', 1, TEAM.replace('member', 'guest')],
])('a decision ends when its account was gone %s, and says so', async (_, hours, row) => {
  const { office, said } = await awayFor(hours, row);
  expect(said.at(-1)).toMatch(
    /^(edit|post): Figma: it-team@acme.example is no longer known: it was gone from 2 Mar to \d+ \w+\. In all 1 inactive and 1 unknown\.$/,
  );
  expect(office.values("SELECT ending FROM decision WHERE kind = 'known'")).toEqual(['gone']);
});

test('taking a decision back opens the finding again', async () => {
  const { office } = await opened();
  await office.press(known('f3'));
  await office.news();
  await office.press({ type: 'unknown-again', app: 'figma', account: 'f3' });
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Figma is connected: 3 accounts read, 2 to decide on.',
  ]);
  expect((await office.press({ type: 'unknown-again', app: 'figma', account: 'f3' })).done).toBe(false);
});

test.each([
  [
    'an account of an active person',
    known('f1'),
    'ada@acme.example belongs to an active person, so there is nothing to mark. Nothing was changed.',
  ],
  ['an account that is not there', known('f9'), 'Figma has no account f9 any more. Nothing was changed.'],
  [
    'a day that is past',
    known('f3', '2026-03-02'),
    '2026-03-02 is not in the future. Nothing was changed; name a later day, or none.',
  ],
])('%s cannot be marked as known, and the refusal names the reason', async (_, action, text) => {
  const { office } = await opened();
  const audited = office.values('SELECT count(*) FROM audit');
  expect(await office.press(action)).toEqual({ done: false, text });
  expect(office.values('SELECT count(*) FROM audit')).toEqual(audited);
  expect(await office.news()).toEqual([]);
});
