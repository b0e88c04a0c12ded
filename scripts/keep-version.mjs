/**
 * Keeps a database of the version in package.json, so that upgrades from it are tested for ever: the demo company after a sync and a few
 * decisions, and what the version itself said of it. Also names the version and its last migration in migrations/releases.json. Part of
 * `npm version`; needs a build.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-version-'));
const [database, kept] = [join(folder, 'kept.db'), join(root, 'test/store/upgrade', version)];

function seatkeeper(...words) {
  const files = ['--config', join(folder, 'seatkeeper.yaml'), '--db', database];
  const env = { PATH: process.env.PATH, HOME: folder, USER: 'kim' };
  return execFileSync(process.execPath, [join(root, 'dist/main.js'), ...words, ...files], {
    encoding: 'utf8',
    env,
  });
}

try {
  cpSync(join(root, 'examples/acme'), folder, { recursive: true });
  seatkeeper('sync');
  seatkeeper('known', 'figma', 'it-team@acme.example', 'group alias', 'until:90');
  seatkeeper('link', 'figma', 'grace.mbeky@acme.example', 'grace.mbeki@acme.example');
  seatkeeper('add', 'figma', 'studio@partner.example', 'name:Sam Studio', 'end:2027-06-30');
  const { people, apps } = JSON.parse(seatkeeper('status', '--json'));
  const sqlite = new Database(database);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.pragma('journal_mode = DELETE');
  const head = sqlite.prepare('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1').pluck().get();
  sqlite.close();
  const counts = apps.map(({ app, accounts, active, left, inactive, known }) => ({
    app,
    accounts,
    active,
    left,
    inactive,
    known,
  }));
  writeFileSync(`${kept}.db.gz`, gzipSync(readFileSync(database), { level: 9 }));
  writeFileSync(
    `${kept}.json`,
    `${JSON.stringify({ at: new Date().toISOString(), people, head, apps: counts }, null, 2)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const file = join(root, 'migrations/releases.json');
const { entries } = JSON.parse(readFileSync(join(root, 'migrations/meta/_journal.json'), 'utf8'));
const others = JSON.parse(readFileSync(file, 'utf8')).filter((release) => release.version !== version);
const releases = [...others, { version, last: entries.at(-1).tag, restores: true }];
writeFileSync(file, `[\n${releases.map((release) => `  ${JSON.stringify(release)}`).join(',\n')}\n]\n`);
