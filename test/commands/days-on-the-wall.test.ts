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
