import { expect, test } from 'vitest';
import { COMMON_COLUMNS } from '../../../src/domain/access/access-column.ts';
import { accounts, company, people, range, seats, staff } from '../../support/company.ts';
import { desk, keysOf, printed, seen } from '../desk.ts';

const ids = (data: unknown) => (data as { account: string }[]).map(({ account }) => account).join(' ');

test.each([
  ['status:active', 'f1 f3 f8'],
  ['status:inactive', 'f2 f4'],
  ['status:UNKNOWN', 'f5 f6 f7'],
  ['offboarded:yes', 'f2'],
  ['offboarded:no', 'f1 f3 f4 f5 f6 f7 f8'],
  ['known:yes', 'f6'],
  ['known:no status:unknown', 'f5 f7'],
  ['kind:bot', 'f7'],
  ['state:invited', 'f8'],
  ['license:full', 'f1 f2 f3 f8'],
  ['license:"dev mode"', 'f3 f4'],
  ['idle:60', 'f3'],
  ['idle:1', 'f2 f3 f5'],
  ['never-active', 'f4 f6 f7 f8'],
  ['--never-active', 'f4 f6 f7 f8'],
  ['email:home', 'f5'],
  ['email:IT-TEAM@acme.example', 'f6'],
  ['email:build', 'f7'],
  ['group:Design', 'f1 f3'],
  ['group:none status:active', 'f8'],
  ['status:active license:full sort:email', 'f1 f3 f8'],
  ['status:inactive idle:1 license:full offboarded:yes', 'f2'],
  ['kind:person never-active status:unknown', 'f6'],
  ['email:acme.example group:Design', 'f1 f3'],
  ['email:"dan roth"', 'f4'],
  ['email:f7', 'f7'],
  ['group:design', 'f1 f3'],
  ['group:Everyone', ''],
  ['sort:-account', 'f6 f8 f5 f4 f3 f7 f2 f1'],
  ['sort:email', 'f1 f2 f3 f4 f5 f8 f6 f7'],
  ['sort:-email', 'f6 f8 f5 f4 f3 f2 f1 f7'],
  ['sort:person', 'f1 f2 f3 f4 f8 f5 f6 f7'],
  ['sort:-person', 'f8 f4 f3 f2 f1 f5 f6 f7'],
  ['sort:status', 'f1 f3 f8 f2 f4 f5 f6 f7'],
  ['sort:-offboarded', 'f2 f1 f3 f4 f5 f6 f7 f8'],
  ['sort:kind', 'f7 f1 f2 f3 f4 f5 f6 f8'],
  ['sort:-state', 'f8 f1 f2 f3 f4 f5 f6 f7'],
  ['sort:role', 'f1 f2 f3 f4 f5 f6 f8 f7'],
  ['sort:licenses', 'f4 f1 f2 f8 f3 f5 f6 f7'],
  ['sort:-last_active', 'f1 f5 f2 f3 f4 f6 f7 f8'],
  ['sort:"Last Active" status:active', 'f3 f1 f8'],
  ['sort:match', 'f1 f2 f3 f4 f8 f5 f6 f7'],
  ['sort:known', 'f6 f1 f2 f3 f4 f5 f7 f8'],
  ['sort:granted_by', 'f1 f3 f2 f4 f5 f6 f7 f8'],
  ['sort:username', 'f1 f7 f2 f3 f4 f5 f6 f8'],
  ['sort:-name', 'f6 f8 f5 f4 f3 f7 f2 f1'],
  ['sort:-id', 'f8 f7 f6 f5 f4 f3 f2 f1'],
  ['sort:created', 'f1 f2 f3 f4 f5 f6 f7 f8'],
  ['sort:first_seen', 'f1 f2 f3 f4 f5 f6 f7 f8'],
  ['sort:last_active', 'f3 f2 f5 f1 f4 f6 f7 f8'],
  ['sort:projects license:full', 'f2 f3 f1 f8'],
  ['sort:-projects license:full', 'f1 f3 f2 f8'],
])('access figma %s', async (filter, expected) => {
  const { acme, office } = await desk();
  await office.ask('known figma it-team@acme.example "group alias"');
  const answer = await office.ask(`access figma ${filter}`);
  expect(ids(printed(answer))).toBe(expected);
  // The service keeps an index; a shell reads the table when that is fast enough.
  const service = await acme.open({ lasting: true }).ask(`access figma ${filter}`);
  expect(printed(service)).toEqual(printed(answer));
  expect(seen(service)).toBe(seen(answer));
  const shown = seen(answer);
  for (const row of printed(answer) as { emails: string[]; username: string }[])
    expect(shown).toContain(row.emails[0] ?? row.username);
});

test('the table shows what needs a decision first, and leaves out default columns without any value', async () => {
  const { acme, office } = await desk();
  const first = async (where: typeof office, question: string) => {
    const [table] = (await where.ask(question)).message.body;
    return table?.type === 'table'
      ? { heads: table.columns.map(({ label }) => label), rows: table.rows }
      : null;
  };
  const shown = await first(office, 'access figma');
  expect(shown?.rows.map(([account]) => account?.split('@')[0])).toEqual([
    'ben',
    'dan',
    'eva.lind',
    'it-team',
    'build-bot',
    'ada',
    'cleo',
    'finn',
  ]);
  expect(await first(acme.open({ lasting: true }), 'access figma')).toEqual(shown);
  const leavers = await first(office, 'access figma offboarded:yes');
  expect(leavers?.heads).toEqual(['account', 'person', 'status', 'licenses', 'cost a month', 'last active']);
});

test.each(['cost', 'department', 'manager', 'last_day'])(
  'the table is sorted by %s, with the accounts that have none last',
  async (key) => {
    const { office } = await desk();
    const shown = seen(await office.ask(`access figma columns:${key} sort:${key}`));
    const values = shown
      .split('\n')
      .slice(4, 12)
      .map((line) => line.trim().split(/ {2,}/).at(-1) ?? '');
    const filled = values.filter((value) => value !== '–');
    expect(filled.length).toBeGreaterThan(0);
    expect(values.slice(filled.length).every((value) => value === '–')).toBe(true);
  },
);

test('any columns can be chosen, including those of the app itself', async () => {
  const { office } = await desk();
  expect(seen(await office.ask('access figma columns:role,projects status:inactive'))).toBe(
    [
      'Figma: 2 accounts (inactive).',
      '',
      'account           role    projects',
      '──────────────────────────────────',
      'ben@acme.example  editor         3',
      'dan@acme.example  editor         1',
      '',
      '[1] Export',
      '',
    ].join('\n'),
  );
  for (const filter of ['email:nobody', 'email:nobody columns:projects', 'email:nobody sort:projects'])
    expect(seen(await office.ask(`access figma ${filter}`))).toContain('No account matches the filter.');
});

test('every column can be shown by its name', async () => {
  const { office } = await desk();
  await office.ask('known figma it-team@acme.example "group alias" until:30');
  const row = async (account: string, columns: string) => {
    const [table] = (await office.ask(`access figma email:${account} columns:${columns}`)).message.body;
    return table?.type === 'table' ? table.rows[0] : undefined;
  };
  const shown = Object.fromEntries(
    await Promise.all(
      [...COMMON_COLUMNS.map(({ key }) => key), 'projects'].map(async (key) => {
        const [ada, ben, team] = await Promise.all(['ada@', 'ben@', 'it-team@'].map((who) => row(who, key)));
        return [key, [ada, ben, team].map((cells) => cells?.at(-1))];
      }),
    ),
  );
  expect(shown).toEqual({
    account: ['ada@acme.example', 'ben@acme.example', 'it-team@acme.example'],
    person: ['Ada Keller', 'Ben Okafor', '–'],
    email: ['ada@acme.example', 'ben@acme.example', 'it-team@acme.example'],
    status: ['active', '⚠️ left 20 Feb', 'unknown (known: group alias)'],
    offboarded: ['–', '⚠️ offboarded', '–'],
    kind: ['person', 'person', 'person'],
    state: ['active', 'active', 'active'],
    role: ['admin', 'editor', 'viewer'],
    licenses: ['Full', 'Full', '–'],
    cost: ['45 USD', '45 USD', '–'],
    last_active: ['1 Mar', '25 Feb', '–'],
    match: ['same address as Ada Keller', 'same address as Ben Okafor', 'looks like a group alias'],
    known: ['–', '–', 'group alias until 1 Apr'],
    granted_by: ['Design', '–', '–'],
    department: ['Design', 'Sales', '–'],
    manager: ['Cleo Park', '–', '–'],
    last_day: ['–', '20 Feb', '–'],
    username: ['ada', '–', '–'],
    name: ['Ada Keller', 'Ben Okafor', 'IT Team'],
    id: ['f1', 'f2', 'f6'],
    created: ['–', '–', '–'],
    first_seen: ['2 Mar', '2 Mar', '2 Mar'],
    projects: ['12', '3', '–'],
  });
  expect((await row('ada@', 'all'))?.length).toBe(COMMON_COLUMNS.length + 1);
});

test('a long table comes in pages, and the next page keeps the filter', async () => {
  const office = company({ roster: people(...staff(60)), apps: { figma: accounts(...seats(60)) } }).open();
  await office.sync();
  const shown = async (question: string) => {
    const answer = await office.ask(question);
    const [table] = answer.message.body;
    const rows = table?.type === 'table' ? table.rows.map(([account]) => account) : [];
    return { rows, title: answer.message.title, next: answer.message.buttons };
  };
  const first = await shown('access figma status:active');
  expect(first.title).toBe('Figma: 60 accounts (active). Page 1 of 3.');
  const whole = { label: 'Export', command: 'export access figma status:active' };
  expect(first.next).toEqual([{ label: 'Next page', command: 'access figma status:active page:2' }, whole]);
  const second = await shown('access figma status:active page:2');
  const third = await shown('access figma status:active page:3');
  expect([...first.rows, ...second.rows, ...third.rows]).toEqual(
    range(60)
      .map(String)
      .sort()
      .map((n) => `p${n}@acme.example`),
  );
  expect(second.next.map(({ label }) => label)).toEqual(['Previous page', 'Next page', 'Export']);
  expect(third.next).toEqual([
    { label: 'Previous page', command: 'access figma status:active page:2' },
    whole,
  ]);
  expect((await office.ask('access figma page:4')).message.summary).toBe('There are only 3 pages.');
  expect(printed(await office.ask('access figma page:2'))).toHaveLength(60);
});

test('--json has exactly these keys', async () => {
  const { office } = await desk();
  await office.ask('known figma it-team@acme.example "group alias" until:30');
  const rows = printed(await office.ask('access figma')) as Record<string, unknown>[];
  for (const row of rows)
    expect(Object.keys(row)).toEqual([
      'account',
      'emails',
      'username',
      'name',
      'kind',
      'state',
      'role',
      'status',
      'offboarded',
      'known',
      'person',
      'match',
      'suggestion',
      'grantedBy',
      'grantPaths',
      'lastActive',
      'licenses',
      'columns',
    ]);
  const [ada, , , , eva, team] = rows;
  expect(ada).toEqual({
    account: 'f1',
    emails: ['ada@acme.example'],
    username: 'ada',
    name: 'Ada Keller',
    kind: 'person',
    state: 'active',
    role: 'admin',
    status: 'active',
    offboarded: false,
    known: null,
    person: { id: '1', name: 'Ada Keller', email: 'ada@acme.example' },
    match: { rule: 'email', reason: 'same address as Ada Keller' },
    suggestion: null,
    grantedBy: ['Design'],
    grantPaths: ['Design'],
    lastActive: '2026-03-01',
    licenses: ['Full'],
    columns: { projects: '12' },
  });
  expect(eva).toMatchObject({ person: null, match: null });
  expect(keysOf(eva?.suggestion)).toEqual(['person.id', 'person.name', 'person.email', 'score', 'reason']);
  expect(team?.known).toEqual({ reason: 'group alias', by: 'kim', until: '2026-04-01' });
});

test('a similar name is not shown as the match of an account without an owner', async () => {
  const { office } = await desk();
  const match = async (account: string) =>
    seen(await office.ask(`access figma email:${account} columns:match`)).replace(/\s+/g, ' ');
  expect(await match('eva.lind')).toContain('nobody has this address; perhaps Eva Lind (same name)');
  // An account that is similar to no person also shows why it has no owner.
  expect(await match('build-bot')).toContain('build-bot looks like a bot');
});

test('whether an account is known reads the same in access and in who', async () => {
  const { office } = await desk();
  await office.ask('link figma f6 dan@acme.example');
  const known = async (question: string, account: string) => {
    const data = printed(await office.ask(question));
    const rows = Array.isArray(data) ? data : (data as { accounts: unknown[] }).accounts;
    return (rows as { account: string; known: unknown }[]).find((row) => row.account === account)?.known;
  };
  await office.ask('known figma f4 "works abroad" until:2026-04-01');
  const facts = { reason: 'works abroad', by: 'kim', until: '2026-04-01' };
  expect(await known('access figma', 'f4')).toEqual(facts);
  expect(await known('who dan@acme.example', 'f4')).toEqual(facts);
  expect(await known('who dan@acme.example', 'f6')).toBeNull();
  expect(await known('access figma', 'f6')).toBeNull();
});
