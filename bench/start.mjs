// How much processor time a command takes: node bench/start.mjs [--against <folder of another build>] [--rounds 10]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { otherBuild } from './other-build.mjs';
import { runProcess } from './process.mjs';

const { against, rounds } = parseArgs({
  options: { against: { type: 'string' }, rounds: { type: 'string', default: '10' } },
}).values;
const other = otherBuild(against);
const own = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-start-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Preloaded: writes the processor time of the process, in milliseconds, to file descriptor 3 when it exits. */
const METER = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, String((user + system) / 1000));
});`)}`;

for (const verb of ['help', 'status']) {
  const builds = other === null ? [own] : [own, other];
  const times = new Map(builds.map((build) => [build, []]));
  // The first run of each makes the demo's database.
  for (const build of builds) await time(build, verb);
  // In turn, so that whatever else the machine does hits both alike.
  for (let round = 0; round < Number(rounds); round++)
    for (const build of builds) times.get(build).push(await time(build, verb));
  const [mine, theirs] = builds.map((build) => median(times.get(build)));
  const ratio =
    theirs === undefined ? '' : `, ${theirs.toFixed(0)} ms by the other build: ${(mine / theirs).toFixed(2)}`;
  process.stdout.write(`${verb}: ${mine.toFixed(0)} ms of processor time${ratio}\n`);
}

async function time(build, verb) {
  const words = ['--import', METER, join(build, 'dist/main.js'), verb, '--db', join(folder, 'demo.db')];
  return Number((await runProcess(process.execPath, words, { cwd: folder })).extra);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
