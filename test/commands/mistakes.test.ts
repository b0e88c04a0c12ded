import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import { ACCOUNTS, company, csvOf, range } from '../support/company.ts';
import { desk, FILES, printed, seen } from './desk.ts';

test.each([
  ['staus', 'I don\'t know "staus". Did you mean status?'],
  ['acess figma', 'I don\'t know "acess". Did you mean access?'],
  ['help clering', 'I don\'t know "clering". Did you mean clearing?'],
  ['sync accept now', 'No read is held: there is nothing to decide.'],
  ['qwertz', 'I don\'t know "qwertz".'],
  ['app figam', 'There is no app "figam". Did you mean figma? Connected apps: figma, zoom.'],
  [
    'access jira',
    'There is no app "jira". Connected apps: figma, zoom. To connect another, add it under apps: in seatkeeper.yaml, like { id: jira, connector: csv, settings: … }.',
  ],
  [
    'access scim',
    'like { id: scim, connector: scim, settings: … }. It needs: A SCIM token that may read users.',
  ],
  ['clearing zom', 'There is no app "zom". Did you mean zoom? Connected apps: figma, zoom.'],
  [
    'access figma status:inactiv',
    'status:inactiv is not known. Did you mean status:inactive? It can be active, inactive, unknown.',
  ],
  [
    'access figma kind:robot',
    'kind:robot is not known. Did you mean kind:bot? It can be person, guest, bot, service, shared, unknown.',
  ],
  ['access figma offboarded:maybe', 'offboarded:maybe is not known. It can be yes, no, true, false.'],
  [
    'access figma columns:rol',
    'There is no column "rol". Did you mean role? Columns: account, person, email, status, offboarded, kind, state, role, licenses, cost, last_active, match, known, granted_by, department, manager, last_day, username, name, id, created, first_seen, projects.',
  ],
  ['access figma sort:-projcts', 'There is no column "projcts". Did you mean projects?'],
  ['access figma idle:soon', 'idle must be a whole number above 0, not "soon".'],
  ['access figma known:perhaps', 'known:perhaps is not known. It can be yes, no, true, false.'],
  ['access figma state:activ', 'state:activ is not known. Did you mean state:active?'],
  [
    'access figma license:Ful1',
    'No license of Figma is called "Ful1". Did you mean Full? Licenses: Full, Dev Mode, DEV, FULL.',
  ],
  [
    'access figma group:Desing',
    'There is no group "Desing". Did you mean Design? Groups: Design, Everyone, none.',
  ],
  [
    'access figma stauts:inactive',
    `I don't know the filter "stauts:". Did you mean status:? access takes status: offboarded: known: kind: state: license: idle: email: group: columns: sort: page:`,
  ],
  ['access figma until:30', 'access does not take until:.'],
  ['access figma ada@acme.example status:active', 'I don\'t know the filter "ada@acme.example".'],
  ['access figma nobody@acme.example', 'Figma has no account "nobody@acme.example".'],
  ['access figma sort:', '`sort:` needs a value right after the colon.'],
  ['access figma columns:,', 'Name columns, for example person,status. To list them: columns figma'],
  ['columns', 'Name an app: figma, zoom.'],
  ['columns figam', 'There is no app "figam". Did you mean figma?'],
  ['columns figma set', 'Name columns, for example person,status. To list them: columns figma'],
  ['columns figma set persn,status', 'There is no column "persn". Did you mean person?'],
  ['columns figma set person,projcts', 'There is no column "projcts". Did you mean projects?'],
  ['columns figma rest', 'I don\'t know columns figma "rest". Did you mean reset?'],
  ['columns figma reset person', 'Write: columns figma reset, with no words after it.'],
  ['access figma page:0', 'page must be a whole number above 0, not "0".'],
  ['access figma inactive', 'I don\'t know the filter "inactive". Filters are written key:value'],
  ['status status:inactive', 'status does not take status:. It takes no filters.'],
  ['why figma page:2', 'why does not take page:. It takes no filters.'],
  ['who', 'Name a person by address, username, roster id or name.'],
  ['who zoe@acme.example', 'Nobody in the roster has the name or address "zoe@acme.example".'],
  ['who cleoo@acme.example', 'has the name or address "cleoo@acme.example". Did you mean cleo@acme.example?'],
  [
    'access figma sort:person,status',
    'sort:person,status names several columns. The table is sorted by one: sort:person',
  ],
  ['audit many', 'The number of entries must be a whole number above 0, not "many".'],
  ['who "Ada', 'A quote is opened but never closed.'],
  ['clearing figma colour:red', `I don't know the filter "colour:". clearing takes why: kind: page:`],
  ['clearing figma whyy:guest', `I don't know the filter "whyy:". Did you mean why:? clearing takes`],
  ['export clearing figma colour:red', `I don't know the filter "colour:". export takes format: out:`],
  ['savings figma colour:red', `I don't know the filter "colour:". savings takes since:`],
  ['simulate figma idle:90 colour:red', `I don't know the filter "colour:". simulate takes idle: price:`],
  ['subscribers figma actve:yes', `I don't know the filter "actve:". Did you mean active:?`],
  ['status foo:bar', `I don't know the filter "foo:". status takes no filters`],
  ['digest x:y', 'digest takes no words after it: I don\'t know what "x:y" means. For example: digest'],
  ['rules colour:"deep red"', `I don't know the filter "colour:". rules takes no filters`],
  ['app figma foo', 'app takes 1 word after it: I don\'t know what "foo" means. For example: app figma'],
  ['health now', 'health takes no words after it: I don\'t know what "now" means.'],
])('%s is refused with a hint', async (question, expected) => {
  const { office } = await desk();
  const answer = await office.ask(question);
  expect(answer.ok).toBe(false);
  expect(answer.message.summary).toContain(expected);
  expect(printed(answer)).toEqual({ ok: false, text: answer.message.summary });
});

test('a decision with a mistyped option changes nothing', async () => {
  const { office } = await desk();
  for (const [question, said] of [
    ['known figma f6 room utnil:30', `I don't know the filter "utnil:". Did you mean until:?`],
    ['known figma f6 room utnil: 30', `I don't know the filter "utnil:". Did you mean until:?`],
    ['known figma f6 ticket:42', 'Put text with a colon into quotes, as in reason:"…"'],
    ['snooze figma f2 utnil:30', `I don't know the filter "utnil:". Did you mean until:?`],
    ['snooze figma utnil:30', `I don't know the filter "utnil:". Did you mean until:?`],
    ['add figma f6 nmae:"IT Team"', `I don't know the filter "nmae:". Did you mean name:?`],
    ['sync figma 1 2', 'sync takes 2 words after it'],
  ] as const) {
    const answer = await office.ask(question);
    expect(answer.message.summary).toContain(said);
    expect(answer.ok).toBe(false);
  }
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);
  expect(office.values('SELECT count(*) FROM finding WHERE snoozed_until IS NOT NULL')).toEqual([0]);
});

test('a colon may be in a quoted reason, a web address or the id of an account', async () => {
  const acme = company({
    roster: FILES.roster,
    apps: { figma: csvOf(ACCOUNTS, ['bot:7,bot@home.example', 'urn:x:8,it@home.example']) },
  });
  const office = acme.open();
  await office.sync();
  for (const question of [
    'known figma bot:7 "ticket:42 says so"',
    'known figma urn:x:8 see https://wiki.example/bots at 12:30',
    ['known', 'figma', 'urn:x:8', 'ticket:42 says so'],
    'known figma bot:7 reason:"ticket:42"',
  ]) {
    const answer = await office.ask(question);
    expect(answer.message.summary).toContain('known');
  }
  expect(office.values('SELECT DISTINCT account FROM decision ORDER BY account')).toEqual([
    'bot:7',
    'urn:x:8',
  ]);
});

test('a flag that a command does not take is refused by every command, and nothing is changed', async () => {
  const { office } = await desk();
  const entries = () => office.values('SELECT count(*) FROM audit');
  const before = entries();
  for (const { verb, example } of COMMANDS) {
    const [plain] = example.split(' --');
    const answer = await office.ask(`${plain} --foo`);
    expect(answer.message.summary).toContain(`I don't know the flag --foo. ${verb} takes `);
    expect(answer.ok).toBe(false);
  }
  // A flag of another command is no better.
  const all = [...new Set(COMMANDS.flatMap(({ flags = [] }) => flags))];
  expect(all.length).toBeGreaterThan(5);
  for (const { verb, example, flags = [] } of COMMANDS)
    for (const flag of all.filter((each) => !flags.includes(each))) {
      // An example may hold a flag that only a shell takes.
      const answer = await office.ask(`${example.split(' --')[0]} --${flag}`);
      expect(answer.message.summary).toContain(`I don't know the flag --${flag}. `);
      expect(answer.message.summary).toContain(`${verb} takes `);
      expect(answer.ok).toBe(false);
    }
  for (const [question, said] of [
    ['snooze figma --unod', "I don't know the flag --unod. Did you mean --undo? snooze takes --undo."],
    ['snooze figma --until=30', "I don't know the flag --until. Write it as until:30. snooze takes --undo."],
    ['known figma f6 room --until=30', 'Write it as until:30.'],
    ['known figma f6 room —really', 'Put text that begins with a dash into quotes.'],
    ['status --json', '--json works on the command line of a shell only: seatkeeper status --json'],
    ['clearing figma --apply', "I don't know the flag --apply. clearing takes no flags."],
    ['known figma f6 room --undo', '--undo takes back one decision at a time'],
    ['link figma f5 ada --undo', 'Leave out what comes after the account'],
    ['add figma f5 name:Eva --undo', 'Leave out what comes after the account'],
    ['snooze figma until:3 --undo', 'Write either until: or --undo, not both.'],
    ['snooze figma until:400', 'A snooze lasts 365 days at most, until 2 Mar 2027.'],
  ] as const) {
    const answer = await office.ask(question);
    expect(answer.message.summary).toContain(said);
    expect(answer.ok).toBe(false);
  }
  expect(entries()).toEqual(before);
});

test('a second account is no reason: only the first would be marked', async () => {
  const { office } = await desk();
  const answer = await office.ask('known figma f6 build-bot "shared mailbox"');
  expect(answer.message.summary).toBe(
    'f6 and build-bot are two accounts. To decide on both, write: known figma f6 build-bot reason:"shared mailbox"',
  );
  expect((await office.ask('known figma f6 build-bot')).message.summary).toContain('reason:"…"');
  expect(office.values('SELECT count(*) FROM decision')).toEqual([0]);
  expect((await office.ask('known figma f6 build-bot reason:"shared mailbox"')).message.summary).toBe(
    '2 decisions would be applied. Nothing was changed.',
  );
});

test('a page past the end is refused instead of shown as empty', async () => {
  const { office } = await desk();
  for (const question of [
    'subscriptions figma page:2',
    'subscribers figma page:9',
    'access figma page:99',
    'groups figma page:9',
    'groups figma list:missing page:9',
    'groups Design page:2',
    'clearing page:9',
    'rule home.example acme.example page:3',
  ]) {
    const answer = await office.ask(question);
    expect(answer.ok).toBe(false);
    expect(answer.message.summary).toBe('There is only 1 page.');
  }
  const acme = company({
    roster: FILES.roster,
    apps: {
      figma: csvOf(
        ACCOUNTS,
        range(30).map((n) => `x${n},x${n}@home.example`),
      ),
    },
  });
  const large = acme.open();
  await large.sync();
  expect((await large.ask('clearing page:2')).ok).toBe(true);
  expect((await large.ask('clearing page:9')).message.summary).toBe('There are only 4 pages.');
});

test('an unknown verb is answered with the list of verbs', async () => {
  const { office } = await desk();
  expect(
    seen(await office.ask('staus'))
      .trim()
      .split(/\s+/)
      .join(' '),
  ).toBe(
    `I don't know "staus". Did you mean status? Commands: ${COMMANDS.map(({ verb }) => verb).join(', ')}. Type help all for an example of each.`,
  );
});

test('an empty line shows the help, and a verb may be written in capitals', async () => {
  const { office } = await desk();
  expect(printed(await office.ask(''))).toEqual(printed(await office.ask('help')));
  expect((await office.ask('STATUS')).ok).toBe(true);
  expect((await office.ask('App Figma')).ok).toBe(true);
});

test('help lists every verb, with an example that works when typed', async () => {
  const { office } = await desk();
  const shown = seen(await office.ask('help all')).replace(/\s+/g, ' ');
  for (const { verb, example } of COMMANDS) {
    expect(shown).toContain(example.split(' ')[0]);
    const answer = await office.ask(`help ${verb}`);
    expect(answer.message.summary).toMatch(new RegExp(`^${verb}: .* For example: ${verb}`));
    expect(printed(answer)).toMatchObject({ verb, example });
    if (!/fig-\d|backup|^downgrade-check|^fleet|^promote|^read |export|it-team|jo\.brandt/.test(example))
      expect((await office.ask(example)).ok).toBe(true);
  }
});
