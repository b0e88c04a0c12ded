import { expect, test } from 'vitest';
import {
  accounts,
  type Company,
  company,
  csvOf,
  linesOf,
  type Office,
  PEOPLE,
  people,
  seats,
  staff,
} from '../../support/company.ts';
import { snapshot } from '../forty.ts';

const HUGO = 'E37,,,hugo-m,Hugo Meyer,active';
const SAM = 'E38,,,,Sam Silent,active';

/** Forty people from hr.csv, and a list of contractors; all of them have a seat. */
async function acmeWith(contractors: readonly string[] = ['C1,cora@out.example,,,Cora Out,active']) {
  const acme = company({
    roster: people(...contractors),
    apps: {
      figma: accounts(
        ...seats(40),
        'c1,cora@out.example',
        'h1,,,hugo-m,Hugo',
        's1,samsung@home.example,,,Sam',
      ),
    },
  });
  acme.write('hr.csv', people(...staff(40), HUGO, SAM));
  acme.configure((yaml) =>
    yaml.replace(
      'roster: [{ source: csv, file: roster.csv }]',
      'roster: [{ source: csv, id: hr, file: hr.csv }, { source: csv, id: contractors, file: roster.csv }]',
    ),
  );
  const office = acme.open();
  await office.sync();
  await office.ask('link figma s1 "Sam Silent"');
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  return { acme, office };
}

const without = (id: string) => (yaml: string) =>
  yaml.replace(new RegExp(`\\{ source: csv, id: ${id}, file: [a-z]+\\.csv \\},? ?`), '');
const unusualStatuses = (office: Office) =>
  office.values(
    "SELECT external_id || ' ' || status FROM account WHERE status <> 'active' ORDER BY external_id",
  );
/** Reopens the office with a changed seatkeeper.yaml. */
function reopened(acme: Company, change: (yaml: string) => string): Office {
  acme.configure(change);
  return acme.open();
}

/** Syncs, and returns the outcome of each source. */
const synced = async (office: Office) =>
  (await office.sync()).map(({ id, result }) => `${id} ${result.status}`);

test('removing a roster source with many people is held, so that nothing is applied silently', async () => {
  const { acme, office: before } = await acmeWith();
  const office = reopened(acme, without('hr'));
  const shown = snapshot({ acme, office });
  expect(await synced(office)).toEqual(['contractors complete', 'hr held', 'figma complete']);
  expect(snapshot({ acme, office })).toEqual(shown);
  const [said, ...more] = await before.news();
  expect(more).toEqual([]);
  expect(said?.says).toBe(
    'Roster hr is no longer in seatkeeper.yaml. Its people still count, and nothing was changed.',
  );
  expect(said?.message.body[0]).toEqual({
    type: 'text',
    spans: ['42 of its 42 people are in no other roster source and would become Inactive at once (100%).'],
  });
  expect(said?.message.buttons.map(({ label }) => label)).toEqual([
    'Keep the last good data',
    'Accept this once…',
  ]);
  const health = await office.ask('health');
  expect(health.ok).toBe(false);
  expect(JSON.stringify(health.message)).toContain('sync accept');
});

test('accepting the retirement makes its people inactive from that day, updates alerts and is audited', async () => {
  const { acme } = await acmeWith();
  const office = reopened(acme, without('hr'));
  await office.sync();
  await office.news();
  const [run] = office.values("SELECT id FROM run WHERE status = 'held'");
  expect((await office.ask(`sync accept ${run}`)).ok).toBe(true);
  expect(unusualStatuses(office)).toHaveLength(42);
  expect(linesOf(await office.news())).toEqual([
    'edit: New in Figma: Person 1 is inactive and still holds a seat; Person 10 is inactive and still holds a seat; 40 more. In all 42 inactive.',
    'edit: Roster hr is retired. 42 of its people are Inactive from today.',
  ]);
  expect(office.values("SELECT subject FROM audit WHERE action = 'roster-retired'")).toEqual(['roster:hr']);
  const health = await office.ask('health');
  expect(health.ok).toBe(true);
  expect(JSON.stringify(health.message)).toContain('retired on 2 Mar');
  const runs = office.values(
    'SELECT count(*) FROM run WHERE source = (SELECT id FROM source WHERE name = ?)',
    'hr',
  );
  await office.sync();
  expect(
    office.values('SELECT count(*) FROM run WHERE source = (SELECT id FROM source WHERE name = ?)', 'hr'),
  ).toEqual(runs);
  expect(await office.news()).toEqual([]);
});

test('keeping the last good data keeps the people of a removed source', async () => {
  const { acme } = await acmeWith();
  const office = reopened(acme, without('hr'));
  await office.sync();
  await office.news();
  const [run] = office.values("SELECT id FROM run WHERE status = 'held'");
  expect((await office.ask(`sync keep ${run}`)).ok).toBe(true);
  expect(unusualStatuses(office)).toEqual([]);
  await office.sync();
  expect(unusualStatuses(office)).toEqual([]);
  expect((await office.ask('health')).ok).toBe(false);
});

test('renaming a source with the same people causes no findings, even for people without an address', async () => {
  const { acme } = await acmeWith();
  const office = reopened(acme, (yaml) => yaml.replace('id: hr', 'id: people'));
  expect(await synced(office)).toEqual([
    'people complete',
    'contractors complete',
    'hr complete',
    'figma complete',
  ]);
  expect(unusualStatuses(office)).toEqual([]);
  expect(await office.news()).toEqual([]);
  expect(office.values('SELECT count(*) FROM finding WHERE closed_at IS NULL')).toEqual([0]);
  for (const whom of ['p3@acme.example', 'hugo-m', 'E38'])
    expect((await office.ask(`who ${whom}`)).json).toMatchObject({
      person: { status: 'active' },
      accounts: [{ status: 'active' }],
    });
  expect((await office.ask('health')).ok).toBe(true);
});

test('renaming a source and back keeps its people and links', async () => {
  const { acme } = await acmeWith();
  for (const [from, to] of [
    ['hr', 'people'],
    ['people', 'hr'],
  ] as const) {
    acme.configure((yaml) => yaml.replace(`id: ${from}`, `id: ${to}`));
    const office = acme.open();
    await office.sync();
    expect(unusualStatuses(office)).toEqual([]);
    expect(await office.news()).toEqual([]);
    office.close();
  }
});

test('the people of a renamed source count until the new one can be read', async () => {
  const { acme } = await acmeWith();
  const office = reopened(acme, (yaml) =>
    yaml.replace('id: hr, file: hr.csv', 'id: people, file: missing.csv'),
  );
  expect(await synced(office)).toEqual([
    'people failed',
    'contractors complete',
    'hr waiting',
    'figma waiting',
  ]);
  expect(unusualStatuses(office)).toEqual([]);
  const health = await office.ask('health');
  expect(health.ok).toBe(false);
  expect(JSON.stringify(health.message)).toContain('its people still count');
  acme.write('missing.csv', people(...staff(40), HUGO, SAM));
  await office.sync();
  expect(unusualStatuses(office)).toEqual([]);
  expect((await office.ask('health')).ok).toBe(true);
});

test('a person missing from a renamed source becomes inactive, like a person missing from a list', async () => {
  const { acme } = await acmeWith();
  acme.write('people.csv', people(...staff(40).slice(1), HUGO, SAM));
  const office = reopened(acme, (yaml) =>
    yaml.replace('id: hr, file: hr.csv', 'id: people, file: people.csv'),
  );
  await office.sync();
  expect(unusualStatuses(office)).toEqual(['a1 inactive']);
  expect(linesOf(await office.news())).toEqual([
    'edit: New in Figma: Person 1 is inactive and still holds a seat.',
  ]);
});

test('removing a list with a single contractor is held too', async () => {
  const { acme } = await acmeWith();
  const office = reopened(acme, without('contractors'));
  expect(await synced(office)).toContain('contractors held');
  expect(unusualStatuses(office)).toEqual([]);
});

test('removing a source with only people who left is neither held nor reported', async () => {
  const { acme } = await acmeWith(['C1,cora@out.example,,,Cora Out,offboarded,,2026-02-01']);
  const office = reopened(acme, without('contractors'));
  await office.news();
  await office.sync();
  expect(await office.news()).toEqual([]);
  expect(office.values("SELECT status FROM person WHERE external_id = 'C1'")).toEqual(['offboarded']);
});

test('putting the source back while its retirement is held makes the retirement void', async () => {
  const { acme } = await acmeWith();
  const office = reopened(acme, without('hr'));
  await office.sync();
  const [run] = office.values("SELECT id FROM run WHERE status = 'held'");
  office.close();
  acme.configure((yaml) => yaml.replace('roster: [', 'roster: [{ source: csv, id: hr, file: hr.csv }, '));
  const again = acme.open();
  expect((await again.ask(`sync accept ${run}`)).message.summary).toContain(
    'Roster hr is in seatkeeper.yaml again',
  );
  await again.sync();
  expect(unusualStatuses(again)).toEqual([]);
  expect((await again.ask('health')).ok).toBe(true);
});

test('a namesake with another id and address in another source takes over no account', async () => {
  const { acme } = await acmeWith(['C9,other.p1@out.example,,,Person 1,active']);
  acme.write('people.csv', csvOf(PEOPLE, staff(40).slice(1)));
  const office = reopened(acme, (yaml) =>
    yaml.replace('id: hr, file: hr.csv', 'id: people, file: people.csv'),
  );
  await office.sync();
  expect(unusualStatuses(office)).toContain('a1 inactive');
});
