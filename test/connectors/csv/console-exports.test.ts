import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

type Settings = Parameters<typeof csv.connect>[0];

async function connect(content: string | Uint8Array, settings: Partial<Settings> = {}) {
  const directory = await folderWith({ 'app.csv': content });
  const io = testIo({ directory, now: () => new Date('2026-11-27T12:00:00Z') });
  return csv.connect({ accounts: 'app.csv', ...settings }, io);
}

const read = async (content: string | Uint8Array, settings: Partial<Settings> = {}) =>
  everyOf((await connect(content, settings)).accounts());

const first = async (content: string) => (await read(content))[0];

/** What is said of the file, and what was read. */
async function noted(content: string | Uint8Array, settings: Partial<Settings> = {}) {
  const connection = await connect(content, settings);
  const accounts = await everyOf(connection.accounts());
  return { accounts, notes: connection.unusedColumns?.().notes ?? [] };
}

describe('Nobody is called active in silence', () => {
  it('without a column of states every state is unknown, and the app says so, with a guess', async () => {
    const { accounts, notes } = await noted('email,Konto-Aktivierung\na@acme.example,ja\n');
    expect(accounts).toMatchObject([{ state: 'unknown' }]);
    expect(notes).toContainEqual({ kind: 'no-state', guess: 'Konto-Aktivierung' });
  });

  it.each([
    ['Account deactivated at', '2026-10-01', 'deactivated'],
    ['Deactivation date (UTC)', '2026-10-01 09:00', 'deactivated'],
    ['Deactivation date', '2027-10-01', 'active'],
    ['Deactivation date', '-', 'active'],
    ['Date removed', 'Oct 1, 2026', 'deleted'],
    ['Suspended on', '1.10.2026', 'suspended'],
    ['Deaktiviert am', '1.10.2026', 'deactivated'],
    ['User active?', 'No', 'deactivated'],
    ['Is Enabled', '0', 'suspended'],
    ['Konto gesperrt', 'ja', 'suspended'],
    ['Compte actif', 'non', 'deactivated'],
    ['Conta ativa', 'não', 'deactivated'],
    ['Konto aktywne', 'nie', 'deactivated'],
    ['Account attivo', 'no', 'deactivated'],
    ['Active', 'Disabled', 'deactivated'],
    ['Locked out', 'true', 'unknown'],
    ['Locked out', 'false', 'unknown'],
  ])('a column %s with %s says %s', async (name, cell, state) => {
    expect(await first(`email,${name}\na@acme.example,"${cell}"\n`)).toMatchObject({ state });
  });

  it('of several columns the strongest counts', async () => {
    const file =
      'email,Status,Is Enabled,Deleted at\na@x.example,Active,no,\nb@x.example,Active,no,2026-01-01\n';
    expect(await read(file)).toMatchObject([{ state: 'suspended' }, { state: 'deleted' }]);
  });
});

describe('A heading that means two things is read by what is below it', () => {
  it('a province is no state of an account', async () => {
    const file =
      'email,City,State,Sign-in blocked\na@x.example,Linz,Upper Austria,True\nb@x.example,Graz,Styria,False\n';
    expect(await read(file)).toMatchObject([{ state: 'suspended' }, { state: 'active' }]);
  });

  it('but a state beside an address is one', async () => {
    expect(await read('email,City,State\na@x.example,Linz,Suspended\n')).toMatchObject([
      { state: 'suspended' },
    ]);
  });

  it('a type of user may be a license, a role, or a kind', async () => {
    expect(await first('email,User Type\na@x.example,Pro\n')).toMatchObject({
      licenses: ['Pro'],
      kind: 'unknown',
    });
    expect(await first('email,User Type\na@x.example,Approver\n')).toMatchObject({ role: 'Approver' });
    expect(await first('email,User Type\na@x.example,Guest\n')).toMatchObject({ kind: 'guest', role: null });
  });

  it('a column of states may hold roles and kinds as well', async () => {
    const file =
      'email,Status\na@x.example,Workspace Owner\nb@x.example,Guest\nc@x.example,Removed\nd@x.example,Bot\ne@x.example,Invited\n';
    expect(await read(file)).toMatchObject([
      { state: 'active', role: 'Workspace Owner' },
      { state: 'active', kind: 'guest' },
      { state: 'deleted', role: null },
      { kind: 'bot' },
      { state: 'invited' },
    ]);
  });

  it('a user name may be the name of a person, or an address', async () => {
    expect(await first('Account ID,User name\n7,Ana Ruiz\n')).toMatchObject({
      name: 'Ana Ruiz',
      username: null,
    });
    expect(await first('Account ID,User name\n7,ana@x.example\n')).toMatchObject({
      emails: ['ana@x.example'],
    });
  });

  it("the number of a person in HR is no account's id, where the file has anything better", async () => {
    expect(await read('Employee ID,Email\n,a@x.example\nE2,b@x.example\n')).toMatchObject([
      { id: 'a@x.example' },
      { id: 'b@x.example', columns: { employee_id: 'E2' } },
    ]);
  });

  it('an empty id is the address', async () => {
    expect(await read('id,email\n,a@x.example\n2,b@x.example\n')).toMatchObject([
      { id: 'a@x.example' },
      { id: '2' },
    ]);
  });
});

describe('The last use is the latest that any column tells', () => {
  it('over products, each with a column of its own', async () => {
    const file =
      'email,Last seen in Wiki - north,Last seen in Board - north,Board last activity date\na@x.example,3 Jan 2026,Never accessed,2026-02-01\nb@x.example,Never accessed,Never accessed,\n';
    expect((await read(file)).map(({ lastActive }) => lastActive)).toEqual(['2026-02-01', null]);
  });

  it('but a password that was changed is no use, nor is a browser', async () => {
    const file =
      'email,Last password change,Last Used Browser,Last modified,Last Authenticated At\na@x.example,2026-02-01,Firefox,2026-03-01,2026-02-03\n';
    expect(await first(file)).toMatchObject({ lastActive: null });
  });

  it.each([
    'Last Log-In (UTC)',
    'LastLogin',
    'Last Sign-In [READ ONLY]',
    'Last access date',
    'Most recent activity',
  ])('%s is one', async (name) => {
    expect((await first(`email,${name}\na@x.example,2026-02-01\n`))?.lastActive).toBe('2026-02-01');
  });
});

describe('Day and month are read as the column shows', () => {
  it('by one value above 12, wherever it stands', async () => {
    const file = 'email,Last login\na@x.example,11/3/2026\nb@x.example,9/25/2026\n';
    expect((await read(file)).map(({ lastActive }) => lastActive)).toEqual(['2026-11-03', '2026-09-25']);
    const other = 'email,Last login\na@x.example,3-11-2026\nb@x.example,25-9-2026\n';
    expect((await read(other)).map(({ lastActive }) => lastActive)).toEqual(['2026-11-03', '2026-09-25']);
  });

  it('by the other columns where one shows nothing itself', async () => {
    const file = 'email,Created,Last login\na@x.example,5/23/2020,11/3/2026\n';
    expect((await first(file))?.lastActive).toBe('2026-11-03');
  });

  it('and is asked for where a column shows both', async () => {
    const file = 'email,Last login\na@x.example,11/3/2026\nb@x.example,9/25/2026\nc@x.example,25/9/2026\n';
    const connection = await connect(file);
    expect(await everyOf(connection.accounts())).toHaveLength(2);
    const [row] = connection.setAside?.().rows ?? [];
    expect(row?.problem).toContain('"11/3/2026" is ambiguous');
  });
});

describe('Several rows of one account are one account', () => {
  it('with every role and license, the highest role and the latest use', async () => {
    const file =
      'Login,Group,Role,License,Last seen,Status\nana,red,Viewer,Basic,2026-01-05,active\nbo,red,Member,Basic,,active\nana,blue,Owner,Pro,2026-02-01,suspended\n';
    expect(await read(file)).toMatchObject([
      { id: 'ana', role: 'Owner', licenses: ['Basic', 'Pro'], lastActive: '2026-02-01', state: 'active' },
      { id: 'bo' },
    ]);
  });

  it.each([
    ['far below the first', 13_000],
    ['near the first', 3],
  ])('in a long list of memberships, %s', async (_, people) => {
    const rows = Array.from(
      { length: 26_000 },
      (_, at) => `u${at % people},g${at},${at < people ? 'Viewer' : 'Admin'}`,
    );
    const connection = await connect(['login,group,role', ...rows].join('\n'));
    if (people > 10_000)
      expect(await connectorErrorOf(everyOf(connection.accounts()))).toMatchObject({ kind: 'changed' });
    const accounts = await everyOf(connection.accounts());
    expect(accounts).toHaveLength(people);
    expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(['Admin']));
  });

  it('in two spellings of one address', async () => {
    expect(await read('email,role\nAna@x.example,Viewer\nana@x.example,Admin\n')).toMatchObject([
      { role: 'Admin' },
    ]);
  });
});

describe('A report has more in it than its table', () => {
  it('a title above it, and sums below it', async () => {
    const file =
      'Seats, as of today\n\n"Generated","27 Nov"\nLogin,E-mail,Status,Role\nana,a@x.example,active,Admin\nbo,b@x.example,active,Member\n\nTotal,2,,\n"Confidential - do not share"\n';
    const { accounts, notes } = await noted(file);
    expect(accounts.map(({ id }) => id)).toEqual(['a@x.example', 'b@x.example']);
    expect(notes).toEqual([{ kind: 'footer', lines: 2 }]);
  });

  it('but an account is no sum, and a short row is still refused', async () => {
    expect(await read('login,role,team\nana,x,y\nTotal,Admin,Sum\n')).toHaveLength(2);
    expect((await connectorErrorOf(read('login,role,team\nana,x,y\nbo\n'))).message).toContain(
      'line 3 has 1 cells',
    );
  });

  it('and after Excel a line that names the separator, and empty cells at the right', async () => {
    expect(await read('sep=;\nLogin;Role;;\nana;Admin;;\nbo;Member;;\n')).toMatchObject([
      { id: 'ana' },
      { id: 'bo' },
    ]);
  });
});

describe('A file is read in the encoding it was saved in', () => {
  const text = 'login;Name;Status\nzoe;Zoë Müller;aktiv\n';
  it('UTF-16, with or without its mark', async () => {
    for (const mark of ['\uFEFF', ''])
      expect(await read(Buffer.from(mark + text, 'utf16le'))).toMatchObject([{ name: 'Zoë Müller' }]);
  });

  it('Windows-1252, and says so', async () => {
    const { accounts, notes } = await noted(Buffer.from(text, 'latin1'));
    expect(accounts).toMatchObject([{ name: 'Zoë Müller', state: 'active' }]);
    expect(notes).toEqual([{ kind: 'encoding', encoding: 'windows-1252' }]);
  });

  it('Windows-1252 with its first letter beyond ASCII far down the file, split over two chunks', async () => {
    const rows = Array.from({ length: 9000 }, (_, at) => `u${at};Name;aktiv`);
    const head = ['login;Name;Status', ...rows].join('\n');
    const fill = 'x'.repeat(3 * 65_536 - head.length - 4);
    const file = Buffer.from(`${head}\n${fill};Zo\u00eb;aktiv\n`, 'latin1');
    const accounts = await read(file);
    expect(accounts.at(-1)).toMatchObject({ name: 'Zoë' });
  });

  it('Windows-1250, as Excel in Poland saves it', async () => {
    const polish = Buffer.concat([
      Buffer.from('login;Name\nwoj;Pawe'),
      Buffer.from([0xb3]),
      Buffer.from(' Mazur\n'),
    ]);
    expect(await read(polish)).toMatchObject([{ name: 'Paweł Mazur' }]);
  });
});

describe('Nothing of a file that is no list of accounts is told', () => {
  const SECRET = `eyJhbGciOiJIUzI1NiJ9.${'k'.repeat(80)}`;
  it.each([
    `License Key,${SECRET}\nEmail,admin@x.example\nCompany,Acme\n""\nDate,Billable User Count\n2026-11-18,12\n`,
    `Group,Owner mail\nred,${SECRET}\n`,
    `${SECRET}\n`,
    `email,${SECRET}\na@x.example,x\n`,
  ])('%#', async (content) => {
    const error = await connectorErrorOf(read(content));
    expect(error.kind).toBe('bad-file');
    expect(error.message).not.toContain('eyJ');
    expect(error.message).not.toContain('admin@x.example');
  });

  it('but headings that come near a field are offered, with the setting', async () => {
    const error = await connectorErrorOf(read('Mailkontakt;Zuname\na@x.example;Ruiz\n'));
    expect(error.message).toContain(
      '"Mailkontakt" may be email: if so, set columns: { email: "Mailkontakt" }',
    );
  });
});

describe('The settings say what no heading says', () => {
  it('by field, with the words of its cells', async () => {
    const columns = {
      email: 'Kontakt intern',
      state: { from: 'Konto?', words: { offen: 'active', zu: 'suspended' } },
    };
    const file = 'Kontakt intern;Konto?\na@x.example;offen\nb@x.example;Zu\n';
    expect(await read(file, { columns })).toMatchObject([
      { emails: ['a@x.example'], state: 'active' },
      { emails: ['b@x.example'], state: 'suspended' },
    ]);
  });

  it.each([
    [{ mail: 'Kontakt' }, '"Kontakt" is not a field; write one of id, email'],
    [{ state: { from: 'Konto', words: { ja: 'on' } } }, '"on" is not known; write one of active, invited'],
    [{ role: { from: 'Konto', words: { ja: 'x' } } }, 'has no words to be told; only state and kind have'],
  ])('%j is refused', (columns, problem) => {
    const result = csv.settings.safeParse({ accounts: 'app.csv', columns });
    expect(result.error?.issues[0]?.message).toContain(problem);
  });
});
