import { describe, expect, test } from 'vitest';
import { accounts, company, linesOf, people, seats, staff } from '../../support/company.ts';

const BAD = 'offboarded,,2026-13-40';

async function opened() {
  const acme = company({
    roster: people(...staff(10)),
    apps: { figma: accounts(...seats(10)) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  const stored = () =>
    office.values("SELECT external_id || ' ' || status FROM person WHERE gone_at IS NULL ORDER BY id");
  return { acme, office, stored };
}

/** The row of a person, with other cells in the place of `active`. */
const person = (number: number, rest: string, address = `p${number}@acme.example`) =>
  `P${number},${address},,,Person ${number},${rest}`;

test('one bad date in the roster hides no leaver, and keeps everything about the person it is in', async () => {
  const { acme, office, stored } = await opened();
  const before = stored();
  acme.write('roster.csv', people(...staff(8), person(9, BAD), person(10, 'offboarded,,2026-03-01')));
  const report = await office.sync();
  expect(report.map(({ result }) => result.status)).toEqual(['complete', 'complete']);
  expect(stored()).toEqual(before.map((line) => (line === 'P10 active' ? 'P10 offboarded' : line)));
  const news = await office.news();
  expect(linesOf(news).filter((line) => line.includes('Roster'))).toEqual([
    'post: Roster csv: 1 row cannot be read. All others were read.',
  ]);
  expect(JSON.stringify(news)).toContain(
    'roster.csv line 10, column end_date: \\"2026-13-40\\" is a date that does not exist',
  );
  expect(linesOf(news).join()).not.toContain('Person 9 left');
});

test('a bad row is told once, stays in health and status until it is corrected, and ends in a word', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', people(...staff(9), person(10, BAD)));
  await office.sync();
  await office.news();
  acme.at('2026-03-02T11:00:00Z');
  await office.sync();
  expect(linesOf(await office.news())).toEqual([]);
  const health = await office.ask('health');
  expect(health).toMatchObject({ ok: false, message: { summary: '1 row cannot be read.' } });
  expect(JSON.stringify(health.message)).toContain('line 11, column end_date');
  expect(JSON.stringify((await office.ask('status')).message)).toContain(
    'complete, but 1 row cannot be read',
  );

  acme.write('roster.csv', people(...staff(10)));
  await office.sync();
  expect(linesOf(await office.news())).toEqual(['edit: Roster csv: every row can be read again.']);
  expect(await office.ask('health')).toMatchObject({ ok: true });
});

test('a row that turns bad later is told in a new message', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', people(...staff(9), person(10, BAD)));
  await office.sync();
  await office.news();
  acme.write('roster.csv', people(...staff(8), person(9, 'retired?'), person(10, BAD)));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Roster csv: continued in a newer message below.',
    'post: Roster csv: 2 rows cannot be read. All others were read.',
  ]);
});

test('an account in a bad row is neither gone nor changed, and others are', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts(...seats(8), 'a9,not an address', 'a11,p3@acme.example'));
  const report = await office.sync();
  expect(report.at(-1)?.result).toMatchObject({
    status: 'complete',
    counts: { listed: 10, added: 1, gone: 1 },
  });
  expect(office.values("SELECT email FROM account WHERE external_id = 'a9' AND gone_at IS NULL")).toEqual([
    'p9@acme.example',
  ]);
  expect(office.values('SELECT external_id FROM account WHERE gone_at IS NOT NULL')).toEqual(['a10']);
});

describe('a row that does not say whom it is about', () => {
  test('is found by its address when only its id is missing', async () => {
    const { acme, office } = await opened();
    acme.write('figma.csv', accounts(...seats(8), ',p9@acme.example'));
    await office.sync();
    expect(office.values('SELECT external_id FROM account WHERE gone_at IS NOT NULL')).toEqual(['a10']);
  });

  test('lets nobody be called gone', async () => {
    const { acme, office } = await opened();
    acme.write('figma.csv', accounts(...seats(8), ',nobody'));
    const report = await office.sync();
    expect(report.at(-1)?.result).toMatchObject({ status: 'complete', counts: { listed: 10, gone: 0 } });
    expect(office.values('SELECT external_id FROM account WHERE gone_at IS NOT NULL')).toEqual([]);
    expect(JSON.stringify(await office.news())).toContain('so no account counts as gone meanwhile');
    acme.write('figma.csv', accounts(...seats(8)));
    await office.sync();
    expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NOT NULL')).toEqual([2]);
  });

  test('hides no half list from the guard', async () => {
    const { acme, office } = await opened();
    acme.write('figma.csv', accounts(...seats(3), ',nobody'));
    const report = await office.sync();
    expect(report.at(-1)?.result.status).toBe('held');
    expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([10]);
  });
});

test('a bad row of an account that has a good one keeps nobody and hides nobody', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', accounts(...seats(10), 'a3,not an address'));
  const report = await office.sync();
  expect(report.at(-1)?.result).toMatchObject({
    status: 'complete',
    counts: { listed: 10, setAside: { count: 1, listed: 1, unread: 0, unidentified: 0 } },
  });
});

test('a row that was cut off still refuses the file', async () => {
  const { acme, office } = await opened();
  acme.write('figma.csv', `${accounts(...seats(9))}a10\n`);
  const report = await office.sync();
  expect(report.at(-1)?.result.status).toBe('failed');
});

test('a new person in a bad row is said to be missing, not left out in silence', async () => {
  const { acme, office, stored } = await opened();
  acme.write('roster.csv', people(...staff(10), person(11, BAD)));
  await office.sync();
  expect(stored()).toHaveLength(10);
  expect(JSON.stringify(await office.news())).toContain(
    'The person is new, and their accounts look unknown until then.',
  );
});

test('the last day that is stored counts although the row cannot be read any more', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', people(...staff(9), person(10, 'active,,2026-03-04')));
  await office.sync();
  acme.write('roster.csv', people(...staff(9), person(10, 'aktief?,,2026-03-04')));
  await office.sync();
  acme.at('2026-03-05T10:00:00Z');
  await office.sync();
  expect(office.values("SELECT status FROM person WHERE external_id = 'P10'")).toEqual(['offboarded']);
});

test('licenses of an account in a bad row are still counted as held', async () => {
  const acme = company({
    roster: people(...staff(3)),
    apps: {
      figma: 'id,email,licenses\na1,p1@acme.example,Pro\na2,p2@acme.example,Pro\na3,p3@acme.example,Pro\n',
    },
  });
  const office = acme.open();
  await office.sync();
  acme.write(
    'figma.csv',
    'id,email,licenses\na1,p1@acme.example,Pro\na2,nobody,Pro\na3,p3@acme.example,Pro\n',
  );
  await office.sync();
  const [numbers] = office.values("SELECT numbers FROM source WHERE name = 'figma'");
  expect(JSON.parse(String(numbers)).held).toEqual([{ licenses: ['Pro'], count: 3 }]);
});

test('an account whose person may be in a row of the first roster that cannot be read is not said to be nobody’s', async () => {
  const acme = company({
    roster: people(...staff(9), person(10, BAD)),
    apps: { figma: accounts(...seats(10), 'f11,,,p11') },
  });
  const office = acme.open();
  await office.sync();
  const page = async () => JSON.stringify((await office.ask('app figma')).message);
  expect(await page()).toContain('no readable row of the roster has this address; one row cannot be read');
  expect(await page()).toContain(
    'it has no address, and no readable row of the roster has this username; one row cannot be read',
  );
  expect(await page()).not.toContain('nobody has this');
  acme.write('roster.csv', people(...staff(9)));
  await office.sync();
  expect(await page()).toContain('nobody has this address');
});

test('while a row of the first roster cannot be read, no sentence claims that nobody knows an account', async () => {
  const acme = company({
    roster: people(...staff(9), person(10, BAD)),
    apps: { figma: accounts(...seats(10)) },
  });
  const office = acme.open();
  await office.sync();
  const first = JSON.stringify(await office.news());
  expect(first).toContain('1 to nobody in a readable row of the roster');
  const answers = async () => [
    JSON.stringify((await office.ask('why figma a10')).message),
    JSON.stringify((await office.ask('access figma a10')).message),
  ];
  for (const text of await answers()) {
    expect(text).toContain('p10@acme.example in Figma has no known owner');
    expect(text).toContain('no readable row of the roster has this address');
  }
  expect((await office.ask('who "person 10"')).message.summary).toBe(
    'No readable row of the roster has the name or address "person 10"; one row cannot be read.',
  );
  acme.at('2026-03-05T09:00:00Z');
  acme.write('figma.csv', accounts(...seats(10), 'a11,p11@acme.example,,,Person 11,active,,admin'));
  await office.sync();
  const news = linesOf(await office.news()).join();
  expect(news).toContain(
    'New in Figma: no readable row of the roster has Person 11 (p11@acme.example), admin. In all 2 unknown.',
  );
  expect(first + news + (await answers()).join()).not.toMatch(
    /nobody knows|nobody I know|nobody has|to nobody[.,:]/,
  );
  acme.write('roster.csv', people(...staff(10)));
  await office.sync();
  expect(linesOf(await office.news()).join()).toContain('nobody knows Person 11');
});
