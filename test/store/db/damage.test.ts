import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { damageIn } from '../../../src/store/db/open.ts';
import { folder } from '../../support/folder.ts';

const PAGE = 4096;

function table() {
  const file = join(folder(), 'some.db');
  const sqlite = new Database(file);
  sqlite.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT); CREATE INDEX row_text ON row (text)');
  const insert = sqlite.prepare('INSERT INTO row (text) VALUES (?)');
  sqlite.transaction(() => {
    for (let count = 0; count < 2000; count++) insert.run(`text ${count}`.padEnd(60, '.'));
  })();
  return { file, sqlite };
}

/** Whatever the check says, or that SQLite cannot even read so far. */
function look(file: string, whole: boolean): string | null {
  const sqlite = new Database(file, { readonly: true });
  try {
    return damageIn(sqlite, whole);
  } catch (error) {
    return String(error);
  } finally {
    sqlite.close();
  }
}

test('a page that was overwritten is found by both checks, and a whole file by none', () => {
  const { file, sqlite } = table();
  sqlite.close();
  expect([look(file, true), look(file, false)]).toEqual([null, null]);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xff, 10 * PAGE, 11 * PAGE));
  expect(look(file, true)).not.toBe(null);
  expect(look(file, false)).not.toBe(null);
});

test('only the whole check compares an index with its table', () => {
  const { file, sqlite } = table();
  sqlite.close();
  const bytes = readFileSync(file);
  bytes[bytes.indexOf('text 777.')] = 'T'.charCodeAt(0);
  writeFileSync(file, bytes);
  expect(look(file, true)).toMatch(/row 778 missing from index row_text/);
  expect(look(file, false)).toBe(null);
});
