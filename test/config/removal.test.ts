import { expect, test } from 'vitest';
import { accounts, company, people } from '../support/company.ts';

function configured(yaml: string) {
  return company({
    roster: people('1,ada@acme.example,,,Ada,active'),
    apps: { figma: accounts('f1,ada@acme.example') },
    yaml: `  - { id: chat, connector: scim, settings: { baseUrl: "https://chat.example", token: "\${TOKEN}" } }\n${yaml}`,
  }).config;
}

test('without a word about removals, the careful settings hold', () => {
  const { removal, protect } = configured('');
  expect(removal).toEqual({
    dryRun: 'auto',
    approvalHours: 24,
    undoDays: 30,
    deleteAfterDays: null,
    twoPeople: { above: 5, apps: [] },
    breaker: { accounts: 5, percent: 10, perDay: 20 },
    ways: {},
  });
  expect(protect).toEqual([]);
});

test.each([
  ['true', 'on'],
  ['off', 'off'],
  ['auto', 'auto'],
])('dryRun: %s is %s', (written, meant) => {
  expect(configured(`removal: { dryRun: ${written} }`).removal.dryRun).toBe(meant);
});

test.each([
  ['removal: { dryRun: maybe }', /removal\.dryRun: is not one of: auto, on, off/],
  ['removal: { twoPeople: { apps: [figmaa] } }', /"figmaa" is not the id of an app; did you mean figma\?/],
  [
    'removal: { ways: { chat: remove } }',
    /"remove" is not a way to remove its accounts; write one of: deactivate, delete/,
  ],
  ['removal: { ways: { figma: delete } }', /its accounts are removed by hand/],
  ['removal: { breaker: { accounts: 0 } }', /removal\.breaker\.accounts/],
  ['protect: [{ person: ceo }]', /protect\[0\]/],
  ['protect: [{ app: zoom, account: z1 }]', /"zoom" is not the id of an app/],
  ['protect: [{ colour: red }]', /is not a protected entry; write \{ person: ceo@acme\.com \}/],
])('%s is refused with what to write', (yaml, problem) => {
  expect(() => configured(yaml)).toThrow(problem);
});
