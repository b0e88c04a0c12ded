import { expect, test } from 'vitest';
import { accounts, company, people } from '../support/company.ts';

function configured(yaml: string) {
  return company({
    roster: people('1,ada@acme.example,,,Ada,active'),
    apps: { figma: accounts('f1,ada@acme.example'), zoom: accounts('z1,ada@acme.example') },
    yaml,
  }).config.ask;
}

test('nobody is asked unless the file names an app, and nothing is removed for an answer unless it says so', () => {
  expect(configured('')).toEqual({
    apps: {},
    release: 'plan',
    noAnswer: 'tell',
    cooldownDays: 90,
    reminders: 2,
    remindAfterDays: 3,
    answerDays: 10,
    perDay: 20,
    quiet: { from: '18:00', to: '09:00', weekends: true },
  });
});

test('the apps are a list, or have rules of their own', () => {
  expect(configured('ask: { apps: [figma, zoom] }').apps).toEqual({ figma: {}, zoom: {} });
  expect(configured('ask: { apps: { figma: { release: remove, cooldownDays: 30 }, zoom: } }').apps).toEqual({
    figma: { release: 'remove', cooldownDays: 30 },
    zoom: {},
  });
});

test.each([
  ['ask: { apps: [figmaa] }', /"figmaa" is not the id of an app; did you mean figma\?/],
  ['ask: { apps: { fimga: {} } }', /"fimga" is not the id of an app; did you mean figma\?/],
  ['ask: { apps: figma }', /is not a list of apps; write \[figma, zoom\]/],
  ['ask: { noAnswer: delete }', /ask\.noAnswer: is not one of: tell, keep, plan, remove/],
  ['ask: { apps: { figma: { release: now } } }', /is not one of: plan, remove/],
  ['ask: { quiet: { from: 6pm } }', /ask\.quiet\.from: is not a time of day; write it like "18:00"/],
  ['ask: { cooldownDays: 0 }', /is not a number of days; write one from 1 to 365/],
])('%s is refused with what to write', (yaml, problem) => {
  expect(() => configured(yaml)).toThrow(problem);
});
