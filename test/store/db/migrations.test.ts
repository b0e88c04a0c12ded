import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/store/db/open.ts';
import { IMPORT_INDEXES } from '../../../src/store/first-import/import-indexes.ts';
import { savedSince } from '../../../src/store/money/savings.ts';
import { outboxFigures } from '../../../src/store/outbox/outbox-figures.ts';
import { folder } from '../../support/folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MIGRATIONS = join(ROOT, 'migrations');

test('an empty folder becomes a database with every table, and opening it again changes nothing', () => {
  const file = join(folder(), 'deep/er/seatkeeper.db');
  const schema = () => {
    const store = openStore(file);
    const made = store.sqlite.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2').all();
    store.close();
    return made;
  };
  const first = schema();
  expect(first.filter((entry) => (entry as { type: string }).type === 'table').length).toBeGreaterThan(15);
  expect(schema()).toEqual(first);
});

test('the migrations are in step with the schema', () => {
  // drizzle-kit writes a migration for every difference; it only takes a relative folder.
  const out = `.migrations-check-${process.pid}`;
  const copy = join(ROOT, out);
  cpSync(MIGRATIONS, copy, { recursive: true });
  try {
    const config = { dialect: 'sqlite', schema: './src/store/**/schema.ts', out: `./${out}` };
    writeFileSync(`${copy}.json`, JSON.stringify(config));
    const words = ['generate', '--config', `${out}.json`];
    execFileSync(join(ROOT, 'node_modules/.bin/drizzle-kit'), words, { cwd: ROOT, stdio: 'pipe' });
    expect(readdirSync(copy).sort()).toEqual(readdirSync(MIGRATIONS).sort());
  } finally {
    execFileSync('rm', ['-r', copy, `${copy}.json`]);
  }
});

test('the indexes built at the end of a first import are those of the migrations', () => {
  const declared = Object.values(IMPORT_INDEXES).flatMap((indexes) => Object.entries(indexes));
  const store = openStore(join(folder(), 'seatkeeper.db'));
  const made = store.sqlite.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index'").raw().all();
  store.close();
  expect(declared.length).toBeGreaterThan(0);
  for (const index of declared) expect(made).toContainEqual(index);
});

test('amounts that an earlier version kept in hundredths keep their value', () => {
  const store = openStore(join(folder(), 'seatkeeper.db'));
  const insert = store.sqlite.prepare("INSERT INTO source (kind, name, numbers) VALUES ('app', ?, ?)");
  insert.run('figma', '{"total":3,"atStake":{"USD":4550,"EUR":700}}');
  insert.run('zoom', '{"atStake":{}}');
  insert.run('miro', '{}');
  store.sqlite.exec(readFileSync(join(MIGRATIONS, '0004_money_in_units.sql'), 'utf8'));
  const numbers = store.sqlite.prepare("SELECT numbers FROM source WHERE name IN ('figma', 'zoom', 'miro')");
  const kept = (numbers.pluck().all() as string[]).map((json) => JSON.parse(json) as unknown);
  store.close();
  expect(kept).toEqual([{ total: 3, atStake: { USD: 45.5, EUR: 7 } }, { atStake: {} }, {}]);
});

test('people read by an earlier version are found by alias and username after the upgrade, read or not yet sealed', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0008_person-lookup') });
  earlier.exec("INSERT INTO source (kind, name, sealed_run) VALUES ('roster', 'hr', 1)");
  const insert = earlier.prepare(
    `INSERT INTO person (source, first_run, external_id, email, aliases, usernames, name, reported, status, groups, fingerprint)
     VALUES (1, ?, ?, ?, ?, ?, 'Ada', 'active', 'active', '[]', 1)`,
  );
  insert.run(1, '1', 'ada@acme.example', '["a.k@acme.example","ada@acme.example"]', '["Ada","ＪＯＳÉ"]');
  insert.run(1, '2', null, '[]', '[]');
  insert.run(2, '3', 'unsealed@acme.example', '["u@acme.example"]', '[]');
  earlier.close();
  const store = openStore(file);
  const rows = store.sqlite.prepare('SELECT value, person, kind FROM person_lookup').raw().all();
  store.close();
  expect(rows).toEqual([
    ['a.k@acme.example', 1, 'alias'],
    ['ada', 1, 'username'],
    ['josé', 1, 'username'],
  ]);
});

test('licenses that an earlier version gave up, freed or reported are kept when their columns are renamed', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0006_license') });
  earlier.exec("INSERT INTO assignment (account, licence, since) VALUES (7, 'Figma Full', '2026-03-01')");
  fill(earlier, 'licence_finding');
  fill(earlier, 'saving', { licence: 'Figma Dev' });
  earlier.close();
  const store = openStore(file);
  const all = (sql: string) => store.sqlite.prepare(sql).pluck().all();
  const kept = [
    all('SELECT license FROM assignment WHERE account = 7'),
    all('SELECT license FROM saving'),
    all('SELECT count(*) FROM license_finding'),
  ];
  const twice = () =>
    store.run("INSERT INTO assignment (account, license, since) VALUES (7, 'Figma Full', 'x')");
  expect(twice).toThrow(/UNIQUE|constraint/);
  store.close();
  expect(kept).toEqual([['Figma Full'], ['Figma Dev'], [1]]);
});

test('findings and alerts of an earlier version are kept, with nothing new in them and no removal claimed', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0008_person-lookup') });
  earlier.pragma('foreign_keys = off');
  fill(earlier, 'finding', { concern: 'offboarded' });
  fill(earlier, 'alert', { phase: 'open' });
  earlier.close();
  const store = openStore(file);
  const all = (sql: string) => store.sqlite.prepare(sql).raw().all();
  const kept = [
    all('SELECT concern, removal_said FROM finding'),
    all('SELECT phase, news FROM alert'),
    all('SELECT count(*) FROM account_event'),
  ];
  store.close();
  expect(kept).toEqual([[['offboarded', null]], [['open', null]], [[0]]]);
});

test('findings about subscriptions of an earlier version are kept, with nothing decided about them', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0008_person-lookup') });
  earlier.pragma('foreign_keys = off');
  fill(earlier, 'license_finding', { concern: 'over-assigned' });
  earlier.close();
  const store = openStore(file);
  const kept = store.sqlite.prepare('SELECT concern, decision FROM license_finding').raw().all();
  store.close();
  expect(kept).toEqual([['over-assigned', null]]);
});

test('accounts of an earlier version keep their owners, with no earlier one and no former address', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  earlier.function('normalise_text', (text) => text);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0013_former-owners') });
  fill(earlier, 'account', { person: 7, external_id: 'fig-1' });
  earlier.close();
  const store = openStore(file);
  const all = (sql: string) => store.sqlite.prepare(sql).raw().all();
  const kept = [
    all('SELECT external_id, person, last_person FROM account'),
    all('SELECT count(*) FROM former_identifier'),
  ];
  store.close();
  expect(kept).toEqual([[['fig-1', 7, null]], [[0]]]);
});

test('savings that an earlier version kept in hundredths keep their value', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  earlier.function('normalise_text', (text) => text);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0012_contract-ends') });
  fill(earlier, 'saving', {
    monthly: 1250,
    currency: 'USD',
    at: '2026-03-01T06:00:00.000Z',
    from_day: '2026-03-01',
  });
  earlier.close();
  const store = openStore(file);
  const saved = savedSince(store, '2026-01-01');
  store.close();
  expect(saved.map(({ monthly }) => monthly)).toEqual([{ USD: 12.5 }]);
});

/** A row with these values, and something in every other column. */
function fill(
  database: Database.Database,
  name: string,
  values: Readonly<Record<string, string | number>> = {},
): void {
  const columns = database.pragma(`table_info(${name})`) as { name: string; type: string }[];
  const row = columns.map((column) => values[column.name] ?? (column.type === 'text' ? 'x' : 1));
  database.prepare(`INSERT INTO ${name} VALUES (${row.map(() => '?').join(', ')})`).run(row);
}

/** A folder with the migrations that came before this one. */
function migrationsBefore(tag: string): string {
  const copy = join(folder(), 'migrations');
  cpSync(MIGRATIONS, copy, { recursive: true });
  const file = join(copy, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
  const until = journal.entries.findIndex((entry) => entry.tag === tag);
  expect(until).toBeGreaterThan(0);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, until) }));
  return copy;
}

test('messages that an earlier version queued or gave up are counted after the upgrade', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  earlier.function('normalise_text', (text) => text);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0015_troubled-messages') });
  const insert = earlier.prepare(
    "INSERT INTO outbox (platform, subject, mode, quiet, message, status, created_at) VALUES ('slack', 'alert:figma', 'post', 0, '{}', ?, ?)",
  );
  for (const [status, at] of [
    ['sent', '2026-03-01T00:00:00.000Z'],
    ['in-doubt', '2026-02-01T00:00:00.000Z'],
    ['in-doubt', '2026-03-02T00:00:00.000Z'],
    ['dead', '2026-03-03T00:00:00.000Z'],
    ['pending', '2026-03-05T00:00:00.000Z'],
    ['pending', '2026-03-04T00:00:00.000Z'],
  ])
    insert.run(status, at);
  earlier.close();
  const store = openStore(file);
  const figures = outboxFigures(store, '2026-03-01T00:00:00.000Z');
  store.close();
  const each = { platform: 'slack', count: 1 };
  expect(
    figures
      .map(({ refused: _refused, since: _since, ...figure }) => figure)
      .toSorted((a, b) => a.status.localeCompare(b.status)),
  ).toEqual([
    { ...each, status: 'dead', oldest: '2026-03-03T00:00:00.000Z' },
    { ...each, status: 'in-doubt', oldest: '2026-03-02T00:00:00.000Z' },
    { ...each, status: 'pending', count: 2, oldest: '2026-03-04T00:00:00.000Z' },
  ]);
});

test('messages that an earlier version queued go to the admin channel, as they were meant to', () => {
  const file = join(folder(), 'seatkeeper.db');
  const earlier = new Database(file);
  earlier.function('normalise_text', (text) => text);
  migrate(drizzle(earlier), { migrationsFolder: migrationsBefore('0016_asked-people') });
  fill(earlier, 'outbox', { platform: 'slack', status: 'pending' });
  earlier.close();
  const store = openStore(file);
  const kept = store.sqlite.prepare('SELECT platform, recipient FROM outbox').raw().all();
  store.close();
  expect(kept).toEqual([['slack', null]]);
});
