import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreError } from '../../../src/store/db/errors.ts';
import { openStore } from '../../../src/store/db/open.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';
import { folder } from '../../support/folder.ts';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return `${error.kind}: ${error.message}`;
    throw error;
  }
  return 'it went well';
}

/** A closed database of a synced company. */
async function used(count = 200) {
  const acme = company({ roster: people(...staff(count)), apps: { figma: accounts(...seats(count)) } });
  const office = acme.open();
  await office.sync();
  office.context.store.sqlite.pragma('journal_mode = DELETE');
  office.close();
  return acme;
}

test('a database of a newer version is refused and not changed', async () => {
  const acme = await used(3);
  const file = acme.config.database;
  const store = openStore(file);
  store.sqlite.exec(
    "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('from the future', 9999999999999)",
  );
  store.sqlite.pragma('journal_mode = DELETE');
  store.close();
  const before = readFileSync(file);
  expect(refusal(() => openStore(file))).toBe(
    `newer: ${file} was written by a newer version of Seatkeeper. Nothing was changed. Install that version again, or restore a backup made with this one.`,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a file that is not a database is refused and not changed', () => {
  const file = join(folder(), 'notes.db');
  const text = 'Dear diary, '.repeat(500);
  writeFileSync(file, text);
  expect(refusal(() => openStore(file))).toBe(
    `not-a-database: ${file} is not a Seatkeeper database. Name another file with --db, or restore a backup.`,
  );
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a damaged database is detected at start', async () => {
  const acme = await used();
  const file = acme.config.database;
  const size = readFileSync(file).length;
  const handle = openSync(file, 'r+');
  for (let at = 12_288; at < size - 4096; at += 4096)
    writeSync(handle, Buffer.alloc(600, 0x7f), 0, 600, at + 64);
  closeSync(handle);
  expect(refusal(() => openStore(file, { verify: true }))).toMatch(
    /^damaged: .* then restore the last backup: seatkeeper restore <backup file>$/s,
  );
});

test('a folder that cannot be written is refused with advice', () => {
  const file = join(folder(), 'a-file');
  writeFileSync(file, '');
  expect(refusal(() => openStore(join(file, 'data/seatkeeper.db')))).toMatch(
    /^unreachable: .*seatkeeper\.db/,
  );
});

test('a full disk ends the sync with a clear error, keeps the last good data, and the next sync works', async () => {
  const acme = company({ roster: people(...staff(300)), apps: { figma: accounts(...seats(300)) } });
  const office = acme.open();
  await office.sync();
  await office.news();
  const snapshot = () =>
    office.values(
      'SELECT json_array(external_id, email, status) FROM account WHERE first_run <= (SELECT sealed_run FROM source WHERE id = app) AND gone_at IS NULL ORDER BY 1',
    );
  const before = snapshot();
  const { sqlite } = office.context.store;
  const full = `${'x'.repeat(300)}`;
  acme.write(
    'figma.csv',
    accounts(...seats(300, `,,,${full}`), ...seats(140, `,,,${full}`).map((row) => `n${row}`)),
  );
  const limit = sqlite.pragma('page_count', { simple: true });
  sqlite.pragma(`max_page_count = ${limit}`);
  const { ok, message } = await office.ask('sync');
  expect({ ok, text: message.summary }).toEqual({
    ok: false,
    text: `The disk that holds ${acme.config.database} is full. Nothing was changed. Free some space, then try again.`,
  });
  expect(snapshot()).toEqual(before);
  expect((await office.ask('status')).ok).toBe(true);

  sqlite.pragma('max_page_count = 1073741823');
  expect((await office.ask('sync')).ok).toBe(true);
  expect(snapshot()).toHaveLength(440);
  expect(await office.news()).toEqual([]);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
});

test.each([40, 80, 160, 240])('a disk that fills up %i pages into a sync loses nothing', async (room) => {
  const acme = company({ roster: people(...staff(300)), apps: { figma: accounts(...seats(300)) } });
  const office = acme.open();
  await office.sync();
  const { sqlite } = office.context.store;
  const full = 'x'.repeat(2500);
  acme.write(
    'figma.csv',
    accounts(...seats(300, `,,,${full}`), ...seats(140, `,,,${full}`).map((row) => `n${row}`)),
  );
  sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true })) + room}`);
  // The disk does fill up.
  expect((await office.ask('sync')).ok).toBe(false);
  expect((await office.ask('status')).ok).toBe(true);
  sqlite.pragma('max_page_count = 1073741823');
  expect((await office.ask('sync')).ok).toBe(true);
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([440]);
  expect(office.values('SELECT count(*) FROM account_change')).toEqual([0]);
});
