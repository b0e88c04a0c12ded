import { describe, expect, test } from 'vitest';
import { accounts, company, csvOf, people, range, seats, staff } from '../../support/company.ts';
import { opened, snapshot } from '../forty.ts';

/* The guard looks both ways: at what a read takes away, and at what it brings. */

const HR = 'id,email,usernames,name,status,department,manager,end_date';
const hr = (...rows: string[]) => csvOf(HR, rows);

/** Syncs once more and returns the reasons for which reads were held. */
async function reasons(office: Awaited<ReturnType<typeof opened>>['office']): Promise<string[]> {
  await office.sync();
  const said = await office.news();
  return said.flatMap(({ message }) =>
    message.buttons.some((button) => 'action' in button && button.action.type === 'accept-run')
      ? message.body.flatMap((part) => (part.type === 'text' ? part.spans.map(String) : []))
      : [],
  );
}

async function started(roster: string, figma: string, more: Record<string, string> = {}, yaml = '') {
  const acme = company({ roster, apps: { figma, ...more }, yaml });
  const office = acme.open();
  await office.sync();
  await office.news();
  acme.at('2026-03-03T09:00:00Z');
  return { acme, office };
}

describe('accounts that lose their owner', () => {
  test('a column of addresses that is gone from the roster', async () => {
    const { acme, office } = await opened();
    const before = snapshot({ acme, office });
    acme.write('roster.csv', hr(...range(40).map((n) => `P${n},,,Person ${n},active`)));
    expect((await reasons(office))[0]).toBe(
      'The address of 40 of 40 people is gone (100%). Was a column renamed or left out?',
    );
    expect(snapshot({ acme, office })).toEqual(before);
  });

  test('a third of the addresses blank', async () => {
    const { acme, office } = await opened();
    acme.write(
      'roster.csv',
      people(
        ...range(40).map((n) => `P${n},${n % 3 === 0 ? '' : `p${n}@acme.example`},,,Person ${n},active`),
      ),
    );
    expect((await reasons(office))[0]).toBe(
      'The address of 13 of 40 people is gone (33%). Was a column renamed or left out?',
    );
  });

  test('three blank addresses of forty are everyday life', async () => {
    const { acme, office } = await opened();
    acme.write(
      'roster.csv',
      people(...range(40).map((n) => `P${n},${n <= 3 ? '' : `p${n}@acme.example`},,,Person ${n},active`)),
    );
    expect(await reasons(office)).toEqual([]);
  });

  test('the column of usernames that is gone', async () => {
    const roster = (with_: boolean) =>
      hr(...range(30).map((n) => `P${n},p${n}@acme.example,${with_ ? `user${n}` : ''},Person ${n},active`));
    const { acme, office } = await started(
      roster(true),
      csvOf(
        'id,username',
        range(30).map((n) => `a${n},user${n}`),
      ),
    );
    acme.write('roster.csv', roster(false));
    expect((await reasons(office))[0]).toBe(
      'The username of 30 of 30 people is gone (100%). Was a column renamed or left out?',
    );
    expect(office.values("SELECT count(*) FROM account WHERE status = 'active'")).toEqual([30]);
  });

  test('the column of usernames that is gone, where everybody still has an employee number', async () => {
    const roster = (with_: boolean) =>
      csvOf(
        `employee_id,email${with_ ? ',username' : ''},name,status`,
        range(30).map((n) => `P${n},p${n}@acme.example${with_ ? `,user${n}` : ''},Person ${n},active`),
      );
    const { acme, office } = await started(roster(true), accounts(...seats(30)));
    acme.write('roster.csv', roster(false));
    expect((await reasons(office))[0]).toBe(
      'The username of 30 of 30 people is gone (100%). Was a column renamed or left out?',
    );
  });
});

describe('two apps of the same people whose files are swapped, with addresses as ids', () => {
  const list = (license: string, day: (n: number) => number) =>
    csvOf(
      'email,license,last_active',
      range(30).map((n) => `p${n}@acme.example,${license},2026-02-${10 + day(n)}`),
    );
  const board = list('Board', (n) => n % 17);
  const tasks = list('Task', (n) => (n * 5) % 17);

  test('both are held, and nothing shows', async () => {
    const { acme, office } = await started(people(...staff(30)), board, { zoom: tasks });
    acme.write('figma.csv', tasks);
    acme.write('zoom.csv', board);
    const said = await reasons(office);
    expect(
      said.filter((text) => /^The last use of \d+ of 30 accounts is earlier than it was/.test(text)),
    ).toHaveLength(2);
    expect(office.values('SELECT DISTINCT licenses FROM account WHERE app = 2')).toEqual(['["Board"]']);
  });

  test('a list that is read again with later uses is not', async () => {
    const { acme, office } = await started(people(...staff(30)), board);
    acme.write(
      'figma.csv',
      list('Board', (n) => (n % 17) + 1),
    );
    expect(await reasons(office)).toEqual([]);
  });

  test('nor is one that no longer gives the hour', async () => {
    const at = (time: string) =>
      csvOf(
        'email,last_active',
        range(30).map((n) => `p${n}@acme.example,2026-02-10${time}`),
      );
    const { acme, office } = await started(people(...staff(30)), at('T21:00:00Z'));
    acme.write('figma.csv', at(''));
    expect(await reasons(office)).toEqual([]);
  });
});

describe('owners that change', () => {
  test('a column of addresses that is shifted by one row in the roster', async () => {
    const { acme, office } = await opened();
    acme.write(
      'roster.csv',
      people(...range(40).map((n) => `P${n},p${(n % 40) + 1}@acme.example,,,Person ${n},active`)),
    );
    expect(await reasons(office)).toContain('40 of 40 accounts in Figma would go to another person (100%).');
  });

  test('a column of addresses that is shifted by one row in an app', async () => {
    const { acme, office } = await opened();
    acme.write('figma.csv', accounts(...range(40).map((n) => `a${n},p${(n % 40) + 1}@acme.example`)));
    expect(await reasons(office)).toEqual([
      '40 of 40 accounts would go to another person, with the same ids (100%). Did a column of addresses shift?',
    ]);
  });

  test('four seats that were handed on are everyday life', async () => {
    const { acme, office } = await opened();
    acme.write('figma.csv', accounts(...range(40).map((n) => `a${n},p${n <= 4 ? n + 4 : n}@acme.example`)));
    expect(await reasons(office)).toEqual([]);
  });
});

describe('leavers who come back in numbers', () => {
  const roster = (status: (n: number) => string) =>
    people(...staff(60, (n) => (n <= 8 ? status(n) : 'active')));

  test('a status and a last day that are gone from the roster', async () => {
    const { acme, office } = await started(
      roster(() => 'offboarded,,2026-02-01'),
      accounts(...seats(60)),
    );
    acme.write(
      'roster.csv',
      roster(() => ''),
    );
    const found = await reasons(office);
    expect(found).toContain(
      '8 people who had left or were inactive would count as working here again. Is the status or the last day missing?',
    );
    expect(found).toContain(
      'The last day of 8 of 8 people is gone (100%). Was a column renamed or left out?',
    );
    expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([8]);
  });

  test('four who return are everyday life', async () => {
    const { acme, office } = await started(
      roster(() => 'inactive'),
      accounts(...seats(60)),
    );
    acme.write(
      'roster.csv',
      roster((n) => (n <= 4 ? 'active' : 'inactive')),
    );
    expect(await reasons(office)).toEqual([]);
  });
});

describe('accounts that close in numbers', () => {
  const LEFT = (n: number) => (n <= 6 ? 'offboarded,,2026-02-01' : 'active');
  const figma = (closed: (n: number) => boolean) =>
    accounts(...range(40).map((n) => `a${n},p${n}@acme.example,,,,${closed(n) ? 'deactivated' : 'active'}`));

  test('a column of states that says "deactivated" throughout', async () => {
    const { acme, office } = await started(
      people(...staff(40, LEFT)),
      figma(() => false),
    );
    acme.write(
      'figma.csv',
      figma(() => true),
    );
    expect(await reasons(office)).toEqual([
      'It would close 40 of 40 accounts that hold a seat (100%), also of people who work here.',
    ]);
    expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([6]);
  });

  test('a state column that is gone opens no closed accounts again', async () => {
    const { acme, office } = await started(
      people(...staff(40, LEFT)),
      figma((n) => n <= 6),
    );
    acme.write('figma.csv', accounts(...seats(40)));
    expect(await reasons(office)).toEqual([
      'The state "suspended" or "deactivated" of 6 of 6 accounts is gone (100%). Was a column renamed or left out?',
    ]);
  });

  test('an admin who closes the accounts of all leavers is believed', async () => {
    const { acme, office } = await started(
      people(...staff(40, LEFT)),
      figma(() => false),
    );
    acme.write(
      'figma.csv',
      figma((n) => n <= 6),
    );
    expect(await reasons(office)).toEqual([]);
    expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([0]);
  });
});

describe('growth', () => {
  const twice = (count: number) =>
    accounts(...seats(count), ...range(count).map((n) => `b${n},p${n}@acme.example`));

  test('everybody listed twice under other ids', async () => {
    const { acme, office } = await opened();
    await office.sync();
    acme.write('figma.csv', twice(40));
    expect(await reasons(office)).toEqual([
      'It listed 80 accounts; the previous read had 40 (+100%). Is everybody listed twice, or is it the list of something else?',
    ]);
  });

  test('nineteen more in a company of ten are believed', async () => {
    const { acme, office } = await started(people(...staff(29)), accounts(...seats(10)));
    acme.write('figma.csv', accounts(...seats(29)));
    expect(await reasons(office)).toEqual([]);
  });

  test('a jump after a tiny first read is told as such, and one command accepts it', async () => {
    const { acme, office } = await started(people(...staff(60)), accounts(...seats(3)));
    acme.write('figma.csv', accounts(...seats(60)));
    expect(await reasons(office)).toEqual([
      'It listed 60 accounts; the first read had 3 (+1900%). Was that one cut short, or is everybody listed twice now?',
    ]);
    const [held] = office.values("SELECT id FROM run WHERE status = 'held'");
    expect((await office.ask(`sync accept ${held}`)).ok).toBe(true);
    expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([60]);
  });
});

describe('columns that are gone', () => {
  test('the last use of an app', async () => {
    const used = (day: string) => accounts(...seats(40, `,,,,active,person,member,Full,${day}`));
    const { acme, office } = await started(people(...staff(40)), used('2026-02-20'));
    acme.write('figma.csv', used(''));
    expect(await reasons(office)).toEqual([
      'The last use of 40 of 40 accounts is gone (100%). Was a column renamed or left out?',
    ]);
  });

  test('the licenses of an app', async () => {
    const held = (license: string) => accounts(...seats(40, `,,,,active,person,member,${license}`));
    const { acme, office } = await started(people(...staff(40)), held('Full'));
    acme.write('figma.csv', held(''));
    expect(await reasons(office)).toEqual([
      'The licenses of 40 of 40 accounts are gone (100%). Was a column renamed or left out?',
    ]);
  });

  test.each([
    ['department', 'The department', 'Sales,'],
    ['manager', 'The manager', ',p1@acme.example'],
  ])('the %s of people', async (_, name, cells) => {
    const roster = (more: string) =>
      hr(...range(20).map((n) => `P${n},p${n}@acme.example,,Person ${n},active,${more}`));
    const { acme, office } = await started(roster(cells), accounts(...seats(20)));
    acme.write('roster.csv', roster(','));
    expect(await reasons(office)).toEqual([
      `${name} of 20 of 20 people is gone (100%). Was a column renamed or left out?`,
    ]);
  });

  test('the groups of people', async () => {
    const roster = (group: string) =>
      csvOf(
        'id,email,name,status,groups',
        range(20).map((n) => `P${n},p${n}@acme.example,Person ${n},active,${group}`),
      );
    const { acme, office } = await started(roster('Design'), accounts(...seats(20)));
    acme.write('roster.csv', roster(''));
    expect(await reasons(office)).toEqual([
      '20 of 20 memberships in groups are gone (100%). May the token still see who is in a group?',
    ]);
  });
});

describe('what is not doubted', () => {
  test.each([
    ['one joiner', people(...staff(10), 'P11,p11@acme.example,,,Person 11,active')],
    ['one leaver', people(...staff(10, (n) => (n === 1 ? 'offboarded,,2026-03-01' : 'active')))],
    ['four leavers of ten', people(...staff(10, (n) => (n <= 4 ? 'offboarded,,2026-03-01' : 'active')))],
    ['fifteen joiners', people(...staff(25))],
    ['somebody who marries', people('P1,new1@acme.example,,,Person One,active', ...staff(10).slice(1))],
    [
      'departments for everybody',
      hr(...range(10).map((n) => `P${n},p${n}@acme.example,,Person ${n},active,Sales`)),
    ],
  ])('in a company of ten: %s', async (_, roster) => {
    const { acme, office } = await started(people(...staff(10)), accounts(...seats(10)));
    acme.write('roster.csv', roster);
    expect(await reasons(office)).toEqual([]);
  });

  test('three leavers of sixty', async () => {
    const { acme, office } = await started(people(...staff(60)), accounts(...seats(60)));
    acme.write('roster.csv', people(...staff(60, (n) => (n <= 3 ? 'offboarded,,2026-03-01' : 'active'))));
    expect(await reasons(office)).toEqual([]);
  });

  test('a first import from HR that explains accounts nobody knew', async () => {
    const { acme, office } = await started(people(...staff(10)), accounts(...seats(30)));
    acme.write('hr.csv', people(...staff(30).slice(10)));
    acme.configure((yaml) =>
      yaml.replace(
        '{ source: csv, file: roster.csv }',
        '{ source: csv, file: roster.csv }, { id: hr, source: csv, file: hr.csv }',
      ),
    );
    const again = acme.open();
    expect(await reasons(again)).toEqual([]);
    expect(again.values("SELECT count(*) FROM account WHERE status = 'active'")).toEqual([30]);
    office.close();
  });
});
