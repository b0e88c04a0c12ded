import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { printJson } from '../../src/shell/print-json.ts';
import { FORBIDDEN } from '../chat/fixtures/hostile-names.ts';
import { ACCOUNTS, company, LICENSES, type Office, PEOPLE } from '../support/company.ts';
import { seen } from './desk.ts';

/** Names that a person, team or license may have in a CSV cell. */
const NAMES = [
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007rm -rf',
  '\u202Egnp.exe',
  'zero\u200bwidth',
  '<!channel> *bold* `code`',
  '[x](http://evil.example)',
  '=cmd|calc!A1',
  'Robert"); DROP TABLE account;--',
  '{"status":"active"}',
  '__proto__',
];
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csv = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;

async function opened(): Promise<Office> {
  const office = company({
    roster: csv(
      PEOPLE,
      NAMES.map(
        (name, n) => `R${n},r${n}@acme.example,,,${quoted(name)},${n % 3 === 0 ? 'inactive' : 'active'},,`,
      ),
    ),
    apps: {
      figma: csv(
        `${ACCOUNTS},team`,
        NAMES.flatMap((name, n) => [
          `m${n},r${n}@acme.example,,,${quoted(name)},active,person,${quoted(name)},${quoted(name.replace(';', ''))},,${quoted(name)}`,
          `u${n},,,,${quoted(name)},active,person,,,,`,
        ]).map((row, n) => (n % 2 === 1 ? row.replace(/^(u\d+),,,,/, '$1,stranger$1@else.example,,,') : row)),
      ),
    },
    licenses: { figma: csv(LICENSES, [`X,${quoted(NAMES[0] ?? '')},1,1,9,USD,monthly`]) },
  }).open();
  await office.sync();
  return office;
}

async function jsonOf(data: unknown): Promise<string> {
  let text = '';
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  await printJson(output, data);
  return text;
}

const QUESTIONS = [
  'status',
  'app figma',
  'access figma columns:person,role,licenses,team',
  'access figma page:2',
  'who r0@acme.example',
  'clearing',
  'digest',
  'health',
  'audit',
  'help',
  'known',
];

test('no name in the data reaches the terminal as a control sequence', async () => {
  const office = await opened();
  await office.ask(['known', 'figma', 'u0', `fine ${NAMES.join(' ')}`]);
  const said = [
    ...(await Promise.all(QUESTIONS.map((question) => office.ask(question)))),
    await office.ask(['who', NAMES[0] ?? '']),
    await office.ask(['app', NAMES[1] ?? '']),
    await office.ask([NAMES[0] ?? '']),
    await office.ask(['access', 'figma', `columns:${NAMES[1]}`]),
    await office.ask(['access', 'figma', `status:${NAMES[0]}`]),
    await office.ask(['known', 'figma', NAMES[2] ?? '', 'fine']),
    await office.ask(['sync']),
  ];
  for (const answer of said)
    for (const width of [120, 44]) expect(seen(answer, width)).not.toMatch(FORBIDDEN);
  expect(said.map((answer) => seen(answer)).join()).toContain('<!channel>');
});

test('every name in the data reaches a script unchanged, and the output stays JSON', async () => {
  const office = await opened();
  const rows = JSON.parse(await jsonOf((await office.ask('access figma')).json)) as {
    account: string;
    name: string;
    role: string | null;
    person: { name: string } | null;
    columns: Record<string, string | null>;
  }[];
  const mine = rows.filter(({ account }) => account.startsWith('m'));
  expect(mine.map(({ name }) => name)).toEqual(NAMES);
  expect(mine.map(({ person }) => person?.name)).toEqual(NAMES);
  expect(mine.map(({ role }) => role)).toEqual(NAMES);
  expect(mine.map(({ columns }) => columns.team)).toEqual(NAMES);
  for (const question of QUESTIONS) {
    const text = await jsonOf((await office.ask(question)).json);
    expect(() => JSON.parse(text)).not.toThrow();
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  }
});
