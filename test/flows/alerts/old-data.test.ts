import { expect, test } from 'vitest';
import { enqueue } from '../../../src/store/outbox/outbox.ts';
import { saveSetting } from '../../../src/store/settings.ts';
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

const oldOnes = (said: readonly { does: string; says: string; quiet: boolean }[]) =>
  said
    .filter(({ says }) => /the data is|old data|Old data/.test(says))
    .map(({ does, says, quiet }) => `${does}${quiet ? ', quietly' : ''} ${says}`);

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
  expect(oldOnes(await office.news())).toEqual(['post 2 sources have old data: Figma and Roster csv.']);
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
    'edit No source has old data any more: Figma and Roster csv are new again.',
  ]);
  expect((await ask('health')).ok).toBe(true);
});

test('a source that changes once a quarter is not called old after a week', async () => {
  const { acme, office, ask } = await figma('maxAge: 100');
  acme.at('2026-05-01T10:00:00Z', { exported: false });
  await office.sync();
  expect((await ask('health')).ok).toBe(true);
});

test('data of a failing source is called old once it is old', async () => {
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

test('several sources with old data are one message, which names each with its file and follows what changes', async () => {
  const { acme, office } = await figma();
  acme.at('2026-03-12T09:00:00Z', { exported: false });
  await office.sync();
  const said = (await office.news()).filter(({ says }) => says.includes('old data'));
  expect(said.map(({ does, says }) => `${does} ${says}`)).toEqual([
    'post 2 sources have old data: Figma and Roster csv.',
  ]);
  const body = JSON.stringify(said[0]?.message.body);
  expect(body).toContain('Figma: figma.csv is of 2 Mar 10:00, more than 7 days ago.');
  expect(body).toContain('Roster csv: roster.csv is of 2 Mar 10:00, more than 7 days ago.');
  expect(body).toContain('idle is counted to that day');
  expect(body).toContain('An old roster does not show who has joined or left.');

  acme.write('roster.csv', people(...staff(3)));
  await office.sync();
  expect(oldOnes(await office.news())).toEqual([
    'edit, quietly Figma: the data is old: figma.csv is of 2 Mar 10:00, more than 7 days ago.',
  ]);

  // Another source turns old more than a day later: nobody would hear an edit of the message of last week.
  acme.at('2026-03-20T09:00:00Z', { exported: false });
  await office.sync();
  expect(oldOnes(await office.news())).toEqual([
    'edit, quietly Old data: continued in a newer message below.',
    'post 2 sources have old data: Figma and Roster csv.',
  ]);
});

test('a source that cannot be read and turns old has one message, which says of when the data is that is shown', async () => {
  const { acme, office } = await figma();
  acme.at('2026-03-12T09:00:00Z', { exported: false });
  acme.write('figma.csv', 'broken');
  acme.write('roster.csv', people(...staff(3)));
  await office.sync();
  const said = await office.news();
  expect(said.map(({ does, says }) => `${does} ${says}`)).toEqual([
    'post Figma could not be read. Nothing was changed.',
  ]);
  expect(JSON.stringify(said[0]?.message)).toContain('You still see the data of 2 Mar 10:00.');
  // Read again, but the list is as old as before: now it is nothing but old.
  acme.write('figma.csv', USED);
  acme.at('2026-03-25T09:00:00Z', { exported: false });
  acme.write('roster.csv', people(...staff(3)));
  await office.sync();
  expect(oldOnes(await office.news())).toEqual([
    'post Figma: the data is old: figma.csv is of 12 Mar 10:00, more than 7 days ago.',
  ]);
});

test('a message of an earlier version about one source ends when the one about all begins', async () => {
  const { acme, office } = await figma();
  acme.at('2026-03-12T09:00:00Z', { exported: false });
  const { store } = office.context;
  for (const subject of ['old-data:app:figma', 'old-data:roster:csv'] as const)
    store.write(() => {
      const message = { summary: subject, title: subject, body: [], buttons: [] };
      const at = '2026-03-10T09:00:00.000Z';
      enqueue(store, { platforms: ['slack'], subject, mode: 'post', quiet: false, message, at });
      saveSetting(store, subject, { value: 'true', by: 'seatkeeper', at });
    });
  await office.news();
  await office.sync();
  expect(oldOnes(await office.news())).toEqual(['post 2 sources have old data: Figma and Roster csv.']);
  expect(
    office.values("SELECT subject || ' ' || mode FROM outbox WHERE subject LIKE 'old-data%' ORDER BY id"),
  ).toEqual([
    'old-data:app:figma post',
    'old-data:roster:csv post',
    'old-data:app:figma edit',
    'old-data:roster:csv edit',
    'old-data post',
  ]);
  await office.sync();
  expect(await office.news()).toEqual([]);
});

test('a message of an earlier version about a source that is new again says so', async () => {
  const { acme, office } = await figma();
  const { store } = office.context;
  store.write(() => {
    const at = '2026-03-02T09:00:00.000Z';
    saveSetting(store, 'old-data:app:figma', { value: 'true', by: 'seatkeeper', at });
  });
  acme.at('2026-03-03T09:00:00Z');
  await office.sync();
  expect(
    office.values(
      "SELECT subject FROM outbox WHERE message LIKE '%Figma: the data is new again, of 3 Mar 10:00.%'",
    ),
  ).toEqual(['old-data:app:figma']);
});

test('what rests on an old file says so where it is said: the alert, the rows and the answer about a person', async () => {
  const { acme, office, ask } = await figma();
  acme.at('2026-03-12T09:00:00Z', { exported: false });
  acme.write(
    'roster.csv',
    people('P1,p1@acme.example,,,Person 1,offboarded,,2026-03-11', ...staff(3).slice(1)),
  );
  await office.sync();
  const said = (await office.news()).map(({ says }) => says);
  expect(said).toContain(
    'New in Figma: Person 1 left yesterday and still holds a seat. 10 EUR a month. As of 2 Mar, figma.csv.',
  );
  expect((await ask('app figma')).text).toContain('" left 11 Mar, as of 2 Mar, figma.csv"');
  const who = (await ask('who p1@acme.example')).text;
  expect(who).toContain('⚠️ left 11 Mar (as of 2 Mar, figma.csv)');
  // The roster is new.
  expect(who).toContain('Person 1 left on 11 Mar: 1 account');

  acme.at('2026-03-20T09:00:00Z', { exported: false });
  acme.write('figma.csv', USED);
  await office.sync();
  const later = (await ask('who p1@acme.example')).text;
  expect(later).toContain('Person 1 left on 11 Mar (as of 12 Mar, roster.csv): 1 account');
  expect(later).toContain('"⚠️ left 11 Mar"');
  expect((await ask('app figma')).text).not.toContain('as of');
});

test('an alert does not call data old that the same sync is about to replace, and says so where it was not replaced', async () => {
  const left = people('P1,p1@acme.example,,,Person 1,offboarded,,2026-03-11', ...staff(3).slice(1));
  const news = 'New in Figma: Person 1 left yesterday and still holds a seat. 10 EUR a month.';
  const said = async (list: string | null) => {
    const { acme, office } = await figma();
    acme.at('2026-03-12T09:00:00Z', { exported: false });
    acme.write('roster.csv', left);
    if (list !== null) acme.write('figma.csv', list);
    await office.sync();
    return office.values(
      "SELECT mode || ': ' || json_extract(message, '$.summary') FROM outbox WHERE subject = 'alert:figma' AND message LIKE '%Person 1%' ORDER BY id",
    );
  };
  expect(await said(USED)).toEqual([`post: ${news}`, `edit: ${news}`]);
  for (const list of [null, 'broken'])
    expect(await said(list)).toEqual([`post: ${news}`, `edit: ${news} As of 2 Mar, figma.csv.`]);
});

test('an alert that says of when its data is stops saying so once the list is new, although nothing in it changed', async () => {
  const { acme, office } = await figma();
  acme.at('2026-03-12T09:00:00Z', { exported: false });
  acme.write(
    'roster.csv',
    people('P1,p1@acme.example,,,Person 1,offboarded,,2026-03-11', ...staff(3).slice(1)),
  );
  await office.sync();
  expect((await office.news()).some(({ says }) => says.endsWith('As of 2 Mar, figma.csv.'))).toBe(true);
  acme.at('2026-03-12T10:00:00Z');
  await office.sync();
  expect(
    (await office.news())
      .filter(({ says }) => says.includes('Person 1'))
      .map(({ does, says }) => `${does} ${says}`),
  ).toEqual(['edit New in Figma: Person 1 left yesterday and still holds a seat. 10 EUR a month.']);
});
