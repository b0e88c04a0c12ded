import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accounts, company, csvOf, people, seats, staff } from '../../support/company.ts';

const DIRECTORY = 'id,email,name,status,end_date,department';
const directory = (...rows: string[]) => csvOf(DIRECTORY, rows);

/** HR, where person 1 has left, and a directory in which nobody has; person 21 is a contractor whom only the directory knows. */
async function opened(yaml = '') {
  const acme = company({
    roster: people(...staff(20, (n) => (n === 1 ? 'offboarded,,2026-02-27' : 'active'))),
    apps: { figma: accounts(...seats(21)) },
  });
  const rows = Array.from(
    { length: 21 },
    (_, at) => `D${at + 1},p${at + 1}@acme.example,Person ${at + 1},active`,
  );
  acme.write('directory.csv', directory(...rows));
  acme.configure((text) =>
    `${text}${yaml}\n`.replace(
      'roster: [{ source: csv, file: roster.csv }]',
      'roster:\n  - { source: csv, id: hr, file: roster.csv }\n  - { source: csv, id: directory, file: directory.csv }',
    ),
  );
  const office = acme.open();
  await office.sync();
  const statuses = () =>
    office.values("SELECT external_id || ' ' || status FROM account WHERE status <> 'active'");
  const health = async () => JSON.stringify((await office.ask('health')).message);
  return { acme, office, statuses, health };
}

test('without an order nobody is accused whom one source still lists, and health names them and says how to decide', async () => {
  const { statuses, health } = await opened();
  expect(statuses()).toEqual([]);
  const text = await health();
  expect(text).toContain(
    'Person 1: left (last day 27 Feb) in hr, active in directory; counts as somebody who works here.',
  );
  expect(text).toContain('precedence: { status: [hr, directory] }');
});

test('the first source in the order that knows somebody decides, and others only about people it does not know', async () => {
  const { statuses, health } = await opened('precedence: { status: [hr] }');
  expect(statuses()).toEqual(['a1 inactive']);
  const text = await health();
  expect(text).toContain('Person 1: left (last day 27 Feb) in hr, active in directory; counts as gone.');
  expect(text).not.toContain('precedence:');
});

test('of three sources, the one that decides is told once for each person, whatever the two others say', async () => {
  const acme = company({
    roster: people(...staff(20, (n) => (n === 1 ? 'offboarded' : 'active'))),
    apps: { figma: accounts(...seats(20)) },
  });
  const rows = (status: string) => people(...staff(20, (n) => (n === 1 ? status : 'active')));
  acme.write('directory.csv', rows('active'));
  acme.write('payroll.csv', rows('offboarded'));
  acme.configure((text) =>
    `${text}precedence: { status: [payroll] }\n`.replace(
      'roster: [{ source: csv, file: roster.csv }]',
      [
        'roster:',
        '  - { source: csv, id: hr, file: roster.csv }',
        '  - { source: csv, id: directory, file: directory.csv }',
        '  - { source: csv, id: payroll, file: payroll.csv }',
      ].join('\n'),
    ),
  );
  const office = acme.open();
  await office.sync();
  expect(office.values("SELECT external_id FROM account WHERE status <> 'active'")).toEqual(['a1']);
  const health = JSON.stringify((await office.ask('health')).message);
  expect(health.match(/Person 1: [^"]*/g)).toEqual([
    'Person 1: left in hr and payroll, active in directory; counts as gone.',
  ]);
});

test('an order that comes later is applied to every account at the next sync', async () => {
  const { acme, office, statuses } = await opened();
  expect(statuses()).toEqual([]);
  office.close();
  acme.configure((text) => `${text}\nprecedence: { status: [hr, directory] }\n`);
  acme.at('2026-03-02T10:00:00Z');
  const later = acme.open();
  await later.sync();
  expect(later.values("SELECT external_id FROM account WHERE status <> 'active'")).toEqual(['a1']);
});

test('somebody whom the deciding source lists as current stays, whatever the directory says', async () => {
  const { acme, office, statuses } = await opened('precedence: { status: [hr, directory] }');
  const rows = Array.from(
    { length: 21 },
    (_, at) =>
      `D${at + 1},p${at + 1}@acme.example,Person ${at + 1},${at === 4 ? 'offboarded,2026-02-01' : 'active'}`,
  );
  acme.write('directory.csv', directory(...rows));
  acme.at('2026-03-02T10:00:00Z', { exported: false });
  await office.sync();
  expect(statuses()).toEqual(['a1 inactive']);
});

test('departments, managers and days that differ are counted, not listed one by one', async () => {
  const header = 'id,email,name,status,end_date,start_date,department,manager';
  const acme = company({
    roster: csvOf(header, [
      '1,ada@acme.example,Ada,offboarded,2026-02-01,2024-01-01,Sales,Grace',
      '2,ben@acme.example,Ben,active,,2025-05-05,IT,Hopper',
      '3,cy@acme.example,Cy,active,,,,Hopper',
    ]),
    apps: {},
  });
  acme.write(
    'directory.csv',
    csvOf(header, [
      'd1,ada@acme.example,Ada,offboarded,2026-02-03,2024-01-02,Marketing,Lovelace',
      'd2,ben@acme.example,Ben,active,,2025-05-05,it,grace',
      'd3,cy@acme.example,Cy,active,,2026-01-01,Ops,',
    ]),
  );
  acme.configure((text) =>
    text.replace(
      'roster: [{ source: csv, file: roster.csv }]',
      'roster:\n  - { source: csv, id: hr, file: roster.csv }\n  - { source: csv, id: directory, file: directory.csv }',
    ),
  );
  const office = acme.open();
  await office.sync();
  const { message } = await office.ask('health');
  const lines = JSON.stringify(message).match(/Rosters hr and directory give different [^.]+\./g);
  // Where one of them says nothing, or the same in other letters, they do not differ.
  expect(lines).toEqual([
    'Rosters hr and directory give different last days for 1 person, such as Ada.',
    'Rosters hr and directory give different first days for 1 person, such as Ada.',
    'Rosters hr and directory give different departments for 1 person, such as Ada.',
    'Rosters hr and directory give different managers for 2 people, such as Ada.',
  ]);
});

test('department and manager come from the first source in their own order that says anything', async () => {
  const header = 'id,email,name,status,department,manager';
  const acme = company({
    roster: csvOf(header, [
      '1,p1@acme.example,Ada,active,Sales,Grace',
      '2,p2@acme.example,Ben,active,IT,Grace',
    ]),
    apps: { figma: accounts(...seats(2)) },
  });
  acme.write(
    'directory.csv',
    csvOf(header, ['d1,p1@acme.example,Ada,active,Field sales,Hopper', 'd2,p2@acme.example,Ben,active,,']),
  );
  acme.configure((text) =>
    `${text}\nprecedence: { department: [directory, hr], manager: [directory] }\n`.replace(
      'roster: [{ source: csv, file: roster.csv }]',
      'roster:\n  - { source: csv, id: hr, file: roster.csv }\n  - { source: csv, id: directory, file: directory.csv }',
    ),
  );
  const office = acme.open();
  await office.sync();
  for (const [who, department, manager] of [
    ['p1@acme.example', 'Field sales', 'Hopper'],
    // Where the first says nothing, the next does, or the record itself.
    ['p2@acme.example', 'IT', 'Grace'],
  ] as const) {
    const { json } = await office.ask(`who ${who}`);
    expect(json).toMatchObject({ person: { department, manager } });
  }
  const table = JSON.stringify((await office.ask('access figma columns:email,department,manager')).message);
  expect(table).toMatch(/Field sales.*Hopper/);
  await office.ask(`export access figma out:${acme.file('out.csv')}`);
  expect(readFileSync(acme.file('out.csv'), 'utf8')).toContain('Field sales');
  expect(readFileSync(acme.file('out.csv'), 'utf8')).toContain('IT');
});

test('an order that names no roster source is refused with those there are', () => {
  const acme = company({ roster: people(...staff(2)), apps: {} });
  expect(() => acme.configure((text) => `${text}\nprecedence: { status: [hrr] }\n`)).toThrow(
    '"hrr" is not the id of a roster source; write one of csv',
  );
});
