import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACCOUNTS, type Company, company, csvOf, people } from '../../support/company.ts';
import { desk, printed, seen } from '../desk.ts';

const heads = (text: string) => text.split('\n').find((line) => line.startsWith('account'));

interface Listed {
  readonly chosen: readonly string[] | null;
  readonly columns: readonly { key: string; type: string; own: boolean; rows: number; shown: boolean }[];
}

test('the columns an admin chooses are shown to everyone, also after a restart', async () => {
  const { acme, office } = await desk();
  const said = await office.ask('columns figma set person, Status,projects');
  expect(printed(said)).toEqual({
    ok: true,
    text: 'The table and the export of Figma show person, status and projects from now on.',
    chosen: ['person', 'status', 'projects'],
  });
  const other = acme.open();
  expect(heads(seen(await other.ask('access figma')))).toMatch(/^account +person +status +projects$/);
  expect(heads(seen(await other.ask('access figma columns:role')))).toMatch(/^account +role$/);
  expect(heads(seen(await other.ask('access zoom')))).toMatch(/^account +person +status/);
  expect(seen(await other.ask('columns figma'))).toContain('Chosen by kim on 2 Mar.');

  expect((await office.ask('columns figma reset')).message.summary).toBe(
    'Figma shows the default columns again.',
  );
  expect(heads(seen(await other.ask('access figma')))).toMatch(/^account +person +status +licenses/);
  expect((await office.ask('columns figma reset')).message.summary).toContain('already');
});

test('each choice is audited once, with the previous one', async () => {
  const { office } = await desk();
  await office.ask('columns figma set person status');
  await office.ask('columns figma set person,status');
  await office.ask('columns figma set all');
  await office.ask('columns figma reset');
  const entries = printed(await office.ask('audit all 5')) as { action: string; detail: unknown }[];
  const all = expect.arrayContaining(['account', 'granted_by', 'projects']);
  expect(entries.filter(({ action }) => action === 'columns')).toMatchObject([
    { actor: 'terminal:kim', subject: 'app:figma', detail: { before: all, columns: null } },
    { detail: { before: ['person', 'status'], columns: all } },
    { detail: { before: null, columns: ['person', 'status'] } },
  ]);
});

test('a column gets its type from its values, with the number of accounts that have it', async () => {
  const office = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: {
      figma: csvOf(`${ACCOUNTS},Seats,Two-Factor,Hired,Team,Staff No,Empty,Person`, [
        'f1,ada@acme.example,,,,,,,,,3,yes,2020-01-01,Brand,007,,boss',
        'f2,bob@acme.example,,,,,,,,,-2.5,no,2021-05-06T10:00:00Z,12,008,,',
        'f3,cid@acme.example,,,,,,,,,,TRUE,,,,,',
      ]),
    },
  }).open();
  await office.sync();
  const { columns } = printed(await office.ask('columns figma')) as Listed;
  expect(columns.filter(({ own }) => own).map(({ key, type, rows }) => `${key} ${type} ${rows}`)).toEqual([
    'seats number 2',
    'two_factor flag 3',
    'hired date 2',
    'team text 2',
    'staff_no text 2',
    'empty text 0',
    'app.person text 1',
  ]);
  const order = async (sort: string) =>
    (printed(await office.ask(`access figma sort:${sort}`)) as { account: string }[])
      .map(({ account }) => account)
      .join(' ');
  expect(await order('seats')).toBe('f2 f1 f3');
  expect(await order('-hired')).toBe('f2 f1 f3');
  expect(await order('team')).toBe('f2 f1 f3');
  expect(await order('app.person')).toBe('f1 f2 f3');
  expect(seen(await office.ask('access figma columns:app.person email:ada'))).toContain('boss');
});

test('a chosen column that the app no longer has stays empty until another choice', async () => {
  const { acme, office } = await desk();
  await office.ask('columns figma set person,projects');
  dropProjects(acme);
  await office.sync();
  expect(seen(await office.ask('access figma email:ada'))).toMatch(/ada@acme\.example +Ada Keller +–/);
  expect((await office.ask('access figma columns:projects')).ok).toBe(false);
});

test('before the first read the common columns are listed', async () => {
  const office = company({ roster: people('1,a@acme.example'), apps: { figma: ACCOUNTS } }).open();
  const { columns } = printed(await office.ask('columns figma')) as Listed;
  expect(columns.map(({ rows }) => rows)).toEqual(columns.map(() => 0));
  expect((await office.ask('columns figma set person')).ok).toBe(true);
});

test('a chosen column that the app no longer has is reported with the command that leaves it out', async () => {
  const { acme, office } = await desk();
  await office.ask('columns figma set person,projects,status');
  acme.at('2026-03-03T09:00:00Z');
  dropProjects(acme);
  const report = await office.sync('figma');
  expect(report.map(({ result }) => result.status)).toEqual(['complete', 'complete']);
  const answer = await office.ask('columns figma');
  expect(printed(answer)).toMatchObject({ chosen: ['person', 'projects', 'status'], gone: ['projects'] });
  expect(seen(answer).replace(/\s+/g, ' ')).toContain(
    'Figma no longer has projects, which was chosen: this column stays empty. Choose again with: columns figma set person,status',
  );
});

/** The app's own column is the last of its file. */
function dropProjects(acme: Company): void {
  const rows = readFileSync(acme.file('figma.csv'), 'utf8').trim().split('\n');
  acme.write('figma.csv', `${rows.map((row) => row.split(',').slice(0, 10).join(',')).join('\n')}\n`);
}
