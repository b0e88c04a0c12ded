import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

type Settings = Parameters<typeof csv.connect>[0];

async function read(content: string, settings: Partial<Settings> = {}, subscriptions?: string) {
  const directory = await folderWith({
    'figma.csv': content,
    ...(subscriptions === undefined ? {} : { 'licenses.csv': subscriptions }),
  });
  const bought = subscriptions === undefined ? {} : { subscriptions: 'licenses.csv' };
  const io = testIo({ directory, timezone: 'Europe/Berlin' });
  return everyOf(csv.connect({ accounts: 'figma.csv', ...bought, ...settings }, io).accounts());
}

describe('Who never used an app is not shown with the day on which a calendar begins', () => {
  const lastUse = async (text: string) => (await read(`id,last_active\nu1,"${text}"\n`))[0]?.lastActive;

  it.each([
    '1970-01-01T00:00:00.000Z',
    '1969-12-31T16:00:00-08:00',
    '0001-01-01T00:00:00Z',
    '1/1/0001 12:00:00 AM',
    '1601-01-01T00:00:00Z',
    '31.12.1600',
    '1899-12-30',
    '00.01.1900',
    '1900-01-01',
    '9999-12-31T23:59:59Z',
    '0',
    '0000-00-00 00:00:00',
    '00.00.0000',
  ])('%s', async (text) => {
    expect(await lastUse(text)).toBeNull();
  });

  it.each([
    'Never',
    'never logged in',
    'Has never signed in.',
    '(never)',
    '—',
    '--',
    'N/A',
    'n. v. t.'.replaceAll(' ', ''),
    'Nie',
    'Noch nie angemeldet',
    'Jamais',
    'jamais connecté',
    'Nunca',
    'Mai',
    'nooit',
    'Aldrig',
    'Keine Angabe',
    'なし',
  ])('%s', async (text) => {
    expect(await lastUse(text)).toBeNull();
  });

  it('but a month, a name or another word is still no date', async () => {
    for (const text of ['Mai 2024', 'the other day', 'Nevermind', '2026-02-30'])
      await expect(lastUse(text)).rejects.toThrow(`"${text}" is`);
  });

  it('and a word for never in a column of names is a name', async () => {
    expect((await read('id,name\nu1,Nie\n'))[0]?.name).toBe('Nie');
  });
});

describe('A time without an offset does not accuse anybody', () => {
  it('because only its day is known', async () => {
    const [account] = await read('id,last_active\nu1,2026-03-09 23:30\n');
    expect(account?.lastActive).toBe('2026-03-09');
  });

  it.each([
    ['Europe/Berlin', '2026-03-09 23:30', '2026-03-09T22:30:00.000Z'],
    ['Europe/Berlin', '2026-07-09 23:30', '2026-07-09T21:30:00.000Z'],
    ['Pacific/Auckland', '2026-01-09 01:00', '2026-01-08T12:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-01-09 23:00', '2026-01-10T10:00:00.000Z'],
    ['UTC', '2026-03-09 23:30', '2026-03-09T23:30:00.000Z'],
  ])('unless the settings say its zone is %s: %s', async (zone, text, instant) => {
    const [account] = await read(`id,last_active\nu1,${text}\n`, { zone });
    expect(account?.lastActive).toBe(instant);
  });

  it('or the header says UTC', async () => {
    const [account] = await read('id,Last Login (UTC)\nu1,2026-03-09 23:30\n', { zone: 'Europe/Berlin' });
    expect(account?.lastActive).toBe('2026-03-09T23:30:00.000Z');
  });

  it('and a zone that nobody knows is refused', () => {
    expect(csv.settings.safeParse({ accounts: 'figma.csv', zone: 'Mars/Olympus' }).success).toBe(false);
  });
});

describe('Addresses as directories export them', () => {
  it.each([
    ['SMTP:b@acme.co;smtp:a@acme.co', ['m@acme.co', 'b@acme.co', 'a@acme.co']],
    ['smtp:a@acme.co;SMTP:b@acme.co', ['m@acme.co', 'b@acme.co', 'a@acme.co']],
    ['SMTP:b@acme.co+smtp:a+tag@acme.co', ['m@acme.co', 'b@acme.co', 'a+tag@acme.co']],
    ['SMTP:b@acme.co smtp:a@acme.co', ['m@acme.co', 'b@acme.co', 'a@acme.co']],
    ['a@acme.co, b@acme.co', ['m@acme.co', 'a@acme.co', 'b@acme.co']],
    ['SMTP:m@acme.co;SIP:m@acme.co;X500:/o=Exchange Labs/cn=4f-M', ['m@acme.co']],
    ['mailto:a@acme.co', ['m@acme.co', 'a@acme.co']],
    ['-', ['m@acme.co']],
  ])('%s', async (text, emails) => {
    expect((await read(`id,email,proxyAddresses\nu1,m@acme.co,"${text}"\n`))[0]?.emails).toEqual(emails);
  });

  it('have the main one in the column of addresses, too', async () => {
    const [account] = await read('id,email\nu1,smtp:a@acme.co;SMTP:m@acme.co\n');
    expect(account?.emails).toEqual(['m@acme.co', 'a@acme.co']);
  });

  it('and a name that Microsoft conceals is refused with the setting that shows it', async () => {
    const error = await connectorErrorOf(read(`userPrincipalName,id\n${'A1B2C3D4'.repeat(4)},u1\n`));
    expect(error.message).toContain('is a concealed name; in the Microsoft 365 admin centre');
  });

  it('and what should be an address and is none is still refused', async () => {
    const error = await connectorErrorOf(read('id,email,aliases\nu1,m@acme.co,smtp:nobody\n'));
    expect(error.message).toBe(
      'figma.csv line 2, column aliases: "nobody" is not an email address; write name@domain, and separate several with ; or |',
    );
  });
});

describe('Several licenses in one cell', () => {
  const BOUGHT =
    'sku,product\nE3,Microsoft 365 E3\nPBI,Power BI Pro\nSUITE,"Draw, Write+Count"\nFREE,None at all\n';
  const licenses = async (cell: string, subscriptions: string | undefined = BOUGHT) =>
    (await read(`id;licenses\nu1;"${cell}"\n`, {}, subscriptions))[0]?.licenses;

  it.each([
    ['Microsoft 365 E3+Power BI Pro', ['Microsoft 365 E3', 'Power BI Pro']],
    ['microsoft 365 e3, PBI', ['microsoft 365 e3', 'PBI']],
    ['Microsoft 365 E3\nPower BI Pro', ['Microsoft 365 E3', 'Power BI Pro']],
    ['Microsoft 365 E3;Power BI Pro', ['Microsoft 365 E3', 'Power BI Pro']],
    ['Draw, Write+Count', ['Draw, Write+Count']],
    ['Draw, Write+Count;PBI', ['Draw, Write+Count', 'PBI']],
    ['Microsoft 365 E3+Something else', ['Microsoft 365 E3+Something else']],
    ['Unlicensed', []],
    ['None', []],
    ['-', []],
    ['None at all', ['None at all']],
  ])('%j', async (cell, expected) => {
    expect(await licenses(cell)).toEqual(expected);
  });

  it('of Microsoft are known by name without a file of subscriptions', async () => {
    const [account] = await read('id;licenses\nu1;"Microsoft 365 E3+Power BI Pro"\nu2;"A+B"\n');
    expect(account?.licenses).toEqual(['Microsoft 365 E3', 'Power BI Pro']);
  });
});

describe('A column whose name says something else', () => {
  it.each([
    ['suspended', 'true', 'suspended'],
    ['Block credential', 'True', 'suspended'],
    ['isBlocked', 'yes', 'suspended'],
    ['Archived', '1', 'suspended'],
    ['accountEnabled', 'False', 'suspended'],
    ['active', 'no', 'deactivated'],
    ['deleted', 'ja', 'deleted'],
    ['suspended', 'false', 'active'],
    ['suspended', '', 'unknown'],
    ['suspended', 'sometimes', 'unknown'],
  ])('%s = %s is the state %s', async (name, cell, state) => {
    const [account] = await read(`id,${name}\nu1,${cell}\n`);
    expect(account?.state).toBe(state);
  });

  it('a written state that is not active overrules it, and the strongest column counts', async () => {
    expect(await read('id,state,suspended\nu1,invited,true\nu2,active,true\n')).toMatchObject([
      { state: 'suspended' },
      { state: 'suspended' },
    ]);
    expect(await read('id,suspended,deleted\nu1,true,true\n')).toMatchObject([{ state: 'deleted' }]);
  });

  it('written in camel case is recognised', async () => {
    const [account] = await read('userId,primaryEmail,displayName,lastLogin\nu1,a@acme.co,Ana,2026-03-09\n');
    expect(account).toMatchObject({
      id: 'u1',
      emails: ['a@acme.co'],
      name: 'Ana',
      lastActive: '2026-03-09',
      columns: {},
    });
  });

  it('keeps its name as metadata, in whichever case it was written', async () => {
    const [account] = await read('id,twoFactor\nu1,on\n');
    expect(account?.columns).toEqual({ twofactor: 'on' });
  });

  it('is named by the error, with the setting that mends it', async () => {
    const error = await connectorErrorOf(read('id,Status\nu1,Quite happy\n'));
    expect(error.message).toBe(
      'figma.csv line 2, column Status: "Quite happy" is not known; write one of active, invited, suspended, deactivated, deleted, unknown; or, if the column means something else, set columns: { Status: role } (or none)',
    );
  });

  it('means what the settings say', async () => {
    const file = 'id,Status,role\nu1,Primary Owner,x\n';
    expect(await read(file, { columns: { status: 'role' } })).toMatchObject([
      { state: 'unknown', role: 'Primary Owner', columns: { role: 'x' } },
    ]);
    expect(await read(file, { columns: { Status: 'none' } })).toMatchObject([
      { state: 'unknown', role: 'x', columns: { status: 'Primary Owner' } },
    ]);
  });

  it('must be in the file if the settings name it', async () => {
    const error = await connectorErrorOf(read('id,role\nu1,x\n', { columns: { level: 'role' } }));
    expect(error.message).toBe(
      'figma.csv line 1: the header has no column level, which columns: in seatkeeper.yaml names; found: id, role',
    );
  });
});

describe('A file with mistakes', () => {
  it('names every bad row at once, not one each time', async () => {
    const error = await connectorErrorOf(
      read('id,email,state\nu1,nobody,\nu2,b@acme.co,active\nu3,c@acme.co,happy\nu4,d@acme.co,active,x\n'),
    );
    expect(error.message).toMatch(
      /^figma\.csv has 3 rows that cannot be read: line 2, column email: "nobody" .*; line 4, column state: "happy" .*; line 5 has 4 cells/,
    );
  });

  it('says a mistake once, names twenty rows with their values, and how many more there are', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `u${index},x${index}`);
    const error = await connectorErrorOf(read(['id,email', ...rows, 'a,b,c'].join('\n')));
    expect(error.message).toMatch(
      /^figma\.csv has 5001 rows that cannot be read: line 2, column email: "x0" is not an email address; [^"]* \(also line 3: "x1", line 4: "x2", .*line 21: "x19" and 4980 more\); line 5002 has 3 cells where/,
    );
  });

  it('may have rows of empty cells, as spreadsheets leave them', async () => {
    expect(await read('id,email\n,\nu1,a@acme.co\n,,,\n , \n')).toHaveLength(1);
  });
});
