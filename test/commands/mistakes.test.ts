import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/commands/registry.ts';
import { desk, printed, seen } from './desk.ts';

test.each([
  ['staus', 'I don\'t know "staus". Did you mean status?'],
  ['acess figma', 'I don\'t know "acess". Did you mean access?'],
  ['help clering', 'I don\'t know "clering". Did you mean clearing?'],
  ['qwertz', 'I don\'t know "qwertz".'],
  ['app', 'Name an app: figma, zoom.'],
  ['app figam', 'There is no app "figam". Did you mean figma? Connected apps: figma, zoom.'],
  [
    'access jira',
    'There is no app "jira". Connected apps: figma, zoom. To connect another, add it under apps: in seatkeeper.yaml, like { id: jira, connector: csv, settings: … }.',
  ],
  [
    'access scim',
    'like { id: scim, connector: scim, settings: … }. It needs: A SCIM token that may read users, and change or delete them if Seatkeeper should remove seats.',
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
    'There is no column "rol". Did you mean role? Columns: account, person, email, status, offboarded, kind, state, role, licenses, last_active, match, known, granted_by, username, name, id, created, first_seen, projects.',
  ],
  ['access figma sort:-projcts', 'There is no column "projcts". Did you mean projects?'],
  ['access figma idle:soon', 'idle "soon" is no number above 0.'],
  ['access figma known:perhaps', 'known:perhaps is not known. It can be yes, no, true, false.'],
  ['access figma state:activ', 'state:activ is not known. Did you mean state:active?'],
  [
    'access figma license:Ful1',
    'No licence of Figma is called "Ful1". Did you mean Full? Licences: Full, Dev Mode, DEV, FULL.',
  ],
  [
    'access figma group:Desing',
    'There is no group "Desing". Did you mean Design? Groups: Design, Everyone, none.',
  ],
  [
    'access figma stauts:inactive',
    "I don't know the filter stauts:. Did you mean status:? access takes status: offboarded: known: kind: state: license: idle: email: group: columns: sort: page:",
  ],
  ['access figma until:30', 'access does not take until:.'],
  ['access figma ada@acme.example status:active', 'I don\'t know the filter "ada@acme.example".'],
  ['access figma nobody@acme.example', 'Figma has no account "nobody@acme.example".'],
  ['access figma sort:', '`sort:` needs a value right after the colon.'],
  ['access figma columns:,', 'Name columns, for example person,status. columns figma lists them.'],
  ['columns', 'Name an app: figma, zoom.'],
  ['columns figam', 'There is no app "figam". Did you mean figma?'],
  ['columns figma set', 'Name columns, for example person,status. columns figma lists them.'],
  ['columns figma set persn,status', 'There is no column "persn". Did you mean person?'],
  ['columns figma set person,projcts', 'There is no column "projcts". Did you mean projects?'],
  ['columns figma rest', 'columns figma "rest" is nothing I know. Did you mean reset?'],
  ['columns figma reset person', 'Write: columns figma reset, with nothing behind it.'],
  ['access figma page:0', 'page "0" is no number above 0.'],
  ['access figma inactive', 'I don\'t know the filter "inactive". Filters are written key:value'],
  ['status status:inactive', 'status does not take status:. It takes no filters.'],
  ['why figma page:2', 'why does not take page:. It takes no filters.'],
  ['who', 'Name a person by address, username, roster id or name.'],
  ['who zoe@acme.example', 'Nobody in the roster is called "zoe@acme.example".'],
  ['audit many', 'The number of entries "many" is no number above 0.'],
  ['who "Ada', 'A quote is opened but never closed.'],
])('%s says what is meant', async (question, expected) => {
  const { office } = await desk();
  const answer = await office.ask(question);
  expect(answer.ok).toBe(false);
  expect(answer.message.summary).toContain(expected);
  expect(printed(answer)).toEqual({ ok: false, text: answer.message.summary });
});

test('a wrong verb shows all right ones', async () => {
  const { office } = await desk();
  expect(
    seen(await office.ask('staus'))
      .trim()
      .split(/\s+/)
      .join(' '),
  ).toBe(
    `I don't know "staus". Did you mean status? Commands: ${COMMANDS.map(({ verb }) => verb).join(', ')}. Type help for an example of each.`,
  );
});

test('nothing typed is a call for help, and a verb may be written in capitals', async () => {
  const { office } = await desk();
  expect(printed(await office.ask(''))).toEqual(printed(await office.ask('help')));
  expect((await office.ask('STATUS')).ok).toBe(true);
  expect((await office.ask('App Figma')).ok).toBe(true);
});

test('every verb is in help, with an example that works when typed', async () => {
  const { office } = await desk();
  const shown = seen(await office.ask('help')).replace(/\s+/g, ' ');
  for (const { verb, example } of COMMANDS) {
    expect(shown).toContain(example.split(' ')[0]);
    const answer = await office.ask(`help ${verb}`);
    expect(answer.message.summary).toMatch(new RegExp(`^${verb}: .* For example: ${verb}`));
    expect(printed(answer)).toMatchObject({ verb, example });
    if (!/fig-\d|backup|it-team|jo\.brandt/.test(example)) expect((await office.ask(example)).ok).toBe(true);
  }
});
