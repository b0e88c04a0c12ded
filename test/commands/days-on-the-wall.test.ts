import { expect, test } from 'vitest';
import { accounts, company, people, staff } from '../support/company.ts';
import { seen } from './desk.ts';

/** 2 March on the wall in both; in UTC it is the 1st there, and the 3rd here. */
test.each([
  ['Pacific/Auckland', '2026-03-01T20:00:00Z'],
  ['America/Los_Angeles', '2026-03-03T04:00:00Z'],
])('lists in %s name the day on the wall, not the day in UTC', async (zone, at) => {
  const acme = company({
    roster: people(...staff(2)),
    apps: {
      figma: accounts(`a1,p1@acme.example,,,,active,,,,${at}`, 'a2,x@else.example', 'a3,y@else.example'),
    },
    at,
  });
  acme.configure((yaml) => yaml.replace('Europe/Berlin', zone));
  const office = acme.open();
  await office.sync();
  expect((await office.ask('known figma a3 contractor')).ok).toBe(true);
  for (const [question, shown] of [
    ['who p1@acme.example', 1],
    ['access figma columns:last_active', 1],
    ['access figma columns:first_seen', 3],
    ['clearing', 1],
    ['known', 1],
    ['why figma a3', 1],
  ] as const) {
    const text = seen(await office.ask(question));
    expect([question, text.match(/\b2 Mar\b/g)?.length]).toEqual([question, shown]);
    expect([question, text.match(/\b[13] Mar\b/)]).toEqual([question, null]);
  }
});

test.each([
  ['Pacific/Auckland', '2026-12-31T20:00:00Z', '30 Dec 2026', '10 Jan'],
  ['America/Los_Angeles', '2027-01-01T04:00:00Z', '30 Dec', '10 Jan 2027'],
])(
  'at New Year in %s a day has its year where the company, not UTC, is in another',
  async (zone, at, last, next) => {
    const acme = company({
      roster: people('P1,p1@acme.example,,,Person 1,offboarded,,2026-12-30', ...staff(3).slice(1)),
      apps: {
        figma: accounts('a1,p1@acme.example', 'a2,p2@acme.example', 'a3,y@else.example', 'a4,z@else.example'),
      },
      at,
    });
    acme.configure((yaml) => yaml.replace('Europe/Berlin', zone));
    const office = acme.open();
    await office.sync();
    const answers = async (...questions: string[]) => {
      const texts: string[] = [];
      for (const question of questions) texts.push(seen(await office.ask(question)));
      return texts;
    };
    const days = (text: string) => [...new Set(text.match(/\b(?:30 Dec|10 Jan)(?: \d{4}\b)?/g))].sort();
    for (const text of await answers('who p1@acme.example', 'access figma', 'app figma', 'access figma a1'))
      expect(days(text), text).toEqual([last]);
    for (const text of await answers(
      'known figma a3 contractor until:2027-01-10',
      'snooze figma a4 until:2027-01-10',
      'known',
      'snooze',
      'audit',
      'undo',
      'snooze figma until:2027-01-10',
      'status',
      'health',
    ))
      expect(days(text), text).toEqual([next]);
    const said = await office.news();
    expect(days(said.map(({ message }) => JSON.stringify(message)).join())).toEqual([next, last].sort());
  },
);
