import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

async function read(content: string, settings = {}) {
  const directory = await folderWith({ 'x.csv': content });
  const io = testIo({ directory, now: () => new Date('2026-11-27T12:00:00Z') });
  return everyOf(csv.connect({ accounts: 'x.csv', ...settings }, io).accounts());
}

const lastLogins = async (cells: readonly string[], settings = {}) =>
  (
    await read(
      `Email,Last login\n${cells.map((cell, at) => `u${at}@x.example,"${cell}"\n`).join('')}`,
      settings,
    )
  ).map(({ lastActive }) => lastActive);

describe('Days in several notations in one column', () => {
  it('are read each as it is written, and one in doubt as another shows', async () => {
    expect(await lastLogins(['1.2.2026', '2026-02-01', '03/04/2026', '25/12/2025'])).toEqual([
      '2026-02-01',
      '2026-02-01',
      '2026-04-03',
      '2025-12-25',
    ]);
    expect(await lastLogins(['03/04/2026', '12/25/2025', '2026-02-01'])).toEqual([
      '2026-03-04',
      '2025-12-25',
      '2026-02-01',
    ]);
  });

  it('a year of two digits in front is not taken for a day', async () => {
    const error = await connectorErrorOf(lastLogins(['26-02-01', '25-11-30']));
    expect(error.message).toContain(
      '"26-02-01" is ambiguous (26 February 2001 or 1 February 2026?); write 2001-02-26, or set dates: dmy, mdy or ymd',
    );
    expect(await lastLogins(['26-02-01', '25-11-30'], { dates: 'ymd' })).toEqual([
      '2026-02-01',
      '2025-11-30',
    ]);
    expect(await lastLogins(['26-02-01', '26-02-30'], { dates: 'dmy' })).toEqual([
      '2001-02-26',
      '2030-02-26',
    ]);
    expect(csv.settings.safeParse({ accounts: 'x.csv', dates: 'ymd' }).success).toBe(true);
  });

  it('unless another cell of the column can only be read one way', async () => {
    expect(await lastLogins(['26-02-01', '99-11-30'])).toEqual(['2026-02-01', '1999-11-30']);
    expect(await lastLogins(['05-02-01', '25-12-99'])).toEqual(['2001-02-05', '1999-12-25']);
  });

  it.each([
    ['46353', '2026-11-27'],
    ['46353.5', '2026-11-27'],
    ['20261127', '2026-11-27'],
    ['20261127093015.0Z', '2026-11-27T09:30:15.000Z'],
    ['20261127093015', '2026-11-27'],
    ['134089014150000000', '2025-11-29T14:50:15.000Z'],
    ['9223372036854775807', null],
    ['0', null],
  ])('%s is %s', async (cell, day) => {
    expect(await lastLogins([cell])).toEqual([day]);
  });

  it.each(['20260231', '1.33E+17', '12345', '99999', '123456'])('%s is no day', async (cell) => {
    expect((await connectorErrorOf(lastLogins([cell]))).message).toContain('is not a date');
  });
});

describe('Active Directory as a table', () => {
  const CSVDE =
    'DN,objectClass,whenCreated,name,userAccountControl,accountExpires,sAMAccountName,userPrincipalName,mail,lastLogonTimestamp\n' +
    '"CN=Ana,DC=x",user,20240101093015.0Z,Ana Ruiz,512,9223372036854775807,ana,ana@x.example,ana@x.example,134089014150000000\n' +
    '"CN=Bo,DC=x",user,20240101093015.0Z,Bo Lee,66050,0,bo,bo@x.example,,0\n' +
    '"CN=Cy,DC=x",user,20240101093015.0Z,Cy Fox,512,133000000000000000,cy,cy@x.example,,\n';

  it('as csvde writes it', async () => {
    expect(await read(CSVDE)).toMatchObject([
      {
        username: 'ana',
        state: 'active',
        lastActive: '2025-11-29T14:50:15.000Z',
        created: '2024-01-01T09:30:15.000Z',
      },
      { username: 'bo', emails: ['bo@x.example'], state: 'suspended', lastActive: null },
      { username: 'cy', state: 'deactivated' },
    ]);
  });

  it('and as a roster', async () => {
    const directory = await folderWith({ 'x.csv': CSVDE });
    const people = await everyOf(csvRoster.connect({ file: 'x.csv' }, testIo({ directory })).people());
    expect(people.map(({ status }) => status)).toEqual(['active', 'inactive', 'inactive']);
  });

  it('as PowerShell writes it: locked out is not switched off', async () => {
    const file =
      '#TYPE Microsoft.ActiveDirectory.Management.ADUser\n"DistinguishedName","Enabled","LastLogonDate","LockedOut","Name","ObjectClass","SamAccountName","UserPrincipalName"\n"CN=Ana","True","11/3/2026 9:12:00 AM","True","Ana Ruiz","user","ana","ana@x.example"\n"CN=Bo","False","11/23/2026 9:12:00 AM","False","Bo Lee","user","bo","bo@x.example"\n';
    expect(await read(file)).toMatchObject([
      { state: 'active', lastActive: '2026-11-03', name: 'Ana Ruiz' },
      { state: 'suspended', lastActive: '2026-11-23' },
    ]);
  });

  it.each([
    ['512', 'active'],
    ['514', 'suspended'],
    ['0x202', 'suspended'],
    ['NormalAccount, DontExpirePassword', 'active'],
    ['ACCOUNTDISABLE, NORMAL_ACCOUNT', 'suspended'],
    ['something', 'unknown'],
    ['', 'unknown'],
  ])('userAccountControl %s is %s', async (bits, state) => {
    expect(await read(`mail,userAccountControl\na@x.example,"${bits}"\n`)).toMatchObject([{ state }]);
  });
});
