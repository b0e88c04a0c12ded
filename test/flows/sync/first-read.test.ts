import { describe, expect, test } from 'vitest';
import { seen } from '../../commands/desk.ts';
import { accounts, company, csvOf, linesOf, people, range, seats, staff } from '../../support/company.ts';
import { opened } from '../forty.ts';

describe('a first read, which nothing can be compared with', () => {
  test('of an app that lists nobody is held, and accepted with one command', async () => {
    const acme = company({ roster: people(...staff(5)), apps: { figma: accounts() } });
    const office = acme.open();
    const report = await office.sync();
    expect(report.map(({ result }) => result.status)).toEqual(['complete', 'held']);
    const health = await office.ask('health');
    expect(health.ok).toBe(false);
    expect(seen(health)).toContain(
      'The first read listed no accounts. Check the token and its rights, or the file.',
    );
    const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
    expect((await office.ask(`sync accept ${held}`)).ok).toBe(true);
    expect((await office.sync()).map(({ result }) => result.status)).toEqual(['complete', 'complete']);
  });

  test.each([
    ['nobody where nobody is expected', 0, 0, 'complete'],
    ['about as many as expected', 30, 27, 'complete'],
    ['a tenth of what is expected', 30, 3, 'held'],
    ['many more than expected', 10, 30, 'held'],
  ])('%s', async (_, expected, listed, status) => {
    const acme = company({
      roster: people(...staff(30)),
      apps: { figma: accounts(...seats(listed)) },
      entries: { figma: `expect: ${expected}` },
    });
    const office = acme.open();
    const report = await office.sync();
    expect(report.map(({ result }) => result.status)).toEqual(['complete', status]);
  });

  test('of a tenth of the people is held, and no app is read without them', async () => {
    const acme = company({ roster: people(...staff(3)), apps: { figma: accounts(...seats(30)) } });
    acme.configure((yaml) => yaml.replace('file: roster.csv', 'file: roster.csv, expect: 30'));
    const office = acme.open();
    const report = await office.sync();
    expect(report.map(({ result }) => result.status)).toEqual(['held', 'waiting']);
    expect((await office.news())[0]?.message.body[0]).toEqual({
      type: 'text',
      spans: ['It listed 3 people; seatkeeper.yaml expects 30.'],
    });
  });

  test('a number that a read has met is not asked about again when the company grows', async () => {
    const acme = company({
      roster: people(...staff(60)),
      apps: { figma: accounts(...seats(30)) },
      entries: { figma: 'expect: 30' },
    });
    const office = acme.open();
    await office.sync();
    acme.write('figma.csv', accounts(...seats(42)));
    expect((await office.sync()).map(({ result }) => result.status)).toEqual(['complete', 'complete']);
  });
});

test('a roster whose column of ids changes says so, and its people keep accounts, links and last days', async () => {
  const { acme, office } = await opened();
  await office.ask('link figma a1 p2@acme.example');
  await office.news();
  const renumbered = csvOf(
    'id,email,name,status,end_date',
    range(40).map((n) => `${1000 + n},p${n}@acme.example,Person ${n},active,${n === 3 ? '2026-02-28' : ''}`),
  );
  acme.write('roster.csv', renumbered);
  await office.sync();
  const [said] = await office.news();
  expect(said?.message.body.slice(0, -1)).toEqual([
    {
      type: 'text',
      spans: [
        '40 other ids, 40 with the same address and name: the column of ids changed, not the people. If you accept it, they stay the same people.',
      ],
    },
  ]);
  const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
  expect((await office.ask(`sync accept ${held}`)).ok).toBe(true);
  expect(linesOf(await office.news()).join()).not.toContain('inactive');
  expect(office.values("SELECT count(*) FROM account WHERE status = 'active'")).toEqual([39]);
  expect(office.values('SELECT count(*) FROM person WHERE replaced_by IS NULL AND gone_at IS NULL')).toEqual([
    40,
  ]);
  expect(
    office.values(
      "SELECT p.external_id FROM account JOIN person p ON p.id = account.person WHERE account.external_id = 'a1'",
    ),
  ).toEqual(['1002']);
  expect(seen(await office.ask('who p3@acme.example'))).toContain('28 Feb');
  expect((await office.sync()).map(({ result }) => result.status)).toEqual(['complete', 'complete']);
});

test('one person with another number is the same person, without a question', async () => {
  const { acme, office } = await opened();
  acme.write('roster.csv', people('X1,p1@acme.example,,,Person 1,active', ...staff(40).slice(1)));
  expect((await office.sync()).map(({ result }) => result.status)).toEqual(['complete', 'complete']);
  expect(office.values("SELECT count(*) FROM account WHERE status = 'active'")).toEqual([40]);
  expect(office.values('SELECT count(*) FROM person WHERE replaced_by IS NULL AND gone_at IS NULL')).toEqual([
    40,
  ]);
});

describe('two apps with one list', () => {
  const health = async (figma: string, zoom: string, more = '') => {
    const acme = company({
      roster: people(...staff(10)),
      apps: { figma, zoom },
    });
    if (more !== '') acme.configure((yaml) => yaml.replace('accounts: zoom.csv', more));
    const office = acme.open();
    await office.sync();
    return seen(await office.ask('health')).replace(/\s+/g, ' ');
  };
  const others = csvOf(
    'id,email',
    range(10).map((n) => `z${n},p${n}@acme.example`),
  );

  test('the same file', async () => {
    expect(await health(accounts(...seats(10)), others, 'accounts: figma.csv')).toContain(
      'Figma and Zoom read the same list, so everybody counts twice.',
    );
  });

  test('the same ids and addresses', async () => {
    expect(await health(accounts(...seats(10)), accounts(...seats(10)))).toContain(
      'Figma and Zoom list accounts with the same ids and addresses, so everybody counts twice.',
    );
  });

  test('the same addresses, which are the ids, with the same licenses and last uses', async () => {
    const used = (day: (n: number) => number) =>
      csvOf(
        'email,license,last_active',
        range(10).map((n) => `p${n}@acme.example,Full,2026-02-${10 + day(n)}`),
      );
    expect(
      await health(
        used((n) => n),
        used((n) => n),
      ),
    ).toContain('everybody counts twice');
    expect(
      await health(
        used((n) => n),
        used((n) => 11 - n),
      ),
    ).not.toContain('counts twice');
    const oneDay = used(() => 3);
    expect(await health(oneDay, oneDay)).not.toContain('counts twice');
  });

  test('the same people under ids of their own, or under their addresses, are not a mistake', async () => {
    expect(await health(accounts(...seats(10)), others)).not.toContain('counts twice');
    const byAddress = csvOf(
      'id,email',
      range(10).map((n) => `p${n}@acme.example,p${n}@acme.example`),
    );
    expect(await health(byAddress, byAddress)).not.toContain('counts twice');
  });
});
