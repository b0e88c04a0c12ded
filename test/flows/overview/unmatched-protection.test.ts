import { expect, test } from 'vitest';
import { accounts, company, people, staff } from '../../support/company.ts';

const ROSTER = people(
  'K,kim@acme.example,kim.novak@acme.example,,Kim Novak,active',
  'L,lee@acme.example,,,Lee Park,active',
  ...staff(6),
);
const FIGMA = accounts(
  'f1,kim@acme.example,,,,active,,member; Org Owner',
  'f2,bot@else.example,,,,active,,editor',
  ...staff(6).map((_, at) => `s${at},p${at + 1}@acme.example,,,,active`),
);

function acme(protect: string, apps: Record<string, string> = { figma: FIGMA }) {
  return company({
    roster: ROSTER,
    apps,
    yaml: `protect: [${protect}]\ngroups: { Board: { members: [kim@acme.example] }, Leaders: { groups: [Board] }, Empty: [] }\n`,
  });
}

const WRONG: readonly [string, RegExp][] = [
  [
    '{ person: kmi@acme.example }',
    /\{ person: kmi@acme\.example \} .*nobody in a roster and no account has that address\. Correct it/,
  ],
  ['{ app: figma, account: f3 }', /\{ app: figma, account: f3 \} .*no account with that id/],
  ['{ group: Boards }', /\{ group: Boards \} .*nobody is in a group of that name\. Did you mean Board\?/],
  ['{ group: Empty }', /\{ group: Empty \} .*nobody is in that group\. Correct it/],
  [
    '{ role: Org Ownr, app: figma }',
    /\{ role: Org Ownr, app: figma \} .*no account has that role\. Did you mean Org Owner\?/,
  ],
];

test.each(WRONG)('%s protects nothing, which health and doctor say', async (entry, text) => {
  const office = acme(`${entry}, { person: lee@acme.example }`).open();
  // What was never read protects nobody yet, and nothing is wrong with that.
  expect((await office.ask('health')).json).toMatchObject({ unmatchedProtection: [] });
  await office.sync();
  const health = await office.ask('health');
  expect(health.ok).toBe(false);
  expect(health.message.summary).toContain('1 entry under protect that protects nothing');
  expect(JSON.stringify(health.message).replaceAll('\\"', '"')).toMatch(text);
  const { ok, json } = await office.ask('doctor');
  expect(ok).toBe(false);
  const { checks } = json as { checks: { name: string; state: string; fix: string }[] };
  const check = checks.find(({ name }) => name === 'protect');
  expect(check).toMatchObject({ state: 'bad' });
  expect(check?.fix).toMatch(text);
});

test('what protects somebody or something is not named, however it is written', async () => {
  const right = [
    '{ person: Kim.Novak@acme.example }',
    '{ person: bot@else.example }',
    '{ app: figma, account: f1 }',
    '{ app: figma, account: BOT@else.example }',
    '{ group: board }',
    '{ group: Leaders }',
    '{ role: org owner }',
    '{ role: Editor, app: figma }',
  ];
  const office = acme(right.join(', ')).open();
  await office.sync();
  const health = await office.ask('health');
  expect(health).toMatchObject({ ok: true, json: { unmatchedProtection: [] } });
  const { checks } = (await office.ask('doctor')).json as { checks: { name: string }[] };
  expect(checks.map(({ name }) => name)).not.toContain('protect');
});
