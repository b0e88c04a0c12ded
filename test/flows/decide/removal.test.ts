import { expect, test } from 'vitest';
import { accounts, company, licenses, linesOf, people } from '../../support/company.ts';

const ROWS = ['f1,ada@acme.example,,,,,,,Full', 'f2,ben@acme.example,,,,,,,Full'];

async function left(entry = 'adminUrl: "https://figma.example/admin", owner: ada@acme.example') {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada', '2,ben@acme.example,,,Ben Okafor,offboarded,,2026-02-20'),
    apps: { figma: accounts(...ROWS) },
    licenses: { figma: licenses('FULL,Full,5,2,45,USD,monthly') },
    entries: { figma: entry },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const said = { type: 'removal-said', app: 'figma', account: 'f2' } as const;

test('the first button for a leaver says how to remove the seat: the admin page, the owner of the app, and how to report it', async () => {
  const { office } = await left();
  const { message } = await office.ask('app figma');
  const [row] = message.body.filter((part) => part.type === 'row');
  expect(row?.type === 'row' && row.buttons[0]).toEqual({
    label: 'Remove…',
    command: 'remove figma f2',
  });
  const how = await office.ask('remove figma f2');
  const text = JSON.stringify(how.message);
  expect(text).toContain('https://figma.example/admin');
  expect(text).toContain('ada@acme.example');
  expect(how.message.buttons).toEqual([{ label: 'I removed it', action: said }]);
});

test('a seat said to be removed is quiet, and the read that no longer lists it closes it as freed', async () => {
  const { acme, office } = await left();
  expect((await office.press(said)).done).toBe(true);
  expect((await office.press(said)).text).toMatch(/^Already handled/);
  expect((await office.ask('app figma')).message.summary).toContain('nothing to decide on');
  await office.news();
  acme.at('2026-03-03T09:00:00Z');
  acme.write('figma.csv', accounts(ROWS[0] ?? ''));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit: Ben Okafor is gone from Figma, 45 USD a month saved. Figma is clean.',
  ]);
});

test('a seat said to be removed that is still listed is reported once; an earlier file proves nothing', async () => {
  const { acme, office } = await left();
  acme.at('2026-03-02T10:00:00Z');
  await office.ask('remove figma f2 --done');
  await office.news();
  acme.at('2026-03-03T10:00:00Z', { exported: false });
  await office.sync();
  expect(linesOf(await office.news()).filter((line) => line.includes('still in'))).toEqual([]);
  acme.write('figma.csv', accounts(...ROWS));
  await office.sync();
  expect(linesOf(await office.news()).at(-1)).toBe(
    'post: Ben Okafor is still in Figma, although kim said it was removed. 45 USD a month.',
  );
  acme.at('2026-03-04T11:00:00Z');
  acme.write('figma.csv', accounts(...ROWS));
  await office.sync();
  expect(linesOf(await office.news())).toEqual([]);
});

test('of an account with nothing to decide about, nobody is asked to say that it was removed', async () => {
  const { office } = await left();
  await office.press({ type: 'known', app: 'figma', account: 'f2', reason: 'handover', until: null });
  const { message } = await office.ask('remove figma f2');
  expect(message.buttons).toEqual([]);
  expect(JSON.stringify(message)).toContain('Nothing is to be decided about this account.');
});

test('saying that a seat was removed can be taken back, by button and by command', async () => {
  const { office } = await left();
  const { undo } = await office.press(said);
  if (undo === undefined) throw new Error('nothing to take back');
  expect((await office.press({ type: 'undo', ...undo })).done).toBe(true);
  expect((await office.ask('app figma')).message.summary).toContain('1 finding');
  await office.ask('remove figma f2 --done');
  expect((await office.ask('remove figma f2 --undo')).ok).toBe(true);
  expect((await office.ask('remove figma f2 --undo')).ok).toBe(false);
});

test('the address of an admin page must be one that a browser opens safely', () => {
  expect(() =>
    company({
      roster: people('1,ada@acme.example'),
      apps: { figma: accounts('f1,ada@acme.example') },
      entries: { figma: 'adminUrl: "javascript:alert(1)"' },
    }),
  ).toThrow(/adminUrl.*begins with https/s);
});

test('the audit log and the list of decisions say in words that a seat was said to be removed', async () => {
  const { office } = await left();
  await office.press(said);
  for (const question of ['audit', 'undo'])
    expect(JSON.stringify((await office.ask(question)).message)).toContain(
      'said that ben@acme.example in Figma was removed',
    );
});
