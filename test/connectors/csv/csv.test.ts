import { appendFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';
import { keepsTheContract } from '../contract.ts';

type Settings = Parameters<typeof csv.connect>[0];
type Content = string | Uint8Array;

async function connectionTo(content: Content, settings: Partial<Settings> = {}) {
  const directory = await folderWith({ 'figma.csv': content });
  return csv.connect({ accounts: 'figma.csv', ...settings }, testIo({ directory }));
}

const read = async (content: Content, settings: Partial<Settings> = {}) =>
  everyOf((await connectionTo(content, settings)).accounts());

const errorOf = (content: Content, settings: Partial<Settings> = {}) =>
  connectorErrorOf(read(content, settings));

const MANY = Array.from({ length: 5000 }, (_, index) => ({
  id: `u${index}`,
  line: `u${index},user${index}@acme.co,${'x'.repeat(60)}`,
}));

async function fileSource(content: string) {
  const directory = await folderWith({ 'figma.csv': content });
  return {
    settings: { accounts: 'figma.csv' },
    io: testIo({ directory }),
    requests: [],
    close: async () => undefined,
  };
}

keepsTheContract('CSV', {
  connector: csv,
  healthy: async () => ({
    ...(await fileSource(['id,email,note', ...MANY.map(({ line }) => line)].join('\n'))),
    ids: MANY.map(({ id }) => id),
  }),
  malformed: async () => ({
    ...(await fileSource('id,email\nu1,a@acme.co\nu2,nobody\n')),
    names: /^figma\.csv line 3, column email: "nobody"/,
  }),
});

describe('A file of accounts', () => {
  it('reads every field, and every other column as metadata', async () => {
    const [account] = await read(
      `ID,E-Mail,Aliases,User Name,Full Name,Status,User Type,Role,Licenses,Last Login,Created At,Cost-Center,Team
       u1 , Ana@Acme.co ,a.silva@acme.co;ana@acme.co|ana@acme.com,asilva,Ana Silva,Enabled,Member,Admin,Pro;Beta,2026-03-09T10:00:00+02:00,9.3.2024,CC 7,\n`,
    );
    expect(account).toEqual({
      id: 'u1',
      emails: ['ana@acme.co', 'a.silva@acme.co', 'ana@acme.com'],
      username: 'asilva',
      name: 'Ana Silva',
      state: 'active',
      kind: 'person',
      role: 'Admin',
      licenses: ['Pro', 'Beta'],
      lastActive: '2026-03-09T08:00:00.000Z',
      created: '2024-03-09',
      columns: { cost_center: 'CC 7', team: null },
    });
  });

  it('names its metadata columns as the admin wrote them', async () => {
    const connection = await connectionTo('id,Cost-Center\n1,CC\n');
    expect(await connection.columns?.()).toEqual([
      { key: 'cost_center', label: 'Cost-Center', type: 'text' },
    ]);
  });

  it('uses the email as id, or else the username, when there is no id column', async () => {
    const accounts = await read('Mail,Login\nAna@acme.co,ana\n,root\n');
    expect(accounts.map((account) => account.id)).toEqual(['ana@acme.co', 'root']);
  });

  it('takes the principal name beside the address as another address, and keeps the column', async () => {
    const [account, bo] = await read('email,UPN\nana@acme.co,Ana@acme.onmicrosoft.com\nbo@acme.co,bo\n');
    expect(account).toMatchObject({
      emails: ['ana@acme.co', 'ana@acme.onmicrosoft.com'],
      columns: { upn: 'Ana@acme.onmicrosoft.com' },
    });
    expect(bo).toMatchObject({ emails: ['bo@acme.co'] });
  });

  it('keeps an id that is an employee number as a column, because people are found by it', async () => {
    expect(await read('employee_id,name\n1001,Ana\n')).toMatchObject([
      { id: '1001', columns: { employee_id: '1001' } },
    ]);
  });

  it.each([
    ['commas', 'id,name\n1,"Silva, Ana"\n2,Bo\n'],
    ['semicolons', 'id;name\n1;Silva, Ana\n2;Bo\n'],
    ['tabs', 'id\tname\n1\tSilva, Ana\n2\tBo\n'],
    ['Windows line ends', 'id,name\r\n1,"Silva, Ana"\r\n2,"Bo"\r\n'],
    ['old Mac line ends', 'id,name\r1,"Silva, Ana"\r2,Bo\r'],
    ['a byte order mark', '\uFEFFid,name\n1,"Silva, Ana"\n2,Bo\n'],
    ['no line end at the end', 'id,name\n1,"Silva, Ana"\n2,"Bo"'],
    ['empty lines', '\n\nid,name\n1,"Silva, Ana"\n\n  \n2,Bo\n\n'],
  ])('may be written with %s', async (_, content) => {
    expect((await read(content)).map((account) => account.name)).toEqual(['Silva, Ana', 'Bo']);
  });

  it('accepts a header without rows as an empty list', async () => {
    expect(await read('id,email\n')).toEqual([]);
    expect(await read('id,email')).toEqual([]);
  });

  it.each([
    ['active', 'active'],
    ['', 'unknown'],
    ['Pending', 'invited'],
    ['locked', 'suspended'],
    ['INACTIVE', 'deactivated'],
    ['deleted', 'deleted'],
  ])('reads the state "%s" as %s', async (word, state) => {
    expect(await read(`id,state\n1,${word}\n`)).toMatchObject([{ state }]);
  });

  it.each([
    ['human', 'person'],
    ['External', 'guest'],
    ['app', 'bot'],
    ['Service Account', 'service'],
    ['room', 'shared'],
    ['', 'unknown'],
  ])('reads the kind "%s" as %s', async (word, kind) => {
    expect(await read(`id,kind\n1,${word}\n`)).toMatchObject([{ kind }]);
  });

  it('reports the age of the file as the age of its data', async () => {
    const directory = await folderWith({ 'figma.csv': 'id\n1\n' });
    await utimes(join(directory, 'figma.csv'), 0, new Date('2026-02-01T09:00:00Z'));
    const connection = csv.connect({ accounts: 'figma.csv' }, testIo({ directory }));
    expect(await connection.dataAge?.()).toBe('2026-02-01T09:00:00.000Z');
  });

  it('leaves the removal of accounts to the admin', async () => {
    expect((await connectionTo('id\n1\n')).removal).toBeUndefined();
  });

  it('reports the capabilities it lacks', async () => {
    const limits = await (await connectionTo('id,username\n1,ana\n')).check();
    expect(limits.map((limit) => limit.capability).sort()).toEqual(['email', 'lastActive', 'subscriptions']);
  });

  it('keeps text with quotes, separators and line breaks unchanged', async () => {
    const anyText = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const dialect = fc.record({
      separator: fc.constantFrom(',', ';', '\t'),
      newline: fc.constantFrom('\n', '\r\n'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyText, anyText)),
        dialect,
        async (rows, { separator, newline }) => {
          const lines = rows.map(([name, role], index) =>
            [String(index), quoted(name), quoted(role)].join(separator),
          );
          const accounts = await read([['id', 'name', 'role'].join(separator), ...lines, ''].join(newline));
          expect(accounts.map(({ name, role }) => [name ?? '', role ?? ''])).toEqual(
            rows.map((row) => row.map((text) => text.trim())),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads a long quoted cell correctly, wherever a chunk of the file ends', async () => {
    const names = Array.from({ length: 9000 }, (_, index) => `${index}: "${'é,\r\n"'.repeat(index % 13)}"`);
    const rows = names.map((name, index) => `${index},"${name.replaceAll('"', '""')}"`);
    const accounts = await read(['id,name', ...rows].join('\r\n'));
    expect(accounts.map((account) => account.name)).toEqual(names);
  });
});

describe('Dates in a file', () => {
  const lastActive = async (text: string, settings: Partial<Settings> = {}) => {
    const [account] = await read(`id,last_active\n1,"${text}"\n`, settings);
    return account?.lastActive;
  };

  it.each([
    ['2026-03-09', '2026-03-09'],
    ['2024-02-29', '2024-02-29'],
    ['9.3.2026', '2026-03-09'],
    ['09.03.2026', '2026-03-09'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/2026', '2026-12-25'],
    ['03/03/2026', '2026-03-03'],
    ['2026/03/09 10:30:00', '2026-03-09'],
    ['2026-03-09T10:00:00Z', '2026-03-09T10:00:00.000Z'],
    ['2026-03-09T10:00:00.123456Z', '2026-03-09T10:00:00.123Z'],
    ['2026-03-09 10:00', '2026-03-09'],
    ['2026-03-09 10:00 +01:00', '2026-03-09T09:00:00.000Z'],
    ['2026-03-09T00:30:00+05:30', '2026-03-08T19:00:00.000Z'],
    ['12/25/2026 2:05 PM GMT', '2026-12-25T14:05:00.000Z'],
    ['28 Apr 2024', '2024-04-28'],
    ['Feb 16, 2026', '2026-02-16'],
    ['16. Februar 2026', '2026-02-16'],
    ['3 févr. 2026', '2026-02-03'],
    ['12 de mayo de 2024', '2024-05-12'],
    ['7 ottobre 2025', '2025-10-07'],
    ['3 mrt. 2026', '2026-03-03'],
    ['4 września 2025', '2025-09-04'],
    ['23-Apr-24', '2024-04-23'],
    ['23-10-2023', '2023-10-23'],
    ['25.12.24', '2024-12-25'],
    ['8/19/2021 1:25:31 PM', '2021-08-19'],
    ['Nov 25, 2026, 9:12 AM UTC', '2026-11-25T09:12:00.000Z'],
    ['Wed, 25 Nov 2026 09:12:30 GMT', '2026-11-25T09:12:30.000Z'],
    ['1773050000', '2026-03-09T09:53:20.000Z'],
    ['1773050000123', '2026-03-09T09:53:20.123Z'],
    ['0000-00-00', null],
    [' --', null],
    ['no_information', null],
    ['', null],
    ['Never', null],
    ['Never logged in', null],
  ])('"%s" is %s', async (text, instant) => {
    expect(await lastActive(text)).toBe(instant);
  });

  it('are read in the order the admin sets', async () => {
    expect(await lastActive('03/04/2026', { dates: 'dmy' })).toBe('2026-04-03');
    expect(await lastActive('03/04/2026', { dates: 'mdy' })).toBe('2026-03-04');
    const error = await errorOf('id,last_active\n1,25/12/2026\n', { dates: 'mdy' });
    expect(error.message).toBe(
      'figma.csv line 2, column last_active: "25/12/2026" is a date that does not exist; correct it, like 2026-03-09',
    );
  });

  it('are rejected when they are ambiguous, instead of guessed', async () => {
    const error = await errorOf('id,last_active\n2,03/04/2026\n');
    expect(error).toMatchObject({ app: 'test-app', kind: 'bad-file' });
    expect(error.message).toBe(
      'figma.csv line 2, column last_active: "03/04/2026" is ambiguous (3 April or 4 March?); write 2026-04-03, or set dates: dmy or mdy',
    );
  });

  it.each([
    '2026-02-30',
    '2025-02-29',
    '31.4.2026',
    '2026-13-01',
    '2026-03-09T25:00:00Z',
    'the other day',
    '17730500',
    '30 Febtober 2026',
  ])('cannot be "%s"', async (text) => {
    expect((await errorOf(`id,last_active\n1,${text}\n`)).message).toMatch(
      /^figma\.csv line 2, column last_active: "/,
    );
  });
});

describe('A bad file is refused', () => {
  const mixed = Buffer.concat([Buffer.from('id,name\n1,Zoé\n2,Zo'), Buffer.from([0xeb]), Buffer.from('\n')]);

  it.each<[string, Content, string]>([
    ['when it is empty', '', 'figma.csv is empty'],
    ['when it holds only blank lines', '\n\n', 'figma.csv is empty'],
    ['when it is UTF-8 and Latin-1 in one', mixed, 'figma.csv line 3 is not valid UTF-8; save it as UTF-8'],
    [
      'when a character is cut off at its end',
      Buffer.from('id,name\n1,Zoë').subarray(0, -1),
      'line 2 is not valid UTF-8',
    ],
    ['when it holds NUL bytes', 'id,name\n1,A\0na\n', 'contains NUL bytes'],
    [
      'when a quote never closes',
      'id,name\n1,Ana\n2,"Bo\n3,Cy\n',
      'ends inside a quoted field that starts on line 3',
    ],
    [
      'when a quote never closes after others did',
      'id,name,role\n1,"A\nB","x\n',
      'ends inside a quoted field that starts on line 3',
    ],
    [
      'when the header quote never closes',
      '"id,name\n1,Ana\n',
      'ends inside a quoted field that starts on line 1',
    ],
    ['when text follows a quote', 'id,name\n1,"Ana" Silva\n2,"Bo"\n', 'line 2: text follows a closing quote'],
    ['when a row is short', 'id,name\n1,Ana\n2\n', 'figma.csv line 3 has 1 cells where the header has 2'],
    [
      'when a row is long',
      'id,name\n"1\n1",Ana\n2,Silva, Ana\n',
      'figma.csv line 4 has 3 cells where the header has 2',
    ],
    [
      'when no column identifies the account',
      'name,team\nAna,X\n',
      'one of the columns id, email, username; found: name, team',
    ],
    ['when an id is missing', 'id,name\n,Ana\n', 'figma.csv line 2, column id: is empty'],
    [
      'when a row identifies no account',
      'email,username,name\n,,Ana\n',
      'figma.csv line 2 has neither an email nor a username; fill in one of them',
    ],
    [
      'when an email is not an address',
      'id,email\n1,ana at acme\n',
      'line 2, column email: "ana at acme" is not an email address',
    ],
    [
      'when an alias is not an address',
      'id,aliases\n1,a@b.co;nope\n',
      'line 2, column aliases: "nope" is not an email address',
    ],
    [
      'when a state is unknown',
      'id,State\n1,happy\n',
      'column State: "happy" is not known; write one of active, invited',
    ],
    [
      'when a kind is unknown',
      'id,kind\n1,alien\n',
      'column kind: "alien" is not known; write one of person, guest',
    ],
  ])('%s', async (_, content, problem) => {
    const error = await errorOf(content);
    expect(error.kind).toBe('bad-file');
    expect(error.message).toContain(problem);
    expect(error.message).toMatch(/^figma\.csv /);
  });

  it('when one lost quote would swallow the rest of a large file', async () => {
    const error = await errorOf(`id,name\n1,"Ana\n${'2,Bo\n'.repeat(300_000)}`);
    expect(error.message).toContain('line 2 starts a row of more than 1000000 characters');
  });

  it('when it does not exist, naming the path where it was expected', async () => {
    const directory = await folderWith({});
    const connection = csv.connect({ accounts: 'figma.csv' }, testIo({ directory }));
    const error = await connectorErrorOf(everyOf(connection.accounts()));
    expect(error.kind).toBe('bad-file');
    expect(error.message).toContain(join(directory, 'figma.csv'));
  });

  it('when it is a folder', async () => {
    const directory = await folderWith({});
    const connection = csv.connect({ accounts: '.' }, testIo({ directory }));
    expect((await connectorErrorOf(everyOf(connection.accounts()))).message).toContain('is not a file');
  });

  it('when it changes while it is read', async () => {
    // Longer than what is held until the end of a shorter file.
    const rows = Array.from({ length: 80_000 }, (_, index) => `u${index}`);
    const directory = await folderWith({ 'figma.csv': ['id', ...rows].join('\n') });
    const connection = csv.connect({ accounts: 'figma.csv' }, testIo({ directory }));
    const reading = (async () => {
      for await (const page of connection.accounts())
        if (page.length > 0) await appendFile(join(directory, 'figma.csv'), '\n');
    })();
    const error = await connectorErrorOf(reading);
    expect(error).toMatchObject({
      kind: 'file-changed',
      message: 'figma.csv changed while it was read; it will be read again',
    });
  });

  it('when reading is stopped', async () => {
    const stop = new AbortController();
    const directory = await folderWith({ 'figma.csv': 'id\n1\n' });
    const connection = csv.connect({ accounts: 'figma.csv' }, testIo({ directory, signal: stop.signal }));
    stop.abort(new Error('stopping'));
    await expect(everyOf(connection.accounts())).rejects.toThrow('stopping');
  });
});

describe('A file of subscriptions', () => {
  const HEADER =
    'sku,product,model,purchased,unlimited,consumed,enabled,warning,suspended,capability_status,unit_price,currency,term,renews_on';

  const subscriptions = async (content: string, settings: Partial<Settings> = {}) => {
    const directory = await folderWith({ 'figma.csv': 'id\n1\n', 'licenses.csv': content });
    const names = { accounts: 'figma.csv', subscriptions: 'licenses.csv' };
    return csv.connect({ ...names, ...settings }, testIo({ directory })).subscriptions?.();
  };

  it('reads every field', async () => {
    const rows = await subscriptions(
      `${HEADER}\nPRO,Figma Pro,,50,no,41,50,0,0,Locked Out,12.50,eur,Yearly,31.12.2026\nDEV,,,,yes,,,,,1,,,,\n`,
    );
    const nothing = {
      product: null,
      model: null,
      purchased: null,
      consumed: null,
      enabled: null,
      warning: null,
      suspended: null,
    };
    expect(rows).toEqual([
      {
        id: 'PRO',
        sku: 'PRO',
        product: 'Figma Pro',
        model: null,
        purchased: 50,
        unlimited: false,
        consumed: 41,
        enabled: 50,
        warning: 0,
        suspended: 0,
        capabilityStatus: 'locked-out',
        unitPrice: 12.5,
        currency: 'EUR',
        term: 'annual',
        renewsOn: '2026-12-31',
        endsOn: null,
      },
      {
        ...nothing,
        id: 'DEV',
        sku: 'DEV',
        unlimited: true,
        capabilityStatus: 'enabled',
        unitPrice: null,
        currency: null,
        term: null,
        renewsOn: null,
        endsOn: null,
      },
    ]);
  });

  it('is optional', async () => {
    expect((await connectionTo('id\n1\n')).subscriptions).toBeUndefined();
  });

  it.each([
    ['sku,purchased\nPRO,12.5\n', 'line 2, column purchased: "12.5" is not a whole number'],
    ['sku,purchased\nPRO,-1\n', 'line 2, column purchased: "-1" is negative; a number of seats is 0 or more'],
    ['sku,warning\nPRO,-2\n', 'line 2, column warning: "-2" is negative'],
    ['sku,unit_price\nPRO,-4.50\n', 'line 2, column unit_price: "-4.50" is negative; a price is 0 or more'],
    [
      'sku,capability_status\nPRO,9\n',
      'line 2, column capability_status: "9" is not known; write one of enabled',
    ],
    ['sku,capability_status\nPRO,asleep\n', 'line 2, column capability_status: "asleep" is not known'],
    [
      'sku,unit_price\nPRO,"1,500"\n',
      'line 2, column unit_price: "1,500" is not a price; write it with a point and no currency, like 1.500',
    ],
    ['sku,currency\nPRO,€\n', 'line 2, column currency: "€" is not a currency'],
    ['sku,term\nPRO,weekly\n', 'line 2, column term: "weekly" is not known; write one of monthly, annual'],
    ['sku,unlimited\nPRO,maybe\n', 'column unlimited: "maybe" is not known; write one of yes, no'],
    ['sku,capability_status\nPRO,7\n', 'column capability_status: "7" is not known'],
    ['sku,product\n,Figma\n', 'line 2, column sku: is empty'],
    ['sku\nPRO\nPRO\n', 'lines 2 and 3: two rows for subscription "PRO"'],
    ['currency\nEUR\n', 'the header needs one of the columns sku, product; found: currency'],
  ])('is refused: %j', async (content, problem) => {
    const error = await connectorErrorOf(subscriptions(content));
    expect(error.kind).toBe('bad-file');
    expect(error.message).toContain(problem);
    expect(error.message).toMatch(/^licenses\.csv /);
  });
});
