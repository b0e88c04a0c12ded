import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { Bot, ChatFile, FileDelivery } from '../../../src/chat/platform.ts';
import { answer } from '../../../src/commands/answer.ts';
import type { Answer } from '../../../src/commands/command.ts';
import { EXPORTABLES } from '../../../src/commands/export/export.ts';
import { openSync, syncAll } from '../../../src/flows/sync/sync-all.ts';
import { startService } from '../../../src/service/start-service.ts';
import { csvRows, xlsxSheets } from '../../export/sheets.ts';
import { accounts, company, csvOf, type Office, people } from '../../support/company.ts';
import { desk, printed, seen } from '../desk.ts';

interface Data {
  readonly file: string;
  readonly about: string | null;
  readonly rows: number;
  readonly filter: string | null;
  readonly columns: readonly string[];
}
const dataOf = (answered: Answer) => printed(answered) as Data;

/** Exports to a file and reads it back; rows by the label of their column. */
async function exported(office: Office, file: string, question: string) {
  const answered = await office.ask(`export ${question} out:"${file}"`);
  if (!answered.ok) throw new Error(answered.message.summary);
  const [head = [], ...rows] = csvRows(file);
  return {
    data: dataOf(answered),
    head,
    rows: rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell]))),
  };
}

test('export access writes every account with every column', async () => {
  const { acme, office } = await desk();
  await office.ask('known figma it-team@acme.example "group alias" until:30');
  const { rows, head, data } = await exported(office, acme.file('a.csv'), 'access figma');
  expect(data).toMatchObject({ rows: 8, filter: null, columns: head });
  expect(rows[0]).toEqual({
    account: 'ada@acme.example',
    person: 'Ada Keller',
    email: 'ada@acme.example',
    status: 'active',
    offboarded: 'false',
    kind: 'person',
    state: 'active',
    role: 'admin',
    licenses: 'Full',
    'EUR a month': '',
    'USD a month': '45',
    'last active': '2026-03-01',
    match: 'same address as Ada Keller',
    known: '',
    'granted by': 'Design',
    department: 'Design',
    manager: 'Cleo Park',
    'last day': '',
    username: 'ada',
    name: 'Ada Keller',
    id: 'f1',
    created: '',
    'first seen': '2026-03-02T09:00:00.000Z',
    projects: '12',
  });
  expect(rows.map(({ id }) => id)).toEqual(['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8']);
  expect(rows[5]).toMatchObject({ status: 'unknown', known: 'group alias until 2026-04-01' });
  expect(rows[2]).toMatchObject({ licenses: 'Full, Dev Mode' });
});

test.each([
  ['status:inactive', 'f2 f4', 'inactive'],
  ['group:Design license:full', 'f1 f3', 'holding "full" and granted by Design'],
  ['never-active', 'f4 f6 f7 f8', 'with no use on record'],
  ['--never-active kind:bot', 'f7', 'of kind bot and with no use on record'],
  ['sort:-projects status:active', 'f1 f3 f8', 'active'],
])('export access figma %s holds the same accounts as the table', async (filter, ids, words) => {
  const { acme, office } = await desk();
  const { rows, data } = await exported(office, acme.file('a.csv'), `access figma ${filter}`);
  expect(rows.map(({ id }) => id).join(' ')).toBe(ids);
  expect(data.filter).toBe(words);
  expect(readFileSync(acme.file('a.csv.about.txt'), 'utf8')).toContain(`Filter: ${words}\n`);
});

test('columns: takes precedence over the chosen columns, and these over all columns', async () => {
  const { acme, office } = await desk();
  const { head } = await exported(office, acme.file('a.csv'), 'access figma columns:role,projects');
  expect(head).toEqual(['account', 'role', 'projects']);
  office.context.store.db.run(
    `INSERT INTO setting VALUES ('columns:figma', '["status","projects"]', 'kim', '2026-03-02')`,
  );
  expect((await exported(office, acme.file('b.csv'), 'access figma')).head).toEqual([
    'account',
    'status',
    'projects',
  ]);
  const refused = await office.ask('export access figma columns:projcts');
  expect(refused.message.summary).toContain('There is no column "projcts". Did you mean projects?');
});

test('numbers that an app wrote as text can be summed in Excel', async () => {
  const { acme, office } = await desk();
  await office.ask(`export access figma columns:projects,last_active out:${acme.file('a.xlsx')}`);
  const [sheet] = await xlsxSheets(acme.file('a.xlsx'));
  expect(sheet?.name).toBe('access figma');
  expect(sheet?.rows.slice(0, 3)).toEqual([
    ['account', 'projects', 'last active'],
    ['ada@acme.example', 12, new Date('2026-03-01T00:00:00Z')],
    ['ben@acme.example', 3, new Date('2026-02-25T00:00:00Z')],
  ]);
});

test('the file shows its content, its filter and the age of the data', async () => {
  const { acme, office } = await desk();
  acme.at('2026-03-02T10:30:00Z');
  const answered = await office.ask(`export access figma status:inactive out:${acme.file('a.xlsx')}`);
  const [, about] = await xlsxSheets(acme.file('a.xlsx'));
  expect(about?.rows).toEqual([
    ['About this file', ''],
    ['Organisation', 'Acme'],
    ['What', 'Access to Figma'],
    ['Filter', 'inactive'],
    ['Data of Figma', 'figma.csv of 2 Mar 2026 10:00, read 2 Mar 2026 10:00 (Europe/Berlin), complete'],
    ['Data of Roster csv', 'roster.csv of 2 Mar 2026 10:00, read 2 Mar 2026 10:00 (Europe/Berlin), complete'],
    ['Exported', '2 Mar 2026 11:30 (Europe/Berlin) by kim'],
    ['Times in the table', 'UTC'],
    ['Rows', '2'],
  ]);
  expect(seen(answered).replaceAll(acme.directory, '…').split('\n').slice(0, 6)).toEqual([
    'Access to Figma: 2 rows written to …/a.xlsx.',
    '',
    'filter              inactive',
    'data of Figma       figma.csv of 2 Mar 2026 10:00, read 2 Mar 2026 10:00 (Europe/Berlin), complete',
    'data of Roster csv  roster.csv of 2 Mar 2026 10:00, read 2 Mar 2026 10:00 (Europe/Berlin), complete',
    expect.stringMatching(/^columns +account, person, email, status/),
  ]);
  expect(printed(answered)).toMatchObject({
    file: acme.file('a.xlsx'),
    about: null,
    format: 'xlsx',
    rows: 2,
    shortened: 0,
    what: 'Access to Figma',
    filter: 'inactive',
    data: [
      { kind: 'app', id: 'figma', dataAt: '2026-03-02T09:00:00.000Z', state: 'good' },
      { kind: 'roster', id: 'csv', dataAt: '2026-03-02T09:00:00.000Z', state: 'good' },
    ],
    exportedAt: '2026-03-02T10:30:00.000Z',
  });
});

test('data that a later read could not replace is marked as the last good data', async () => {
  const { acme, office } = await desk();
  acme.at('2026-03-03T09:00:00Z');
  acme.write('figma.csv', 'id,email\nf1,not an address\n"');
  await office.sync();
  await exported(office, acme.file('a.csv'), 'access figma');
  expect(readFileSync(acme.file('a.csv.about.txt'), 'utf8')).toContain(
    'Data of Figma: figma.csv of 2 Mar 2026 10:00, read 2 Mar 2026 10:00 (Europe/Berlin); the last good data, because a later read failed\n',
  );
});

test('export clearing writes why an account has no owner, the most similar person, and the cost by currency', async () => {
  const { acme, office } = await desk();
  const { rows, data } = await exported(office, acme.file('c.csv'), 'clearing');
  expect(data.filter).toBeNull();
  expect(rows.map(({ app, account, why }) => [app, account, why])).toEqual([
    ['figma', 'eva.lind@home.example', 'nobody has this address'],
    ['figma', 'it-team@acme.example', 'looks like a group alias'],
    ['figma', 'build-bot', expect.any(String)],
  ]);
  expect(rows[0]).toMatchObject({
    id: 'f5',
    nearest: 'Eva Lind',
    'nearest email': 'eva@acme.example',
    score: expect.stringMatching(/^0\.\d+$/),
    'nearest because': expect.stringContaining('same name'),
    'first seen': '2026-03-02T09:00:00.000Z',
    'last active': '2026-02-28',
  });
  expect(Object.keys(rows[0] ?? {}).slice(-6)).toEqual([
    'EUR a month',
    'USD a month',
    'person',
    'known',
    'reason',
    'until',
  ]);
  expect((await exported(office, acme.file('z.csv'), 'clearing zoom')).rows).toEqual([]);
});

test('export subscriptions writes the inventory, with numbers as numbers', async () => {
  const { acme, office } = await desk();
  const { rows } = await exported(office, acme.file('s.csv'), 'subscriptions figma');
  expect(rows[1]).toMatchObject({
    app: 'figma',
    id: 'FULL',
    type: 'subscription',
    product: 'Full',
    model: 'Named User',
    sku: 'FULL',
    status: 'used',
    missing: '',
    purchased: '10',
    unlimited: 'false',
    consumed: '4',
    holders: '4',
    'unit price': '45',
    currency: 'USD',
    term: 'monthly',
    'last import': '2026-03-02T09:00:00.000Z',
    'gone since': '',
  });
  expect(rows[0]).toMatchObject({ id: 'DEV', status: 'invalid', missing: 'renews' });
});

test('export subscribers writes the holders of each subscription', async () => {
  const { acme, office } = await desk();
  const all = await exported(office, acme.file('s.csv'), 'subscribers');
  expect(all.rows).toHaveLength(6);
  const { rows, data } = await exported(office, acme.file('t.csv'), 'subscribers FULL email:ada active:yes');
  expect(data.filter).toBe('of Full in Figma, active and with "ada" in address or name');
  expect(rows).toEqual([
    {
      'e-mail': 'ada@acme.example',
      person: 'Ada Keller',
      'is active': 'true',
      'last import': '2026-03-02T09:00:00.000Z',
      'subscription id': 'FULL',
      product: 'Full',
      model: 'Named User',
      status: 'used',
      SKU: 'FULL',
      app: 'figma',
      account: 'f1',
      'person email': 'ada@acme.example',
      'held since': '2026-03-02T09:00:00.000Z',
      'given up': '',
      'required until': '',
    },
  ]);
});

test('export who writes one row for each account in any app', async () => {
  const { acme, office } = await desk();
  const { rows } = await exported(office, acme.file('w.csv'), 'who "Ada Keller"');
  expect(rows.map(({ app, id, match }) => [app, id, match])).toEqual([
    ['figma', 'f1', 'same address as Ada Keller'],
    ['zoom', 'z1', expect.stringContaining('without the plus tag')],
    ['zoom', 'z2', 'alias a.keller@acme.example of ada@acme.example'],
    ['zoom', 'z3', 'username adak of ada@acme.example'],
  ]);
  expect(rows[0]).toMatchObject({ person: 'Ada Keller', 'granted by': 'Design', 'USD a month': '45' });
  expect(readFileSync(acme.file('w.csv.about.txt'), 'utf8')).toContain('Department: Design\n');
});

test('export audit writes the whole log with its hashes, and is itself in the next one', async () => {
  const { acme, office } = await desk();
  const first = await exported(office, acme.file('one.csv'), 'audit');
  const { rows } = await exported(office, acme.file('two.csv'), 'audit');
  expect(rows).toHaveLength(first.rows.length + 1);
  expect(rows.at(-1)).toMatchObject({
    who: 'terminal:kim',
    what: 'export',
    on: 'audit',
    detail: JSON.stringify({ filter: null, format: 'csv', rows: first.rows.length }),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(readFileSync(acme.file('two.csv.about.txt'), 'utf8')).toContain(
    `Audit head: ${rows.at(-1)?.hash}\n`,
  );
  expect(rows.map((row) => row['no.'])).toEqual(rows.map((_, at) => String(at + 1)));
});

test('hostile names reach the file as text that no spreadsheet evaluates', async () => {
  const evil = `=HYPERLINK("http://evil.example","x")`;
  const quoted = `"${evil.replaceAll('"', '""')}"`;
  const acme = company({
    roster: people('1,ada@acme.example,,,＝ada,active'),
    apps: {
      figma: csvOf('id,email,name,=team', [`f1,ada@acme.example,${quoted},-5`, 'f2,x@y.example,"@x",12']),
    },
  });
  const office = acme.open();
  await office.sync();
  const { head, rows } = await exported(office, acme.file('a.csv'), 'access figma');
  expect(head.at(-1)).toBe("'=team");
  expect(rows[0]).toMatchObject({ person: "'＝ada", name: `'${evil}`, "'=team": '-5' });
  expect(rows[1]).toMatchObject({ name: "'@x", "'=team": '12' });
});

test('everything in the file is from one moment, even when a sync is sealed during the export', async () => {
  const many = (count: number, mail: string) =>
    accounts(...Array.from({ length: count }, (_, n) => `a${n},${mail}${n}@else.example`));
  const acme = company({ roster: people('1,ada@acme.example'), apps: { figma: many(3000, 'old') } });
  const office = acme.open();
  await office.sync();
  acme.at('2026-03-02T10:00:00Z');
  acme.write('figma.csv', many(3000, 'new'));
  const other = acme.open();
  const [{ rows }] = await Promise.all([
    exported(office, acme.file('a.csv'), 'access figma'),
    syncAll(other.context, null),
  ]);
  const words = new Set(rows.map(({ email }) => email?.replace(/\d.*/, '')));
  expect(rows).toHaveLength(3000);
  expect([...words]).toHaveLength(1);
});

const SLACK_KIM = { on: 'slack', id: 'slack:U1', name: 'kim', mayChange: true } as const;

async function askedInChat(
  office: Office,
  question: string,
  sendFile: ((file: ChatFile) => Promise<FileDelivery>) | null,
): Promise<Answer> {
  return answer(office.context, SLACK_KIM, question, (only) => syncAll(office.context, only), sendFile);
}

test('in a chat the file goes to the person who asked, and nothing stays on the server', async () => {
  const { office } = await desk();
  const sent: { name: string; bytes: number; text: string; folder: string }[] = [];
  const answered = await askedInChat(
    office,
    'export access figma status:inactive',
    async ({ name, path, bytes }) => {
      sent.push({ name, bytes, text: readFileSync(path, 'utf8'), folder: dirname(path) });
      return { outcome: 'sent' };
    },
  );
  expect(answered.ok).toBe(true);
  expect(answered.message.summary).toBe(
    'Access to Figma: 2 rows sent to you as seatkeeper-access-figma-2026-03-02.csv.',
  );
  expect(printed(answered)).toMatchObject({
    file: 'seatkeeper-access-figma-2026-03-02.csv',
    about: null,
    rows: 2,
  });
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ name: 'seatkeeper-access-figma-2026-03-02.csv' });
  expect(sent[0]?.text).toContain('ben@acme.example');
  expect(Buffer.byteLength(sent[0]?.text ?? '')).toBe(sent[0]?.bytes);
  expect(existsSync(sent[0]?.folder ?? '')).toBe(false);
  expect(office.values("SELECT actor FROM audit WHERE action = 'export'")).toEqual(['slack:U1']);
});

test.each([
  [
    { outcome: 'refused', reason: 'the channel takes no files' },
    'could not be sent to you: the channel takes no files',
  ],
  [{ outcome: 'unknown', reason: 'Slack did not answer' }, 'may not have reached you: Slack did not answer'],
] as const)('a file that is %o is reported as failed', async (outcome, why) => {
  const { office } = await desk();
  let folder = '';
  const answered = await askedInChat(office, 'export clearing', async ({ path }) => {
    folder = dirname(path);
    return outcome;
  });
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain(why);
  expect(existsSync(folder)).toBe(false);
});

test('a command in a chat writes no files on the server', async () => {
  const { acme, office } = await desk();
  const send = async () => ({ outcome: 'sent' }) as const;
  const asked = await askedInChat(office, `export clearing out:${acme.file('x.csv')}`, send);
  expect(asked.message.summary).toContain('leave out: away');
  const without = await askedInChat(office, 'export clearing', null);
  expect(without.message.summary).toContain('Files cannot be sent here');
  expect([asked.ok, without.ok]).toEqual([false, false]);
  expect(readdirSync(acme.directory).filter((name) => name.endsWith('x.csv'))).toEqual([]);
});

test('the service sends through the platform of the person who asked', async () => {
  const { office } = await desk();
  const sent: string[] = [];
  let ask: Bot | null = null;
  const slack = {
    ...office.chat,
    id: 'slack' as const,
    start: async (bot: Bot) => {
      ask = bot;
    },
    sendFile: async (to: { id: string }, { name }: ChatFile) => {
      sent.push(`${name} to ${to.id}`);
      return { outcome: 'sent' } as const;
    },
  };
  const service = await startService({
    context: office.context,
    chat: [slack],
    openSync: () => openSync(office.context),
    web: { port: 0 },
  });
  const said = await service.bot.handle({ type: 'command', by: SLACK_KIM, text: 'export audit format:xlsx' });
  await service.stop();
  expect(ask).not.toBeNull();
  expect(said?.summary).toContain('sent to you as seatkeeper-audit-2026-03-02.xlsx');
  expect(sent).toEqual(['seatkeeper-audit-2026-03-02.xlsx to slack:U1']);
});

test('an existing file is replaced only with --force', async () => {
  const { acme, office } = await desk();
  const file = acme.file('a.csv');
  writeFileSync(file, 'mine');
  const refused = await office.ask(`export audit out:${file}`);
  expect(refused.ok).toBe(false);
  expect(refused.message.summary).toBe(
    `${file} already exists. Nothing was written. Name another file, or add --force to replace it.`,
  );
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'export'")).toEqual([0]);
  expect((await office.ask(`export audit out:${file} --force`)).ok).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('no.,when,who');
});

test.each([
  ['export', 'Say what to export: export access <app>, export clearing [app], export subscriptions [app]'],
  ['export acess figma', 'I cannot export "acess". Did you mean access?'],
  ['export access', 'Name an app: figma, zoom.'],
  ['export access figam', 'There is no app "figam". Did you mean figma?'],
  ['export access figma inactive', 'I don\'t know the filter "inactive".'],
  ['export access figma status:inactiv', 'Did you mean status:inactive?'],
  ['export access figma page:2', 'export does not take page:.'],
  ['export clearing status:active', 'export clearing does not take status:. It takes format: out:'],
  ['export who', 'Name a person by address'],
  ['export who zoe', 'Nobody in the roster has the name or address "zoe".'],
  ['export audit format:pdf', 'format:pdf is not known. It can be csv, xlsx, html.'],
  [
    'export audit out:log.pdf',
    'I cannot tell the format of log.pdf. End it in .csv, .xlsx or .html, or add format:.',
  ],
  ['export audit out:log.csv format:xlsx', 'out:log.csv and format:xlsx contradict each other.'],
  ['export audit --out log.csv', 'Name the file as out:seats.csv.'],
  ['export audit out:/no/such/folder/log.csv', 'There is no folder for /no/such/folder/log.csv.'],
  ['export subscribers NOPE', 'There is no subscription "NOPE".'],
  ['export subscribers active:maybe', 'active:maybe is not known.'],
])('%s is refused with a hint', async (question, expected) => {
  const { office } = await desk();
  const answered = await office.ask(question);
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain(expected);
});

test('no file is written for an app that has not been read yet', async () => {
  const acme = company({
    roster: people('1,ada@acme.example'),
    apps: { figma: accounts('f1,ada@acme.example') },
  });
  const office = acme.open();
  const answered = await office.ask(`export access figma out:${acme.file('a.csv')}`);
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain('Figma has not been read yet, so there is nothing to export.');
  expect(existsSync(acme.file('a.csv'))).toBe(false);
});

test('help names everything that can be exported', async () => {
  const { office } = await desk();
  const { message } = await office.ask('help export');
  for (const { word } of EXPORTABLES) expect(message.summary).toContain(word);
  expect(EXPORTABLES.map(({ word }) => word)).toEqual([
    'access',
    'clearing',
    'subscriptions',
    'subscribers',
    'who',
    'audit',
    'evidence',
  ]);
});
