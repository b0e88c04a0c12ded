// How long a sync of many apps behind slow APIs takes: node bench/slow.mjs [--against <folder of another build>]
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { otherBuild } from './other-build.mjs';
import { runProcess } from './process.mjs';

const { against, rounds } = parseArgs({
  options: { against: { type: 'string' }, rounds: { type: 'string', default: '2' } },
}).values;
const other = otherBuild(against);
const own = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-slow-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const SHAPES = [
  { name: '20 apps × 10 pages × 200 ms', apps: 20, accounts: 1000, pageSize: 100, delayMs: 200 },
  { name: '200 apps × 10 pages × 50 ms', apps: 200, accounts: 500, pageSize: 50, delayMs: 50, alone: true },
];

for (const shape of SHAPES) {
  const builds = other === null || shape.alone === true ? [own] : [own, other];
  const seconds = new Map(builds.map((build) => [build, []]));
  // In turn, so that whatever else the machine does hits both alike.
  for (let round = 0; round < Number(rounds); round++)
    for (const build of builds) seconds.get(build).push(await firstSync(build, shape));
  const [mine, theirs] = builds.map((build) => median(seconds.get(build)));
  const ratio =
    theirs === undefined ? '' : `, ${theirs.toFixed(1)} s by the other build: ${(mine / theirs).toFixed(3)}`;
  process.stdout.write(`${shape.name}: ${mine.toFixed(1)} s${ratio}\n`);
}

async function firstSync(build, shape) {
  const server = new Worker(new URL('./vendors.mjs', import.meta.url), { workerData: shape });
  const [{ port }] = await once(server, 'message');
  const people = Array.from(
    { length: shape.accounts },
    (_, at) => `${at + 1},p${at + 1}@acme.example,Person ${at + 1}`,
  );
  writeFileSync(
    join(folder, 'roster.csv'),
    `id,email,name,status\n${people.map((row) => `${row},active`).join('\n')}\n`,
  );
  const apps = Array.from(
    { length: shape.apps },
    (_, at) =>
      `  - { id: app-${at}, connector: scim, settings: { baseUrl: "http://127.0.0.1:${port}/app-${at}/", token: "$\{VENDOR_TOKEN}", pageSize: ${shape.pageSize} } }`,
  );
  writeFileSync(
    join(folder, 'seatkeeper.yaml'),
    `organisation: Acme\ndomains: [acme.example]\ntimezone: UTC\nroster: [{ source: csv, file: roster.csv }]\nnetwork: { allow: ["http://127.0.0.1:${port}"] }\napps:\n${apps.join('\n')}\n`,
  );
  const database = join(folder, 'slow.db');
  for (const end of ['', '-wal', '-shm', '-sync-lock']) rmSync(`${database}${end}`, { force: true });
  const words = ['sync', '--json', '--db', database, '--config', join(folder, 'seatkeeper.yaml')];
  const { seconds, stdout } = await runProcess(process.execPath, [join(build, 'dist/main.js'), ...words], {
    env: { VENDOR_TOKEN: 'only-for-the-bench' },
  });
  const complete = JSON.parse(stdout).filter(({ result }) => result.status === 'complete').length;
  if (complete !== shape.apps + 1) throw new Error(`only ${complete} sources were read completely`);
  await server.terminate();
  return seconds;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
