import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { auditHead, verifyAudit } from '../../../src/store/audit.ts';
import { openStore } from '../../../src/store/db/open.ts';
import { releases } from '../../../src/store/upgrade/migrations.ts';
import { run } from '../../support/cli.ts';
import { folder } from '../../support/folder.ts';

const KEPT = import.meta.dirname;
const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const CLOCK = fileURLToPath(new URL('../../support/moved-clock.cjs', import.meta.url));
const versions = readdirSync(KEPT)
  .filter((name) => name.endsWith('.db.gz'))
  .map((name) => basename(name, '.db.gz'));

interface Said {
  readonly at: string;
  readonly people: number;
  readonly head: string;
  readonly apps: readonly Readonly<Record<string, unknown>>[];
}

/** The demo company with the database that this version left behind, and what it said of it then. */
function leftBehind(version: string) {
  const home = folder();
  cpSync('examples/acme', home, { recursive: true });
  const file = join(home, 'seatkeeper.db');
  writeFileSync(file, gunzipSync(readFileSync(join(KEPT, `${version}.db.gz`))), { mode: 0o600 });
  const said = JSON.parse(readFileSync(join(KEPT, `${version}.json`), 'utf8')) as Said;
  // A minute after the version said so, so that nothing has ended since.
  const clock = join(home, 'clock');
  writeFileSync(clock, String(Date.parse(said.at) + 60_000 - Date.now()));
  const env = { TZ: 'UTC', CLOCK_FILE: clock, NODE_OPTIONS: `--require ${CLOCK}` };
  const ask = (...words: string[]) =>
    run(home, [...words, '--config', join(home, 'seatkeeper.yaml'), '--db', file], env);
  const count = (table: string, from = file) => {
    const sqlite = new Database(from, { readonly: true });
    const rows = sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    sqlite.close();
    return rows;
  };
  return { home, file, said, ask, count };
}

/** Copies that were made before an upgrade. */
const copiesIn = (home: string) => readdirSync(home).filter((name) => name.includes('.before-upgrade-'));

it('every released version has a kept database', () => {
  expect(versions.sort()).toEqual(
    releases()
      .map(({ version }) => version)
      .sort(),
  );
});

describe.each(versions)('A database of version %s', (version) => {
  it('is brought up to date with all that was in it, after a copy was made', () => {
    const { home, file, said, count } = leftBehind(version);
    const tables = ['person', 'account', 'decision', 'outbox', 'audit'];
    const before = tables.map((table) => count(table));
    const last = count('__drizzle_migrations');
    const store = openStore(file, { verify: true });
    expect(verifyAudit(store).ok).toBe(true);
    expect(auditHead(store)).toBe(said.head);
    store.close();
    expect(tables.map((table) => count(table))).toEqual(before);
    const isBehind = count('__drizzle_migrations') !== last;
    expect(copiesIn(home)).toHaveLength(isBehind ? 1 : 0);
    for (const copy of copiesIn(home).map((name) => join(home, name))) {
      expect(tables.map((table) => count(table, copy))).toEqual(before);
      expect(count('__drizzle_migrations', copy)).toBe(last);
      expect(statSync(copy).mode & 0o777).toBe(0o600);
    }
    openStore(file).close();
    expect(copiesIn(home)).toHaveLength(isBehind ? 1 : 0);
  });

  it('is told of as that version told of it, and the same files tell nobody anything again', async () => {
    const { said, ask, count } = leftBehind(version);
    const { people, apps } = JSON.parse((await ask('status', '--json')).out) as Said;
    expect(people).toBe(said.people);
    expect(apps).toMatchObject(said.apps);
    const loud = 'outbox WHERE quiet = 0';
    const told = count(loud);
    expect((await ask('sync')).out).toContain('Read completely');
    expect(count(loud)).toBe(told);
  });

  it('can go back: the check names the copy and what would be lost', async () => {
    const { home, ask } = leftBehind(version);
    await ask('status');
    await ask('known', 'figma', 'fig-1021', 'a bot');
    const [copy] = copiesIn(home);
    const { code, out } = await ask('downgrade-check', version);
    expect(code).toBe(0);
    const text = out.replace(/\s+/g, ' ');
    if (copy === undefined) expect(text).toContain(`Version ${version} reads it as it is`);
    else {
      expect(text).toContain(`Version ${version} would refuse it.`);
      expect(text).toContain(copy);
      expect(text).toContain('1 decision made since then would be lost');
    }
  });
});

it('an upgrade that has no room for its copy changes nothing and says so', () => {
  const { home, file, count } = leftBehind('0.1.0');
  const before = count('__drizzle_migrations');
  // The kernel lets no file of the process grow beyond 200 KB.
  const script = 'ulimit -f 200; exec "$0" "$@"';
  const words = [MAIN, 'status', '--config', join(home, 'seatkeeper.yaml'), '--db', file];
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', script, process.execPath, ...words], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', USER: 'kim' },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('Before an upgrade');
  expect(stderr).toContain('Nothing was changed.');
  expect(count('__drizzle_migrations')).toBe(before);
  expect(copiesIn(home)).toEqual([]);
});
