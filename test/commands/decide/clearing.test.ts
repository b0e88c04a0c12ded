import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answer } from '../../../src/commands/answer.ts';
import type { Answer } from '../../../src/commands/command.ts';
import type { Button } from '../../../src/domain/message.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { accounts, company, licenses, linesOf, type Office, people, range } from '../../support/company.ts';
import { watchRows } from '../../support/watch-rows.ts';
import { printed, seen } from '../desk.ts';

const TEAM = [
  '1,ada@acme.example,shared@acme.example,,Ada Keller,active',
  '2,ben@acme.example,shared@acme.example,,Ben Okafor,active',
  '3,cleo@acme.example,,,Cleo Park,active',
  '4,dan@acme.example,,,Dan Roth,active',
];
const FIGMA = [
  'f1,shared@acme.example',
  'f2,it-team@acme.example',
  'f3,,,moonwalker',
  'f4,cleo@home.example,,,Cleo Park,active,person,,Full',
  'f5,studio@out.example,,,,active,guest',
  'f6,svc@acme.example,,,,active,service',
  'f7,ada@acme.example',
];

function acme(figma: readonly string[] = FIGMA, team: readonly string[] = TEAM) {
  return company({
    roster: people(...team),
    apps: { figma: accounts(...figma), zoom: accounts('z1,dan@home.example') },
    licenses: { figma: licenses('FULL,Full,10,4,45,USD,monthly') },
  });
}

async function opened() {
  const setting = acme();
  const office = setting.open();
  await office.sync();
  await office.news();
  return { setting, office };
}

const ids = async (office: Office, question: string) =>
  (printed(await office.ask(question)) as { account: string }[]).map(({ account }) => account);

test('lists every unmatched account with the reason, the nearest person, first seen and cost', async () => {
  const { office } = await opened();
  await expect(seen(await office.ask('clearing figma'))).toMatchFileSnapshot('../golden/clearing-figma.txt');
  expect(await ids(office, 'clearing')).toEqual(['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'z1']);
});

test.each([
  ['clearing why:several', ['f1']],
  ['clearing why:group-alias', ['f2']],
  ['clearing why:no-address', ['f3']],
  ['clearing why:nobody', ['f4', 'z1']],
  ['clearing why:guest', ['f5']],
  ['clearing why:service', ['f6']],
  ['clearing kind:guest', ['f5']],
  ['clearing figma why:nobody', ['f4']],
  ['clearing kind:service why:guest', []],
])('%s', async (question, expected) => {
  const { office } = await opened();
  expect(await ids(office, question)).toEqual(expected);
  expect((await office.ask(question)).message.summary).toContain('with that filter');
});

test('accounts leave the list at the next sync once the person or the address was added', async () => {
  const { setting, office } = await opened();
  setting.write(
    'roster.csv',
    people(...TEAM, '5,studio@out.example,,,Sam Studio,active', '6,,,moonwalker,Mo Walker,active'),
  );
  await office.sync();
  expect(await ids(office, 'clearing')).toEqual(['f1', 'f2', 'f4', 'f6', 'z1']);
  setting.write(
    'roster.csv',
    people(...TEAM.map((row) => row.replace('cleo@acme.example,', 'cleo@acme.example,cleo@home.example'))),
  );
  await office.sync();
  expect(await ids(office, 'clearing')).not.toContain('f4');
});

/** The accounts of the rows, in the order in which they are shown. */
const shown = (answered: Answer) =>
  answered.message.body.flatMap((part) => (part.type === 'row' ? [part.spans] : [])).map(([who]) => who);
const pressed = (answered: Answer, who: string, label: string): Button => {
  const rows = answered.message.body.flatMap((part) => (part.type === 'row' ? [part] : []));
  const row = rows.find(({ spans }) => JSON.stringify(spans).includes(who));
  const button = row?.buttons.find((one) => one.label === label);
  if (button === undefined) throw new Error(`${who} has no ${label}`);
  return button;
};

test('every row can be decided on: by hand, with the proposed person, or with one of those who fit', async () => {
  const { office } = await opened();
  const list = await office.ask('clearing figma');
  const labels = list.message.body.flatMap((part) =>
    part.type === 'row' ? [part.buttons.map(({ label }) => label)] : [],
  );
  const byHand = ['Link…', 'Mark as known…', 'Add employee…'];
  expect(labels).toEqual([
    ['Link to Ada Keller', 'Link to Ben Okafor', 'Somebody else…', 'Mark as known…', 'Add employee…'],
    ['Link to cleo@acme.example', ...byHand],
    byHand,
    byHand,
    byHand,
    byHand,
  ]);
  expect(pressed(list, 'moonwalker', 'Link…')).toEqual({
    label: 'Link…',
    form: { type: 'link', app: 'figma', account: 'f3' },
  });
  const link = pressed(list, 'cleo@home', 'Link to cleo@acme.example');
  if (!('action' in link)) throw new Error('it asks for more');
  expect((await office.press(link.action)).text).toContain('linked to Cleo Park');
  const after = await office.ask('clearing figma');
  expect(after.message.summary).toBe('5 unmatched accounts: 4 unknown, 1 service account.');
  expect(JSON.stringify(after.message)).not.toContain('cleo@home');
});

test('what is decided on first stands first: admins, proposals, people, guests, aliases, machines; among equals the dearest', async () => {
  const office = company({
    roster: people(...TEAM),
    apps: {
      figma: accounts(
        'g1,svc@acme.example,,,,active,service,owner,Full',
        'g2,it-team@acme.example',
        'g3,guest@out.example,,,,active,guest',
        'g4,cheap@out.example',
        'g5,dear@out.example,,,,active,person,,Full',
        'g6,dan@home.example,,,Dan Roth',
      ),
      zoom: accounts('z1,stranger@out.example,,,,active,person,admin'),
    },
    licenses: { figma: licenses('FULL,Full,10,4,45,USD,monthly') },
  }).open();
  await office.sync();
  expect(shown(await office.ask('clearing'))).toEqual(
    [
      'stranger@out.example',
      'Dan Roth (dan@home.example)',
      'dear@out.example',
      'cheap@out.example',
      'guest@out.example',
      'it-team@acme.example',
      'svc@acme.example',
    ].map((bold) => ({ bold })),
  );
});

test('after a decision on the last account of the last page, the page before it is shown instead of a refusal', async () => {
  const office = acme(range(9).map((n) => `g${n},x${n}@out.example`)).open();
  await office.sync();
  const last = await office.ask('clearing figma page:2');
  expect(shown(last)).toEqual([{ bold: 'x9@out.example' }]);
  await office.ask('known figma x9@out.example contractor');
  const again = await office.ask('clearing figma page:2');
  expect(again.ok).toBe(true);
  expect(again.message.summary).toBe('8 unmatched accounts.');
  expect(shown(again)).toHaveLength(8);
});

test('a row says that its finding is put off', async () => {
  const { office } = await opened();
  await office.ask('snooze figma moonwalker until:2026-03-20');
  expect(seen(await office.ask('clearing figma'))).toMatch(
    /moonwalker.*first seen 2 Mar · snoozed until 20 Mar/s,
  );
});

test('in a shell, where nothing can be pressed, it is a table of 25 rows', async () => {
  const office = acme(range(30).map((n) => `g${n},x${n}@out.example`)).open();
  await office.sync();
  const kim = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true } as const;
  const { message } = await answer(
    office.context,
    kim,
    'clearing figma',
    (only) => syncAll(office.context, only),
    null,
    false,
  );
  expect(message.summary).toBe('30 unmatched accounts. Page 1 of 2.');
  const [table] = message.body;
  expect(table).toMatchObject({
    type: 'table',
    columns: ['account', 'why', 'nearest', 'first seen', 'cost / month'].map((label) => ({ label })),
  });
  expect(table?.type === 'table' && table.rows).toHaveLength(25);
});

test('a long list comes in pages', async () => {
  const office = acme(range(60).map((n) => `g${String(n).padStart(2, '0')},x${n}@out.example`)).open();
  await office.sync();
  const whole = { label: 'Export', command: 'export clearing figma why:nobody' };
  const first = await office.ask('clearing figma why:nobody');
  expect(first.message.summary).toBe('60 unmatched accounts with that filter. Page 1 of 8.');
  expect(first.message.buttons).toEqual([
    { label: 'Next page', command: 'clearing figma why:nobody page:2' },
    whole,
  ]);
  const second = await office.ask('clearing figma why:nobody page:2');
  expect(second.message.buttons).toEqual([
    { label: 'Previous page', command: 'clearing figma why:nobody page:1' },
    { label: 'Next page', command: 'clearing figma why:nobody page:3' },
    whole,
  ]);
  expect(seen(await office.ask('clearing page:8'))).toContain('x60@out.example');
  expect((await office.ask('clearing page:19')).message.summary).toBe('There are only 8 pages.');
  expect(await ids(office, 'clearing figma')).toHaveLength(60);
  // The findings of an app come in pages too, each with its buttons.
  const app = await office.ask('app figma page:2');
  expect(app.message.summary).toMatch(/^Figma: 60 findings to decide on, .* Page 2 of 3\.$/);
  expect(app.message.buttons.slice(0, 2)).toEqual([
    { label: 'Previous page', command: 'app figma page:1' },
    { label: 'Next page', command: 'app figma page:3' },
  ]);
  const rows = app.message.body.filter(({ type }) => type === 'row');
  expect(rows).toHaveLength(20);
  expect(rows.every((part) => part.type === 'row' && part.buttons.length > 0)).toBe(true);
});

test('link many: a preview first, then all at once, with one line in the alert and one audit entry each', async () => {
  const { office } = await opened();
  const question = 'link figma cleo@home.example=cleo@acme.example "f5=Dan Roth"';
  const previewed = await office.ask(question);
  expect(previewed.ok).toBe(true);
  expect(previewed.message.summary).toBe('2 decisions would be applied. Nothing was changed.');
  expect(seen(previewed)).toContain('linked to Cleo Park (cleo@acme.example)');
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);
  const button = previewed.message.buttons[0];
  expect(button).toMatchObject({ label: 'Apply to 2 accounts' });
  const done = await office.ask(button !== undefined && 'command' in button ? button.command : '');
  expect(done.message.summary).toBe('2 accounts linked.');
  const said = await office.news();
  expect(said).toHaveLength(1);
  expect(JSON.stringify(said[0]?.message)).toContain('2 accounts linked by kim');
  expect(office.values("SELECT subject FROM audit WHERE action = 'link'")).toEqual(['figma/f4', 'figma/f5']);
});

test('known many: with reason: given, every word is an account', async () => {
  const { office } = await opened();
  const question = 'known figma f2 f6 it-team@acme.example reason:"checked by IT" until:90';
  const previewed = await office.ask(question);
  expect(previewed.ok).toBe(false);
  expect(seen(previewed)).toContain('it-team@acme.example is in the list twice.');
  expect((await office.ask(`${question} --apply`)).ok).toBe(false);
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);
  const done = await office.ask('known figma f2 f6 reason:"checked by IT" until:90 --apply');
  expect(done.message.summary).toBe('2 accounts marked as known.');
  expect(office.values('SELECT reason FROM decision')).toEqual(['checked by IT', 'checked by IT']);
});

test('everything that is wrong with a list is reported at once', async () => {
  const { office } = await opened();
  const answered = await office.ask('link figma f1=nobody f99=ada@acme.example f2=');
  expect(answered.ok).toBe(false);
  for (const part of [
    'Nobody in the roster has the name or address "nobody".',
    'Figma has no account "f99".',
    '"f2=" is not a pair',
  ])
    expect(answered.message.summary).toContain(part);
});

const DECISIONS = `app,account,person,known,reason,until
figma,f1,ada@acme.example,,,
figma,f2,,yes,group alias,2026-12-31
zoom,dan@home.example,Dan Roth,,,
figma,f6,,yes,"backup job; nightly",
`;

test('a file of decisions is previewed, applied as a whole and audited one by one, with one alert update per app', async () => {
  const { setting, office } = await opened();
  setting.write('decisions.csv', DECISIONS);
  const file = setting.file('decisions.csv');
  const previewed = await office.ask(['clearing', 'import', file]);
  expect(previewed.ok).toBe(true);
  expect(previewed.message.summary).toBe('4 decisions would be applied. Nothing was changed.');
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);
  const alerts = watchRows(office, 'alert');
  const done = await office.ask(['clearing', 'import', file, '--apply']);
  expect(done.message.summary).toBe('2 accounts linked and 2 marked as known.');
  expect(alerts().length).toBe(2);
  expect(await ids(office, 'clearing')).toEqual(['f3', 'f4', 'f5']);
  expect(office.values("SELECT action || ' ' || subject FROM audit WHERE actor = 'terminal:kim'")).toEqual([
    'link figma/f1',
    'known figma/f2',
    'known figma/f6',
    'link zoom/z1',
  ]);
  expect(linesOf(await office.news())).toHaveLength(2);
});

test('every bad row is reported with file, line, column and value, and nothing of the file is applied', async () => {
  const { setting, office } = await opened();
  const file = setting.file('decisions.csv');
  setting.write(
    'decisions.csv',
    `app,account,person,known,reason,until
figma,f1,ada@acme.example,,,
figme,f2,ada@acme.example,,,
figma,f98,ada@acme.example,,,
figma,f3,nobody@acme.example,,,
figma,f4,ada@acme.example,yes,fine,
figma,f5,,yes,,
figma,f6,,yes,fine,2026-02-30
figma,f6,,yes,fine,2020-01-01
figma,f5,,perhaps,fine,
figma,f5,,,checked,
figma,f5
`,
  );
  for (const words of [
    ['clearing', 'import', file],
    ['clearing', 'import', file, '--apply'],
  ]) {
    const answered = await office.ask(words);
    expect(answered.ok).toBe(false);
    expect(answered.message.summary).toBe(
      `${file}: 10 of 11 rows cannot be applied. Nothing was changed; fix them and import again.`,
    );
    const { problems } = printed(answered) as { problems: { line: number; column: string; value: string }[] };
    expect(problems.map(({ line, column, value }) => `${line} ${column} ${value}`)).toEqual([
      '3 app figme',
      '4 account f98',
      '5 person nobody@acme.example',
      '6 person ada@acme.example',
      '7 reason ',
      '8 until 2026-02-30',
      '9 until 2020-01-01',
      '10 known perhaps',
      '11 known ',
      '12 null ',
    ]);
    expect(JSON.stringify(answered.message.body[0])).toContain(
      String.raw`decisions.csv line 3, column app \"figme\": There is no app \"figme\". Did you mean figma?`,
    );
  }
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);
});

test('an export of clearing that is imported back marks nothing as known: why is not a reason', async () => {
  const { setting, office } = await opened();
  const file = setting.file('clearing.csv');
  await office.ask(`export clearing out:"${file}"`);
  const back = await office.ask(['clearing', 'import', file, '--apply']);
  expect(back.message.summary).toBe('Nothing was left to decide.');
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);

  // The columns to fill in are there, and empty: person, known, reason, until.
  const [head = '', ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const separator = head.includes(';') ? ';' : ',';
  expect(head.endsWith(['person', 'known', 'reason', 'until'].join(separator))).toBe(true);
  const filled = rows.map((row) => {
    const cells = row.split(separator);
    return row.includes('it-team@') ? [...cells.slice(0, -3), 'yes', 'group alias', ''].join(separator) : row;
  });
  setting.write('clearing.csv', `${[head, ...filled].join('\r\n')}\r\n`);
  const previewed = await office.ask(['clearing', 'import', file]);
  expect(previewed.message.summary).toBe('1 decision would be applied. Nothing was changed.');
  expect(seen(previewed, 900)).toContain(
    '6 rows have no decision, so their accounts stay as they are: line 2 (figma',
  );
  expect((printed(previewed) as { undecided: unknown[] }).undecided).toHaveLength(6);
  const done = await office.ask(['clearing', 'import', file, '--apply']);
  expect(done.message.summary).toBe('1 account marked as known.');
  expect(office.values('SELECT account FROM decision')).toEqual(['f2']);
});

test('applying the same decisions a second time is not an error: accounts that have them are skipped', async () => {
  const { setting, office } = await opened();
  setting.write('decisions.csv', DECISIONS);
  const words = ['clearing', 'import', setting.file('decisions.csv')];
  await office.ask([...words, '--apply']);
  const before = office.values('SELECT count(*) FROM audit');
  const previewed = await office.ask(words);
  expect(previewed.ok).toBe(true);
  expect(previewed.message.summary).toBe(
    '0 decisions would be applied. 4 accounts already have this decision and are skipped. Nothing was changed.',
  );
  const again = await office.ask([...words, '--apply']);
  expect(again.ok).toBe(true);
  expect(again.message.summary).toBe(
    'Nothing was left to decide. 4 accounts already have this decision and are skipped.',
  );
  expect(office.values('SELECT count(*) FROM audit')).toEqual(before);
  const other = await office.ask('known figma f2 f6 reason:"another reason" --apply');
  expect(other.ok).toBe(false);
  expect(seen(other)).not.toContain('held');
});

test('accounts decided in the meantime are refused by name; the others are applied only with --skip-decided', async () => {
  const { setting, office } = await opened();
  setting.write('decisions.csv', DECISIONS);
  const file = setting.file('decisions.csv');
  await office.ask('known figma f1 "shared mailbox"');
  const refused = await office.ask(['clearing', 'import', file, '--apply']);
  expect(refused.ok).toBe(false);
  expect(seen(refused)).toContain(
    'line 2: figma f1 — kim marked shared@acme.example as known (shared mailbox) on 2 Mar.',
  );
  expect(office.values('SELECT count(*) FROM decision')).toEqual([1]);
  const previewed = await office.ask(['clearing', 'import', file]);
  expect(seen(previewed, 300)).toContain('They were decided in the meantime. To apply the others: ');
  const rest = await office.ask(['clearing', 'import', file, '--apply', '--skip-decided']);
  expect(rest.message.summary).toBe(
    '1 account linked and 2 marked as known. 1 account was decided in the meantime and skipped.',
  );
  expect(office.values("SELECT reason FROM decision WHERE account = 'f1'")).toEqual(['shared mailbox']);
});

test('a list of links that completes a pattern offers the rule too', async () => {
  const office = acme(
    range(5).map((n) => `o${n},${['', 'ada', 'ben', 'cleo', 'dan', 'eve'][n]}@old.example`),
  ).open();
  await office.sync();
  const answered = await office.ask(
    'link figma o1=ada@acme.example o2=ben@acme.example o3=cleo@acme.example --apply',
  );
  expect(answered.message.summary).toContain('3 links suggest that old.example means acme.example.');
  expect(answered.message.buttons.map(({ label }) => label)).toEqual([
    'Treat old.example as acme.example…',
    'Undo',
  ]);
});

test.each([
  [['clearing', 'import'], 'Name one file, for example: clearing import decisions.csv'],
  [['clearing', 'import', 'missing.csv'], 'missing.csv was not found at'],
  [['clearing', 'why:gust'], 'why:gust is not known. Did you mean why:guest?'],
  [['clearing', 'kind:robot'], 'kind:robot is not known.'],
  [['clearing', 'figme'], 'There is no app "figme". Did you mean figma?'],
  [['link', 'figma', 'f1=ada', '--undo'], '--undo takes back one link at a time'],
])('%j is refused with an explanation', async (words, why) => {
  const { office } = await opened();
  const answered = await office.ask(words);
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain(why);
});

test('a chat cannot read a file on the server', async () => {
  const { setting, office } = await opened();
  setting.write('decisions.csv', DECISIONS);
  const mallory = { on: 'slack', id: 'slack:U9', name: 'mallory', mayChange: true } as const;
  const refused = await answer(
    office.context,
    mallory,
    ['clearing', 'import', setting.file('decisions.csv')],
    (only) => syncAll(office.context, only),
  );
  expect(refused.message.summary).toContain('only works in a shell there');
});

test('a reason may contain a colon, also when the shell has removed its quotes', async () => {
  const { office } = await opened();
  expect((await office.ask(['known', 'figma', 'f2', 'status: fine'])).ok).toBe(true);
  expect(office.values('SELECT reason FROM decision')).toEqual(['status: fine']);
});
