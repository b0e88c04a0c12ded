import { describe, expect, test } from 'vitest';
import { normaliseDomain, normaliseEmail } from '../../../src/domain/email.ts';
import { seen } from '../../commands/desk.ts';
import { company, csvOf, people, range } from '../../support/company.ts';

const IDN = 'ana@bücher.example';
const ASCII = 'ana@xn--bcher-kva.example';

describe('one account under two spellings of its username', () => {
  const figma = (...names: readonly string[]) => csvOf('username,name', names);

  async function opened() {
    const acme = company({
      roster: people('1,ana@acme.example,,,Ana Ruiz,active'),
      apps: { figma: figma('TNovotny,Tom', 'Bot,Bot') },
    });
    const office = acme.open();
    await office.sync();
    await office.news();
    await office.ask('link figma tnovotny ana@acme.example');
    await office.ask('known figma bot "our bot"');
    return { acme, office };
  }
  type Opened = Awaited<ReturnType<typeof opened>>;

  /** The keys as a version stored them that kept capitals. */
  function asStoredBefore({ office }: Opened) {
    office.context.store.sqlite.exec(
      "UPDATE source SET numbers = json_remove(numbers, '$.content'); UPDATE account SET external_id = username; UPDATE decision SET account = (SELECT external_id FROM account WHERE lower(external_id) = decision.account)",
    );
  }

  const state = ({ office }: Opened) => ({
    keys: office.values('SELECT external_id FROM account WHERE gone_at IS NULL ORDER BY external_id'),
    rows: office.values('SELECT id FROM account ORDER BY id'),
    decided: office.values(
      "SELECT kind || ' ' || account FROM decision WHERE ended_at IS NULL ORDER BY kind",
    ),
    statuses: office.values('SELECT status || known FROM account ORDER BY external_id'),
  });
  const WHOLE = {
    keys: ['bot', 'tnovotny'],
    rows: [1, 2],
    decided: ['known bot', 'link tnovotny'],
    statuses: ['unknown1', 'active0'],
  };

  test('loses no decision, link or history when the spelling changes', async () => {
    const desk = await opened();
    expect(state(desk)).toEqual(WHOLE);
    desk.acme.write('figma.csv', figma('tnovotny,Tom', 'BOT,Bot'));
    await desk.office.sync();
    expect(state(desk)).toEqual(WHOLE);
  });

  test.each([
    ['and the spelling stays', ['TNovotny,Tom', 'Bot,Bot']],
    ['and the spelling changes', ['TNOVOTNY,Tom', 'bot,Bot']],
    ['and the facts change too', ['TNovotny,Thomas', 'Bot,The Bot']],
  ])('loses none in a database of an earlier version, %s', async (_, names) => {
    const desk = await opened();
    asStoredBefore(desk);
    expect(state(desk).keys).toEqual(['Bot', 'TNovotny']);
    desk.acme.write('figma.csv', figma(...names));
    await desk.office.sync();
    expect(state(desk)).toEqual(WHOLE);
    // What was decided before leaves the message, and nothing is told as new.
    expect((await desk.office.news()).map(({ message }) => message.summary)).toEqual([
      'Figma is clean: 2 decided (1 linked, 1 known).',
    ]);
    expect(seen(await desk.office.ask('access figma tnovotny'))).toContain('linked to ana@acme.example');
  });

  test.each([
    ['one of which is gone', true],
    ['both of which it showed', false],
  ])(
    'which an earlier version stored as two, %s, is one again, with the decisions made on the other spelling',
    async (_, gone) => {
      const desk = await opened();
      const { office, acme } = desk;
      asStoredBefore(desk);
      const columns = office
        .values("SELECT name FROM pragma_table_info('account')")
        .filter(
          (name) => !['id', 'external_id', 'status', 'known', 'person', 'rule', 'via'].includes(String(name)),
        )
        .join(', ');
      const { sqlite } = office.context.store;
      sqlite.exec(
        `INSERT INTO account (external_id, status, known, ${columns}) SELECT lower(external_id), 'unknown', 0, ${columns} FROM account`,
      );
      if (!gone)
        sqlite.exec("UPDATE source SET numbers = json_set(numbers, '$.total', 4) WHERE kind = 'app'");
      if (gone)
        sqlite.exec(
          "UPDATE account SET gone_at = '2026-02-01T09:00:00.000Z' WHERE external_id <> lower(external_id)",
        );
      acme.write('figma.csv', figma('tnovotny,Tom', 'bot,Bot'));
      await office.sync();
      const { keys, decided } = state(desk);
      expect({ keys, decided }).toEqual({ keys: WHOLE.keys, decided: WHOLE.decided });
      expect(
        office.values('SELECT status || known FROM account WHERE gone_at IS NULL ORDER BY external_id'),
      ).toEqual(['unknown1', 'active0']);
      await office.sync();
      expect(state(desk).decided).toEqual(WHOLE.decided);
    },
  );

  test('a vendor id keeps its capitals', async () => {
    const acme = company({
      roster: people('1,ana@acme.example,,,Ana Ruiz,active'),
      apps: { figma: csvOf('id,username', ['aB1,ana', 'AB1,ben']) },
    });
    const office = acme.open();
    await office.sync();
    await office.sync();
    expect(office.values('SELECT external_id FROM account ORDER BY external_id')).toEqual(['AB1', 'aB1']);
  });
});

describe('one address with a domain in two spellings', () => {
  test('is one', () => {
    expect(normaliseEmail(`Ana@BÜCHER.example`)).toBe(ASCII);
    expect(normaliseEmail(ASCII.toUpperCase())).toBe(ASCII);
    expect(normaliseEmail('ana@bu\u0308cher.example')).toBe(ASCII);
    expect(normaliseEmail('jürgen@acme.example')).toBe('jürgen@acme.example');
    expect(normaliseDomain('bücher.example/x')).toBe('bücher.example/x');
    expect(normaliseDomain('bü cher')).toBe('bü cher');
  });

  test.each([
    [IDN, ASCII],
    [ASCII, IDN],
  ])('of the roster %s and the app %s finds its owner', async (roster, app) => {
    const acme = company({
      roster: people(`1,${roster},,,Ana Ruiz,active`),
      apps: { figma: csvOf('id,email', [`f1,${app}`]) },
    });
    const office = acme.open();
    await office.sync();
    expect(office.values('SELECT status FROM account')).toEqual(['active']);
    for (const word of [IDN, ASCII])
      expect(seen(await office.ask(`who ${word}`))).toContain('Ana Ruiz is active');
    expect(seen(await office.ask(`why figma ${IDN}`))).toContain('belongs to Ana Ruiz');
  });

  test('does not end "known" in a database that has the other spelling', async () => {
    const acme = company({
      roster: people('1,ben@acme.example,,,Ben Okafor,active'),
      apps: { figma: csvOf('id,email,name', [`f1,${ASCII},Ana`]) },
    });
    const office = acme.open();
    await office.sync();
    await office.ask('known figma f1 "a supplier"');
    office.context.store.sqlite.prepare('UPDATE decision SET facts = replace(facts, ?, ?)').run(ASCII, IDN);
    office.context.store.sqlite.prepare('UPDATE account SET email = ?').run(IDN);
    acme.write('figma.csv', csvOf('id,email,name', [`f1,${IDN},Ana R`]));
    await office.sync();
    expect(office.values('SELECT known FROM account')).toEqual([1]);
    expect(office.values('SELECT email FROM account')).toEqual([ASCII]);
  });
});

describe('two rows of one file whose usernames differ only in capitals', () => {
  const figma = (...rows: readonly string[]) => csvOf('username,name', rows);

  async function opened(...rows: readonly string[]) {
    const acme = company({
      roster: people('1,ana@acme.example,,,Ana Ruiz,active'),
      apps: { figma: figma(...rows) },
    });
    const office = acme.open();
    const [, read] = await office.sync();
    return { acme, office, read };
  }
  const MORE = ['ana,Ana', 'ben,Ben', 'bot,Bot'];

  test('do not refuse the file: the first counts, the other is named, and all others are read', async () => {
    const { office, read } = await opened('TNovotny,Tom', ...MORE, 'tnovotny,Tom N');
    expect(read?.result.status).toBe('complete');
    expect(office.values('SELECT external_id FROM account ORDER BY external_id')).toEqual([
      'ana',
      'ben',
      'bot',
      'tnovotny',
    ]);
    expect(office.values("SELECT name FROM account WHERE external_id = 'tnovotny'")).toEqual(['Tom']);
    const health = JSON.stringify((await office.ask('health')).message);
    expect(health).toContain(
      'figma.csv line 6, column username: \\"tnovotny\\" and \\"TNovotny\\" in line 2 are one account; delete one of the two rows',
    );
    expect(health).toContain('Of two rows for one account, the first counts.');
    expect(health).not.toContain('new and not counted');
  });

  test('call nobody gone, and end when one of them is deleted', async () => {
    const { acme, office } = await opened('tnovotny,Tom', ...MORE);
    acme.write('figma.csv', figma('tnovotny,Tom', 'TNovotny,Tom', ...MORE.slice(1)));
    await office.sync();
    const present = () =>
      office.values('SELECT external_id FROM account WHERE gone_at IS NULL ORDER BY external_id');
    expect(present()).toEqual(['ben', 'bot', 'tnovotny']);
    acme.write('figma.csv', figma('TNovotny,Tom', ...MORE.slice(1)));
    await office.sync();
    expect(present()).toEqual(['ben', 'bot', 'tnovotny']);
    expect((await office.ask('health')).ok).toBe(true);
  });

  test('but if there are many, so that capitals seem to matter, the list is not trusted', async () => {
    const { read } = await opened(...range(15).flatMap((n) => [`u${n},U`, `U${n},U`]));
    expect(read?.result.status).toBe('failed');
  });

  test('and the same username twice is one account in two rows', async () => {
    const { read } = await opened('tnovotny,Tom', ...MORE, 'tnovotny,Tom');
    expect(read?.result).toMatchObject({ status: 'complete', counts: { listed: 4 } });
  });
});
