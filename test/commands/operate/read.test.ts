import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer } from '../../../src/commands/answer.ts';
import { folderWith } from '../../support/connector-io.ts';
import { desk, seen } from '../desk.ts';

async function asked(content: string, more = '') {
  const file = join(await folderWith({ 'export.csv': content }), 'export.csv');
  const { office } = await desk();
  const before = office.values('SELECT count(*) FROM account');
  const found = await office.ask(`read ${file}${more}`);
  expect(office.values('SELECT count(*) FROM account')).toEqual(before);
  return { found, text: await seen(found) };
}

test('an export is shown as it will be read, and nothing of it is stored', async () => {
  const { found, text } = await asked(
    'Login,First name,Last name,Block credential,Last seen (UTC),Cost centre\nana,Ana,Ruiz,True,28 Apr 2026,CC7\n',
  );
  expect(found.ok).toBe(true);
  expect(found.message.summary).toMatch(/export\.csv can be read as accounts: 1 row\. Nothing was stored\.$/);
  expect(text).toMatch(/Block credential +state/);
  expect(text).toMatch(/Last seen \(UTC\) +last_active/);
  expect(text).toMatch(/Cost centre +kept as a column/);
  expect(text).toMatch(/ana +ana +Ana Ruiz +suspended/);
  expect(found.json).toMatchObject({ as: 'accounts', rows: 1, first: [{ lastActive: '2026-04-28' }] });
});

test('several files of one app are read together, and one whose rows fit nobody is named', async () => {
  const directory = await folderWith({
    'list.csv': 'Login,E-mail,Status\nana,ana@x.example,active\n',
    'use.csv': 'Login,Last seen\nANA,2026-02-01\n',
    'other.csv': 'User ID,Last seen\n7,2026-02-01\n',
  });
  const { office } = await desk();
  const ask = (names: string) =>
    office.ask(`read ${names.replace(/\w+\.csv/g, (name) => join(directory, name))}`);
  const fits = await ask('list.csv use.csv');
  expect(fits.json).toMatchObject({ rows: 1, first: [{ id: 'ana@x.example', lastActive: '2026-02-01' }] });
  expect(await seen(fits)).toMatch(/use\.csv: Last seen\s+last_active/);
  expect(await seen(fits)).not.toContain('accounts of their own');
  const apart = (await seen(await ask('list.csv other.csv'))).replace(/\s+/g, ' ');
  expect(apart).toMatch(
    /other\.csv \(1 account\) and \S+list\.csv \(1\) have no account in common by id, login/,
  );
  expect((await ask('list.csv nowhere.csv')).message.summary).toContain('nowhere.csv was not found');
  expect((await ask('list.csv use.csv as:roster')).message.summary).toContain('A roster is one file');
});

test('a roster is known by its columns, or called one', async () => {
  const roster = 'Mail,Department,Uit dienst,Kamer\nana@x.example,Sales,2026-03-01,7\n';
  const { found, text } = await asked(roster);
  expect(found.json).toMatchObject({
    as: 'people',
    first: [{ status: 'offboarded', endDate: '2026-03-01' }],
  });
  expect(text).toMatch(/Kamer +not used/);
  expect((await asked('Mail,Status\nana@x.example,left\n', ' as:roster')).found.json).toMatchObject({
    as: 'people',
    first: [{ status: 'offboarded' }],
  });
});

test.each([
  ['Mail,Status,Department\nana@x.example,active,Sales\n', 'people', 'as:roster'],
  ['Mail,Employment Status\nana@x.example,On leave\n', 'people', 'as:roster'],
  ['Mail,Status\nana@x.example,Full-time\n', 'people', 'as:roster'],
  ['Mail,Status,Department,Manager\nana@x.example,active,Sales,Bo\n', 'accounts', 'as:app'],
  ['Mail,Status\nana@x.example,active\n', null, null],
])('what it may be besides is said: %s', async (content, otherwise, way) => {
  const { found, text } = await asked(content);
  expect(found.json).toMatchObject({ otherwise });
  if (way === null) expect(text).not.toMatch(/as:(?:roster|app)/);
  else expect(text).toMatch(new RegExp(`seatkeeper read\\s+\\S+export\\.csv\\s+${way}`));
  expect((await asked(content, ' as:roster')).text).not.toMatch(/as:(?:roster|app)/);
});

test('also where it is refused', async () => {
  const { found } = await asked('Mail,Department,Manager\nana@x.example,Sales,Bo\n');
  expect(found.ok).toBe(false);
  expect(found.message.summary).toMatch(/so nobody in it could ever have left.+as:app$/);
});

test('what no heading says is said before anything is set up', async () => {
  const { found } = await asked('Email,Konto Aktivierung\nana@x.example,ja\n');
  expect(found.json).toMatchObject({
    notes: [
      { kind: 'no-state', guess: 'Konto Aktivierung' },
      { kind: 'kept', columns: ['Konto Aktivierung'] },
    ],
  });
  expect(JSON.stringify(found.message.body)).toContain(
    'so their state is unknown; if \\"Konto Aktivierung\\" says it',
  );
});

test('a file that is none is refused in words', async () => {
  const { found } = await asked('Team,Points\nred,1\n');
  expect(found.ok).toBe(false);
  expect(found.message.summary).toContain('the header needs one of the columns id, email, username');
  expect((await asked('x\n', ' as:licenses')).found.message.summary).toContain('not "licenses"');
});

test('no file of the machine is read from a chat', async () => {
  const { office } = await desk();
  const by = { on: 'slack', id: 'slack:U1', name: 'kim', mayChange: true } as const;
  const found = await answer(office.context, by, ['read', '/etc/passwd'], async () => [], null, true);
  expect(found.ok).toBe(false);
  expect(found.message.summary).toContain('in a shell of that machine');
});
