import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HELP_TOPICS } from '../../src/chat/say/commands/help.ts';
import { answer } from '../../src/commands/answer.ts';
import { COMMANDS } from '../../src/commands/registry.ts';
import { accounts, company, KIM, people } from '../support/company.ts';
import { desk, printed, seen } from './desk.ts';

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller'),
    apps: {
      'microsoft-365': accounts(
        'm1,ada@acme.example',
        'm2,it-team@acme.example,,,IT Team',
        'nt-15,lab@else.example',
      ),
      miro: accounts('r1,ada@acme.example'),
    },
    entries: { 'microsoft-365': 'name: Microsoft 365', miro: 'name: Miro' },
  });
  const office = acme.open();
  await office.sync();
  return office;
}

test.each([
  'app Microsoft 365',
  'app microsoft 365',
  'app microsoft',
  'app Mic',
  'access Microsoft 365 kind:person',
  'clearing microsoft 365',
  'why Microsoft 365 it-team@acme.example',
  'known Microsoft 365 it-team@acme.example "shared mailbox" until:30',
  'snooze microsoft',
  'subscriptions Microsoft 365',
  'sync Microsoft 365',
])('%s means the app with a blank in its name', async (question) => {
  const office = await opened();
  expect((await office.ask(question)).ok).toBe(true);
});

test('the beginning of several names means none of them', async () => {
  const office = await opened();
  expect((await office.ask('app mi')).message.summary).toContain('There is no app "mi".');
});

test.each([
  [
    'known microsoft-365 it-team fine',
    'Microsoft 365 has no account "it-team". Did you mean it-team@acme.example? Look it up with: access microsoft-365 email:it-team',
  ],
  [
    'access microsoft-365 it',
    'Did you mean it-team@acme.example? Look it up with: access microsoft-365 email:it',
  ],
  ['why nt-15', '"nt-15" is an account of Microsoft 365. To see why: why microsoft-365 nt-15'],
])('%s says what to type instead', async (question, said) => {
  const office = await opened();
  const asked = await office.ask(question);
  expect(asked.ok).toBe(false);
  expect(asked.message.summary).toContain(said);
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);
});

test('every example of the short help is a command of the registry', () => {
  const verbs = COMMANDS.map(({ verb }) => verb);
  for (const { example } of HELP_TOPICS) expect(verbs).toContain(example.split(' ')[0]);
});

test('help is ten lines whose examples are of this company and work when typed', async () => {
  const { office } = await desk();
  const lines = seen(await office.ask('help'), 100)
    .trim()
    .split('\n');
  expect(lines.length).toBeLessThanOrEqual(12);
  const typed = lines.map((line) => line.split(/ {2,}/)[1] ?? '').filter((text) => /^[a-z]/.test(text));
  for (const example of typed.filter((text) => !/^(?:export|help all)/.test(text))) {
    const asked = await office.ask(example);
    expect(asked.ok).toBe(true);
  }
  expect(typed).toContain('known figma eva.lind@home.example "group alias"');
  expect(typed.join('\n')).not.toMatch(/fig-\d|jo\.brandt/);
});

test('who may only look sees only what they may use; in Slack every example begins with /seats', async () => {
  const { office } = await desk();
  const guest = { on: 'slack', id: 'slack:U9', name: 'guest', mayChange: false } as const;
  const shown = (await answer(office.context, guest, 'help', () => Promise.reject(new Error('no sync'))))
    .message;
  const [facts] = shown.body;
  const examples = facts?.type === 'facts' ? facts.facts.map(({ value }) => value) : [];
  expect(examples.every((example) => example.startsWith('/seats '))).toBe(true);
  expect(examples.join()).not.toMatch(/known|undo|sync/);
});

test('help names every option and flag of a command', async () => {
  const { office } = await desk();
  expect((await office.ask('help known')).message.summary).toContain(
    '(options: until: reason: --undo --apply --skip-decided)',
  );
  expect((await office.ask('help snooze')).message.summary).toContain('--undo');
});

test('audit shows decisions in plain words, and reads only when asked', async () => {
  const { acme, office } = await desk();
  expect((await office.ask('audit')).message.summary).toBe('No decisions yet.');
  await office.ask('known figma it-team@acme.example "group alias" until:90');
  acme.at('2026-03-05T09:00:00Z');
  await office.ask('link figma f5 cleo');
  await office.ask('known figma f6 --undo');
  const said = async (question: string) => seen(await office.ask(question)).replace(/ +/g, ' ');
  expect(await said('audit')).toContain(
    'kim marked it-team@acme.example in Figma as known until 31 May: group alias known',
  );
  expect(await said('audit')).toContain('kim linked eva.lind@home.example in Figma to Cleo Park link');
  expect(await said('audit')).toContain('kim took back "known" for it-team@acme.example in Figma');
  expect(await said('audit')).not.toContain('run-complete');
  expect(await said('audit runs')).toContain('Seatkeeper read Figma: 8 new run-complete');
  expect(await said('audit all 2')).toContain('The newest 2 entries.');
  const actions = async (question: string) =>
    (printed(await office.ask(question)) as { action: string }[]).map(({ action }) => action);
  expect(await actions('audit by:kim app:figma since:2026-03-03')).toEqual(['unknown-again', 'link']);
  expect(await actions('audit until:2026-03-02')).toEqual(['known']);
  expect(await actions('audit all by:terminal:kim app:zoom')).toEqual([]);
  expect(await actions('audit all by:nobody')).toEqual([]);
  expect((await office.ask('audit app:nothing')).ok).toBe(false);
  expect(KIM.name).toBe('kim');
});

test('an account that several people fit offers a link to each of them and to somebody else, everywhere', async () => {
  const acme = company({
    roster: people(
      '1,alex.moreau@acme.example,,alex,Alex Moreau',
      '2,alex.stone@acme.example,,alex,Alex Stone',
    ),
    apps: { figma: accounts('f1,,,alex,Alex') },
  });
  const office = acme.open();
  await office.sync();
  const labels = async (question: string) => {
    const { body, buttons } = (await office.ask(question)).message;
    return [...body.flatMap((part) => (part.type === 'row' ? part.buttons : [])), ...buttons].map(
      ({ label }) => label,
    );
  };
  for (const question of ['app figma', 'why figma f1', 'access figma f1'])
    expect((await labels(question)).slice(0, 3)).toEqual([
      'Link to Alex Moreau',
      'Link to Alex Stone',
      'Somebody else…',
    ]);
});

test('the export of clearing is filled in and read back', async () => {
  const { acme, office } = await desk();
  const file = acme.file('clearing.csv');
  expect((await office.ask(`export clearing figma out:${file}`)).ok).toBe(true);
  const text = readFileSync(file, 'utf8');
  const head = text.split('\n').find((line) => line.includes('account')) ?? '';
  expect(head.trim().endsWith('person,known,reason,until')).toBe(true);
  expect((await office.ask(['clearing', 'import', file])).ok).toBe(true);
});
