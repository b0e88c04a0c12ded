import { expect, test } from 'vitest';
import { company, csvOf, people, staff } from '../../support/company.ts';

const ACCOUNTS = 'id,email,licenses,last_active';
const USED = csvOf(ACCOUNTS, [
  'u1,p1@acme.example,Full,2026-03-01',
  'u2,p2@acme.example,Full,2026-02-20',
  'u3,p3@acme.example,Full,2025-12-01',
]);

async function figma(yaml = '') {
  const acme = company({
    roster: people(...staff(3)),
    apps: { figma: USED },
    licenses: { figma: csvOf('sku,purchased,unit_price,currency,term', ['Full,3,10,EUR,monthly']) },
    yaml,
    at: '2026-03-02T09:00:00Z',
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  const ask = async (question: string) => {
    const answer = await office.ask(question);
    return { ok: answer.ok, json: answer.json, text: JSON.stringify(answer.message) };
  };
  return { acme, office, ask };
}

const oldOnes = (said: readonly { does: string; says: string }[]) =>
  said.filter(({ says }) => /the data is/.test(says)).map(({ does, says }) => `${does} ${says}`);

test('nobody turns idle because nobody exported the list', async () => {
  const { acme, office, ask } = await figma();
  acme.at('2026-06-01T09:00:00Z', { exported: false });
  await office.sync();
  const apps = (await ask('status')).json as { apps: { idle: number }[] };
  expect(apps.apps[0]?.idle).toBe(1);
  const { text } = await ask('access figma idle:60');
  expect(['p1@', 'p2@', 'p3@'].filter((address) => text.includes(address))).toEqual(['p3@']);
  const savings = (await ask('savings figma')).json as {
    apps: { buckets: { bucket: string; seats: number }[] }[];
  };
  expect(savings.apps[0]?.buckets.find(({ bucket }) => bucket === 'idle')?.seats).toBe(1);
});

test('old files are told once, shown everywhere, and the message ends when they are new', async () => {
  const { acme, office, ask } = await figma();
  acme.at('2026-03-09T08:00:00Z', { exported: false });
  await office.sync();
  expect(oldOnes(await office.news())).toEqual([]);
  expect((await ask('health')).ok).toBe(true);

  acme.at('2026-03-09T10:00:00Z', { exported: false });
  await office.sync();
  expect(oldOnes(await office.news())).toEqual([
    'post Figma: the data is old: figma.csv is of 2 Mar 10:00, more than 7 days ago.',
    'post Roster csv: the data is old: roster.csv is of 2 Mar 10:00, more than 7 days ago.',
  ]);
  await office.sync();
  expect(oldOnes(await office.news())).toEqual([]);

  const health = await ask('health');
  expect(health.ok).toBe(false);
  expect(health.text).toContain('2 sources with old data');
  expect((await ask('status')).text).toContain('Figma (old: data of 2 Mar 10:00)');
  expect((await ask('app figma')).text).toContain('old: data of 2 Mar 10:00');
  const digest = (await ask('digest')).text;
  expect(digest).toContain('Figma old (data of 2 Mar 10:00)');
  expect(digest).toContain('Coverage: 0 of 1 app read completely');
  expect((await ask('doctor')).text).toContain('old');

  acme.at('2026-03-09T11:00:00Z');
  await office.sync();
  expect(oldOnes(await office.news())).toEqual([
    'edit Figma: the data is new again, of 9 Mar 12:00.',
    'edit Roster csv: the data is new again, of 9 Mar 12:00.',
  ]);
  expect((await ask('health')).ok).toBe(true);
});

test('a source that changes once a quarter is not called old after a week', async () => {
  const { acme, office, ask } = await figma('maxAge: 100');
  acme.at('2026-05-01T10:00:00Z', { exported: false });
  await office.sync();
  expect((await ask('health')).ok).toBe(true);
});

test('what is shown of a source that fails is called old once it is', async () => {
  const { acme, office, ask } = await figma();
  acme.write('figma.csv', 'broken');
  await office.sync();
  expect((await ask('status')).text).toContain('cannot be read: last good 2 Mar 10:00');
  expect((await ask('status')).text).not.toContain('which is old');
  acme.at('2026-03-12T09:00:00Z', { exported: false });
  acme.write('figma.csv', 'broken');
  await office.sync();
  for (const question of ['status', 'health'])
    expect((await ask(question)).text, question).toContain('last good 2 Mar 10:00, which is old');
  expect((await ask('health')).ok).toBe(false);
});
