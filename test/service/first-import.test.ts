import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/db/open.ts';
import { run } from '../support/cli.ts';
import { ACCOUNTS, company, people, staff } from '../support/company.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** Enough rows that a thread of its own writes them. */
const COUNT = 60_000;
const db = ['--db', 'seatkeeper.db'];

function file(count = COUNT): string {
  const rows: string[] = [ACCOUNTS];
  for (let n = 1; n <= count; n++)
    rows.push(
      `a${n},p${(n % 1000) + 1}@acme.example,,,"Person ""${n}"" Ünal\u001f",active,person,,Full,2026-02-01`,
    );
  return `${rows.join('\n')}\n`;
}

function large() {
  return company({ roster: people(...staff(1000)), apps: { figma: file() } });
}

test('a large first import stores every row as it was read, in order, and a second sync finds nothing changed', async () => {
  const { directory, config } = large();
  const first = await run(directory, ['sync', '--json', ...db]);
  expect(first.code).toBe(0);
  const store = openStore(config.database);
  const wrong = store.sqlite
    .prepare(
      `SELECT count(*) FROM account WHERE external_id <> 'a' || id OR email <> 'p' || (id % 1000 + 1) || '@acme.example'
         OR name <> 'Person "' || id || '" Ünal' || char(31) OR role IS NOT NULL OR licenses <> '["Full"]' OR person IS NULL`,
    )
    .pluck();
  expect(store.sqlite.prepare('SELECT count(*) FROM account').pluck().get()).toBe(COUNT);
  expect(wrong.get()).toBe(0);
  store.close();
  const second = await run(directory, ['sync', 'figma', '--json', ...db]);
  const counts = JSON.parse(second.out).at(-1).result.counts;
  expect(counts).toMatchObject({ listed: COUNT, added: 0, changed: 0, gone: 0 });
}, 60_000);

test('a large first import beside the rows of other apps gives each app its own', async () => {
  const apps = { figma: file(100), zoom: file(30_000), miro: file(25_000) };
  const { directory, config } = company({ roster: people(...staff(1000)), apps });
  expect((await run(directory, ['sync', '--json', ...db])).code).toBe(0);
  const store = openStore(config.database, { verify: true });
  const rows = store.sqlite.prepare(
    `SELECT count(*) AS accounts, count(DISTINCT external_id) AS ids, count(person) AS owned,
       sum(email = 'p' || (substr(external_id, 2) % 1000 + 1) || '@acme.example') AS own FROM account GROUP BY app ORDER BY 1`,
  );
  expect(rows.all()).toEqual(
    [100, 25_000, 30_000].map((many) => ({ accounts: many, ids: many, owned: many, own: many })),
  );
  store.close();
  const second = await run(directory, ['sync', '--json', ...db]);
  expect(
    JSON.parse(second.out)
      .slice(1)
      .map(({ result }: { result: { counts: object } }) => result.counts),
  ).toMatchObject([100, 30_000, 25_000].map((listed) => ({ listed, added: 0, changed: 0, gone: 0 })));
}, 60_000);

test('a disk that fills up during a large first import is reported, and the next sync imports everything', async () => {
  const { directory, config } = large();
  const words = [MAIN, 'sync', ...db].map((word) => `'${word}'`).join(' ');
  // No file may grow beyond 8 MB; beyond that the system reports an error like that of a full disk.
  const script = `ulimit -f 8192; exec '${process.execPath}' ${words}`;
  const failed = await promisify(execFile)('bash', ['-c', script], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', HOME: directory },
  }).catch((error) => error);
  expect(`${failed.stdout}${failed.stderr}`).toContain(`The disk that holds ${config.database} is full.`);
  expect(failed).toMatchObject({ code: 1 });
  expect((await run(directory, ['sync', ...db])).code).toBe(0);
  const store = openStore(config.database, { verify: true });
  expect(store.sqlite.prepare('SELECT count(*) FROM account').pluck().get()).toBe(COUNT);
  store.close();
}, 60_000);
