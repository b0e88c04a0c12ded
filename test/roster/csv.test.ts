import { describe, expect, it } from 'vitest';
import { csvRoster } from '../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../support/connector-io.ts';

async function read(content: string, dates?: 'dmy' | 'mdy', currentOnly?: true) {
  const directory = await folderWith({ 'roster.csv': content });
  return everyOf(
    csvRoster
      .connect(
        { file: 'roster.csv', dates, ...(currentOnly === undefined ? {} : { currentOnly }) },
        testIo({ directory }),
      )
      .people(),
  );
}

describe('A roster file', () => {
  it('reads every field', async () => {
    const [person] = await read(
      'Employee ID;Work Email;Aliases;Usernames;Display Name;Status;Department;Manager;Groups;Hire Date;End Date\n' +
        '7;Ana@Acme.co;ana.silva@acme.co|ana@acme.com;asilva;Ana Silva;On Leave;Design;Bo Li;Design|Leads;2020-01-06;31.12.2027\n',
    );
    expect(person).toEqual({
      id: '7',
      email: 'ana@acme.co',
      aliases: ['ana.silva@acme.co', 'ana@acme.com'],
      usernames: ['asilva', '7'],
      name: 'Ana Silva',
      status: 'on-leave',
      department: 'Design',
      manager: 'Bo Li',
      groups: ['Design', 'Leads'],
      startDate: '2020-01-06',
      endDate: '2027-12-31',
    });
  });

  it('takes the principal name as an alias and the employee number as a username', async () => {
    expect(
      await read(
        'id,email,upn,username,personnel number,status\nE7,ana@acme.co,a.silva@acme.co,asilva,1007,active\n',
      ),
    ).toMatchObject([{ id: 'E7', aliases: ['a.silva@acme.co'], usernames: ['asilva', '1007'] }]);
  });

  it('needs only an email where the settings say that it lists who works here', async () => {
    expect(await read('email\nana@acme.co\n', undefined, true)).toMatchObject([
      {
        id: 'ana@acme.co',
        email: 'ana@acme.co',
        name: 'ana@acme.co',
        status: 'active',
        aliases: [],
        groups: [],
      },
    ]);
  });

  it('may list people without an address', async () => {
    expect(await read('id,name,status\n7,Ana,active\n')).toMatchObject([{ id: '7', email: null }]);
  });

  it.each([
    ['', 'active'],
    ['Employed', 'active'],
    ['parental leave', 'on-leave'],
    ['LOA', 'on-leave'],
    ['Pre-Hire', 'starting'],
    ['suspended', 'inactive'],
    ['Terminated', 'offboarded'],
    ['leaver', 'offboarded'],
  ])('reads the status "%s" as %s', async (word, status) => {
    expect(await read(`id,status\n1,${word}\n`)).toMatchObject([{ status }]);
  });

  it('may list a person who left and came back twice, under one address', async () => {
    const people = await read('id,email,end_date\n1,ana@acme.co,2024-06-30\n2,ana@acme.co,\n');
    expect(people.map((person) => person.id)).toEqual(['1', '2']);
  });

  it('may list two current people under one address by a slip: the others must still be read', async () => {
    const people = await read('id,email,end_date\n1,ana@acme.co,\n2,Ana@acme.co,\n3,bo@acme.co,\n');
    expect(people.map(({ id, email }) => `${id} ${email}`)).toEqual([
      '1 ana@acme.co',
      '2 ana@acme.co',
      '3 bo@acme.co',
    ]);
  });

  it('may list a person who left twice', async () => {
    expect(await read('id,email,status\n1,ana@acme.co,left\n2,ana@acme.co,left\n')).toHaveLength(2);
  });

  it.each([
    [
      'id,email,status\n7,ana@acme.co,\n8,bo@acme.co,\n7,cy@acme.co,\n',
      'lines 2 and 4: two rows for person "7"',
    ],
    [
      'id,status\n1,promoted\n',
      'line 2, column status: "promoted" is not known; write one of active, on-leave, starting',
    ],
    ['id,email,status\n1,ana,active\n', 'line 2, column email: "ana" is not an email address'],
    ['id,email,name,status\n,,Ana,active\n', 'line 2 has neither an id nor an email'],
    ['id,end_date\n1,03/04/2026\n', 'column end_date: "03/04/2026" is ambiguous (3 April or 4 March?)'],
    ['name,department\nAna,Design\n', 'one of the columns id, email; found: name, department'],
  ])('is refused: %j', async (content, problem) => {
    const error = await connectorErrorOf(read(content));
    expect(error.kind).toBe('bad-file');
    expect(error.message).toContain(problem);
  });

  it('reads dates in the order the admin sets', async () => {
    expect(await read('id,end_date\n1,03/04/2026\n', 'dmy')).toMatchObject([{ endDate: '2026-04-03' }]);
  });
});
