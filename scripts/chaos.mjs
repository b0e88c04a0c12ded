import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences } from '../test/crash/end-state.mjs';
import { killedLife, wholeLife } from '../test/crash/killed-life.mjs';
import { killedService, prepareService, wholeService } from '../test/crash/service-life.mjs';
import { simulatedPoints, simulateKills } from '../test/crash/simulated-lives.mjs';

/*
 * npm run chaos [-- <kills> [<seed>]]: kills at so many points, 10,000 unless a number is given, and compares what is left at the end with
 * the life that nobody killed. Most kills are simulated: one process copies the files as they are at the point, and lives on from the
 * copy. At least one in eight ends a real process with kill -9, and one in fifty of all a real service in the thread that syncs.
 * Each life is noted in chaos-report.jsonl as soon as it ends, and one that is noted is not repeated, so that a run that was stopped
 * goes on; delete the file to begin again.
 */
const kills = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const REPORT = 'chaos-report.jsonl';
const AT_ONCE = 100;
/** How much of a difference is printed; the report has all of it. */
const SHOWN = 1000;
const DEATHS_OF_A_LIFE = 3;

const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seatkeeper-chaos-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const random = generator(seed);
const whole = await wholeLife(home);
await prepareService(home);
const service = await wholeService(home);
const version = `${whole.points}/${service.points}`;
const noted = existsSync(REPORT)
  ? readFileSync(REPORT, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
      .filter((life) => life.version === version)
  : [];
const done = new Set(noted.map(nameOf));
const lives = [...noted];

const services = Math.ceil(kills / 50);
const simulated = shuffled(simulatedPoints(whole)).slice(0, Math.floor((kills * 7) / 8) - services);
const real = kills - services - simulated.length;
const plan = [
  { kind: 'simulated', lives: simulated.map((point) => [point]) },
  { kind: 'real', lives: inLives(anyOf(whole.points, real)) },
  { kind: 'service', lives: anyOf(service.points, services).map((point) => [point]) },
].map(({ kind, lives }) => ({ kind, lives: lives.filter((deaths) => !done.has(nameOf({ kind, deaths }))) }));
const rounds = Math.max(1, Math.ceil(simulated.length / AT_ONCE));
const began = Date.now();
process.stdout.write(
  `${kills} kills with seed ${seed}: ${simulated.length} simulated, ${real} of a process, ${services} of a service. ${killsIn(noted)} are noted already.\n`,
);

// In rounds, so that a run that is stopped has tried a bit of everything.
for (let round = 0; round < rounds; round++) {
  const [simulations, processes, threads] = plan.map(({ lives }) => share(lives, round));
  if (simulations.length > 0)
    await simulateKills(
      home,
      simulations.map(([point]) => point),
      ({ point, harm }) => note('simulated', [point], harm),
    );
  for (const deaths of processes) note('real', deaths, await killedLife(home, deaths, whole.state));
  for (const deaths of threads) {
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
for (const { kind, deaths, harm } of harmed())
  process.stdout.write(`- ${kind}, killed at ${deaths.join(', ')}: ${harm.slice(0, SHOWN)}\n`);
process.stdout.write(
  `${killsIn(lives)} kills in ${lives.length} lives, ${harmed().length} of them harmed: ${['simulated', 'real', 'service'].map((kind) => `${killsIn(lives.filter((life) => life.kind === kind))} ${kind}`).join(', ')}.\n`,
);
process.exitCode = harmed().length === 0 ? 0 : 1;

function note(kind, deaths, harm) {
  const life = { version, seed, kind, deaths, harm };
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
  return some.reduce((sum, { deaths }) => sum + deaths.length, 0);
}

function share(items, round) {
  const size = Math.ceil(items.length / rounds);
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

function shuffled(items) {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list;
}

/** Numbers from 0 to 1 that depend on the seed only: a linear congruential generator, as in Numerical Recipes. */
function generator(start) {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
