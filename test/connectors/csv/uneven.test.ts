import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

async function connect(content: string) {
  const directory = await folderWith({ 'app.csv': content });
  return csv.connect({ accounts: 'app.csv' }, testIo({ directory }));
}

async function read(content: string) {
  const app = await connect(content);
  const accounts = await everyOf(app.accounts());
  return { accounts, notes: app.unusedColumns?.().notes ?? [], setAside: app.setAside?.().rows ?? [] };
}

const refusal = async (content: string) => (await connectorErrorOf(read(content))).message;

async function people(content: string) {
  const directory = await folderWith({ 'hr.csv': content });
  return everyOf(csvRoster.connect({ file: 'hr.csv' }, testIo({ directory })).people());
}

describe('A row that ends before the last column', () => {
  it('is read as if the rest were empty, and counted', async () => {
    const { accounts, notes } = await read(
      'Name,Email,Role,Status,Last login\nAna,a@x.example,Admin,active,2026-02-01\nBo,b@x.example,Member,active\nCy,c@x.example\n',
    );
    expect(accounts).toMatchObject([
      { state: 'active', lastActive: '2026-02-01' },
      { state: 'active', lastActive: null },
      { role: null, state: 'unknown' },
    ]);
    expect(notes).toContainEqual({ kind: 'short', rows: 2 });
  });

  it.each([
    [
      'the file breaks off in it',
      'id,name,email,state\n1,Ana,a@x.example,active\n2,Bo,b@x.ex',
      /line 3 has 3 cells.*it was cut off/,
    ],
    [
      'a line break inside a cell tore it apart',
      'id,name,role,state\n1,Ana\nRuiz,Admin,active\n',
      /line 3 has 3 cells/,
    ],
    ['it has one cell only', 'id,name,email\n1,Ana,a@x.example\nsomething\n', /line 3 has 1 cells/],
    [
      'it names nobody by an address and most of it is missing',
      'id,name,email,role,state,team\n1,Ana,a@x.example,A,active,T\n2,Bo\n',
      /line 3 has 2 cells/,
    ],
  ])('is refused where %s', async (_, content, message) => {
    expect(await refusal(content)).toMatch(message);
  });

  it('is refused in a roster where the status is missing: nobody is employed in silence', async () => {
    const short = 'email,name,department,status\na@x.example,Ana,Ops,active\nb@x.example,Bo\n';
    expect((await connectorErrorOf(people(short))).message).toContain('line 3 has 2 cells');
    const fine = 'email,status,name,department\na@x.example,active,Ana,Ops\nb@x.example,terminated\n';
    expect(await people(fine)).toMatchObject([{ status: 'active' }, { status: 'offboarded' }]);
  });
});

describe('A heading that occurs twice', () => {
  it('is one column where the two say the same, or only one says something', async () => {
    const { accounts, notes } = await read(
      'Email,Status,email,Team,Team\na@x.example,active,a@x.example,Red,Blue\n,active,b@x.example,Red,\n',
    );
    expect(accounts).toMatchObject([
      { emails: ['a@x.example'], columns: { team: 'Red', team_2: 'Blue' } },
      { emails: ['b@x.example'], columns: { team: 'Red', team_2: null } },
    ]);
    expect(notes).toContainEqual({ kind: 'twice', column: 'Email' });
  });

  it('is a reason to set a row aside in which they contradict each other', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `p${at}@x.example,active,p${at}@x.example\n`).join('');
    const { accounts, setAside } = await read(`Email,Status,Email\n${rows}a@x.example,active,z@x.example\n`);
    expect(accounts).toHaveLength(20);
    expect(setAside).toMatchObject([{ line: 22, column: 'Email' }]);
  });

  it('and a column without a heading is no reason to refuse the file', async () => {
    const { accounts } = await read(',Email,Status\n0,a@x.example,active\n1,b@x.example,active\n');
    expect(accounts).toMatchObject([
      { id: 'a@x.example', columns: { column_1: '0' } },
      { id: 'b@x.example' },
    ]);
  });
});

describe('All that is wrong with a file is said at once', () => {
  it('every id that comes twice, and every row that cannot be read', async () => {
    const error = await connectorErrorOf(
      people(
        'id,email,status\n1,a@x.example,active\n2,b@x.example,active\n1,c@x.example,active\n2,d@x.example,active\n3,nope,active\n4,nil,gone\n5,x,y\n',
      ),
    );
    expect(error.message).toContain('lines 2 and 4: two rows for person "1"');
    expect(error.message).toContain('lines 3 and 5: two rows for person "2"');
    expect(error.message).toContain('line 6, column email: "nope" is not an email address');
    expect(error.message).toMatch(/^hr\.csv lines/);
  });

  it('every account that two rows give to different people', async () => {
    expect(
      await refusal(
        'id,email,state\n1,a@x.example,active\n2,b@x.example,active\n1,c@x.example,active\n2,d@x.example,active\n',
      ),
    ).toMatch(/lines 2 and 4: two rows for account "1".*; lines 3 and 5: two rows for account "2"/);
  });

  it('every column that the settings name and the file does not have', async () => {
    const directory = await folderWith({ 'app.csv': 'email,state\na@x.example,active\n' });
    const app = csv.connect(
      { accounts: 'app.csv', columns: { Level: 'role', Plan: 'licenses' } },
      testIo({ directory }),
    );
    expect((await connectorErrorOf(everyOf(app.accounts()))).message).toContain('has no column Level, Plan,');
  });
});
