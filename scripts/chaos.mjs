import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences } from '../test/crash/end-state.mjs';
import { killedAtRequests, killedLife, wholeLife } from '../test/crash/killed-life.mjs';
import { killedService, prepareService, wholeService } from '../test/crash/service-life.mjs';
import { simulatedPoints, simulateKills } from '../test/crash/simulated-lives.mjs';
import { startVendors } from '../test/crash/vendors/vendor-server.mjs';

/*
 * npm run chaos [-- <kills> [<seed>]]: kills at so many points, 10,000 unless a number is given, and compares what is left with the life
 * that nobody killed. In two kinds of days: with files, and with a roster and apps behind HTTP servers that are read side by side.
 * Nearly all kills are simulated: one process copies the files as they are at the point, and lives on from the copy, once for all points
 * that leave the same files. One in SHARES.real ends a real process of each kind of days, by kill -9 or, with requests under way, also by SIGTERM,
 * and one in SHARES.service a real service in the thread that syncs.
 * Each life is noted in chaos-report.jsonl as soon as it ends, and one that is noted is not repeated, so that a run that was stopped
 * goes on; delete the file to begin again.
 * Then `npm run chaos:removal` kills the executor of removals as often, and counts at the vendor's server what was lost or done twice.
 */
const kills = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const REPORT = 'chaos-report.jsonl';
const SHARES = { real: 40, service: 160 };
const ROUNDS = 8;
/** How many of a hundred simulated lives are lived to the end of the days, even if nothing differs before. */
const TO_THE_END = 2;
/** How much of a difference is printed; the report has all of it. */
const SHOWN = 1000;
const DEATHS_OF_A_LIFE = 3;

const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seatkeeper-chaos-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const random = generator(seed);
const vendors = await startVendors();
const whole = await wholeLife(home);
const sideBySide = await wholeLife(home, vendors.origins);
const requests = vendors.asked(sideBySide.directory);
await prepareService(home);
const service = await wholeService(home);
// Days that are read side by side run another number of statements each time.
const version = `${whole.points}/${service.points}/${sideBySide.steps.length}`;
const noted = existsSync(REPORT)
  ? readFileSync(REPORT, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
      .filter((life) => life.version === version)
  : [];
const done = new Set(noted.map(nameOf));
const lives = [...noted];

const services = Math.ceil(kills / SHARES.service);
const real = Math.ceil(kills / SHARES.real);
const simulated = kills - services - 2 * real;
const withFiles = someOf(simulatedPoints(whole), Math.floor(simulated / 2));
const withServers = someOf(simulatedPoints(sideBySide), simulated - withFiles.length);
const SIGNALS = ['SIGKILL', 'SIGTERM'];
const plan = Object.fromEntries(
  Object.entries({
    simulated: withFiles.map((point) => [point]),
    'simulated side by side': withServers.map((point) => [point]),
    process: inLives(anyOf(whole.points, real)),
    'process side by side': inLives(anyOf(requests, real)).map((asked) =>
      asked.map((request) => `${SIGNALS[Math.floor(random() * SIGNALS.length)]} at request ${request}`),
    ),
    service: anyOf(service.points, services).map((point) => [point]),
  }).map(([kind, all]) => [kind, all.filter((deaths) => !done.has(nameOf({ kind, deaths })))]),
);
const began = Date.now();
process.stdout.write(
  `${kills} kills with seed ${seed}: ${withFiles.length} simulated with files, ${withServers.length} side by side, ${real} of a process with each, ${services} of a service. ${killsIn(noted)} are noted already.\n`,
);

// In rounds, so that a run that is stopped has tried a bit of everything.
for (let round = 0; round < ROUNDS; round++) {
  for (const kind of ['simulated', 'simulated side by side']) {
    const points = share(plan[kind], round).map(([point]) => point);
    if (points.length > 0)
      await simulateKills(
        home,
        { points, vendors: kind !== 'simulated', toTheEnd: TO_THE_END },
        ({ point, harm, same }) => note(kind, [point], harm, same),
      );
  }
  for (const deaths of share(plan.process, round))
    note('process', deaths, await killedLife(home, deaths, whole));
  for (const deaths of share(plan['process side by side'], round)) {
    const kill = (text) => ({ signal: text.split(' ')[0], request: Number(text.split(' ').at(-1)) });
    const { harm, under } = await killedAtRequests(home, deaths.map(kill), {
      state: sideBySide.state,
      vendors,
    });
    note('process side by side', deaths, harm, false, under);
  }
  for (const deaths of share(plan.service, round)) {
    const { kills: dead, ended, state } = await killedService(home, deaths);
    const harm =
      dead !== deaths.length || state === null
        ? `${dead} kills, then ended with ${ended}`
        : differences(service.state, state);
    note('service', deaths, harm);
  }
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  process.stdout.write(
    `${killsIn(lives)} of ${kills} kills, ${harmed().length} lives harmed, ${minutes} minutes\n`,
  );
}
await vendors.close();
for (const { kind, deaths, harm } of harmed())
  process.stdout.write(`- ${kind}, killed at ${deaths.join(', ')}: ${harm.slice(0, SHOWN)}\n`);
for (const kind of Object.keys(plan)) {
  const some = lives.filter((life) => life.kind === kind);
  const most = Math.max(0, ...some.flatMap(({ under }) => under ?? []));
  process.stdout.write(
    `${kind}: ${killsIn(some)} kills, ${some.filter(({ same }) => !same).length} lives${most === 0 ? '' : `, up to ${most} requests under way`}\n`,
  );
}
process.stdout.write(`${killsIn(lives)} kills in all, ${harmed().length} lives harmed.\n`);
process.stdout.write(`Now ${kills} kills of removals.\n`);
const removals = spawnSync('npm', ['run', 'chaos:removal'], {
  stdio: 'inherit',
  env: { ...process.env, SEATKEEPER_KILLS: String(kills) },
});
process.exitCode = harmed().length === 0 && removals.status === 0 ? 0 : 1;

/** `same`: an earlier point left the same files. `under`: how many requests were under way at each death, where that is known. */
function note(kind, deaths, harm, same = false, under = undefined) {
  const life = { version, seed, kind, deaths, harm, same, under };
  lives.push(life);
  appendFileSync(REPORT, `${JSON.stringify(life)}\n`);
}

function nameOf({ kind, deaths }) {
  return `${kind} ${deaths.join()}`;
}

function harmed() {
  return lives.filter(({ harm }) => harm !== null);
}

function killsIn(some) {
  return some.reduce((sum, { deaths, under }) => sum + (under ?? deaths).length, 0);
}

function share(items, round) {
  const size = Math.ceil(items.length / ROUNDS);
  return items.slice(round * size, (round + 1) * size);
}

/** Several deaths of one company, in the order of the script. */
function inLives(deaths) {
  const count = Math.ceil(deaths.length / DEATHS_OF_A_LIFE);
  return Array.from({ length: count }, (_, life) =>
    [...new Set(deaths.filter((_death, index) => index % count === life))].sort((a, b) => a - b),
  ).filter((each) => each.length > 0);
}

function anyOf(points, count) {
  return Array.from({ length: count }, () => 1 + Math.floor(random() * points));
}

/** So many of them, in their order: points that are near each other leave the same files. */
function someOf(items, count) {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list.slice(0, count).sort((a, b) => a - b);
}

/** Numbers from 0 to 1 that depend on the seed only: a linear congruential generator, as in Numerical Recipes. */
function generator(start) {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
