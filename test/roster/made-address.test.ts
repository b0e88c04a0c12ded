import { describe, expect, it } from 'vitest';
import { csvRoster } from '../../src/roster/csv.ts';
import { madeAddresses } from '../../src/roster/csv-people/made-address.ts';
import { everyOf, folderWith, testIo } from '../support/connector-io.ts';

const REPORT =
  'Employee #,First Name,Last Name,Hire Date,Status\n1,Ana,Ruiz,2020-01-01,Active\n2,Jörg,Müller,2020-01-01,Inactive\n3,Cher,,2020-01-01,Active\n';

async function read(content: string, settings = {}) {
  const directory = await folderWith({ 'hr.csv': content });
  const roster = csvRoster.connect(
    csvRoster.settings.parse({ file: 'hr.csv', ...settings }),
    testIo({ directory }),
  );
  return { people: await everyOf(roster.people()), notes: roster.unusedColumns?.().notes ?? [] };
}

describe('A roster without addresses', () => {
  it('says that accounts will not find its people by their names', async () => {
    const { people, notes } = await read(REPORT);
    expect(people).toMatchObject([{ email: null, name: 'Ana Ruiz' }, { email: null }, { email: null }]);
    expect(notes).toContainEqual({ kind: 'no-address', made: false });
  });

  it('has those that the settings make of names, and says so', async () => {
    const { people, notes } = await read(REPORT, { addresses: '{first}.{last}@acme.example' });
    expect(people).toMatchObject([
      { email: 'ana.ruiz@acme.example', aliases: [] },
      { email: 'joerg.mueller@acme.example', aliases: ['jorg.muller@acme.example'], status: 'inactive' },
      { email: null, aliases: [] },
    ]);
    expect(notes).toContainEqual({ kind: 'no-address', made: true });
  });

  it('but where the file tells addresses, none is made', async () => {
    const { people } = await read(
      'Name,Email,Status\nAna Ruiz,a@acme.example,Active\nBo Lee,b@acme.example,Active\n',
      {
        addresses: '{f}{last}@acme.example',
      },
    );
    expect(people).toMatchObject([{ email: 'a@acme.example' }, { email: 'b@acme.example' }]);
  });
});

it.each([
  ['{f}.{last}@acme.example', 'Ana María', 'de la Cruz', ['a.delacruz@acme.example']],
  ['{first}{l}@acme.example', 'Łukasz', 'Żak', ['lukaszz@acme.example']],
  ['{first}.{last}@acme.example', 'Ana', '', []],
])('%s of %s %s', (form, first, last, addresses) => {
  expect(madeAddresses(form, first, last)).toEqual(addresses);
});

it.each(['{first}', 'all@acme.example', '{name}@acme.example', '{first}@acme'])(
  '%s is no form',
  (addresses) => {
    expect(csvRoster.settings.safeParse({ file: 'x.csv', addresses }).success).toBe(false);
  },
);
