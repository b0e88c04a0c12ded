import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { daysOf } from './days.mjs';
import { differences, endState } from './end-state.mjs';
import { live } from './life.mjs';
import { startVendors } from './vendors/vendor-server.mjs';

/*
 * node simulate.mjs <directory> <file>: the file holds { points, toTheEnd, vendors } as JSON, where `points` are moments of the script,
 *   those of `toTheEnd` among them. Plays the days, and copies the company's files at each point: exactly what a process that is killed
 *   there leaves to the kernel. Each copy lives on in this process until it is as the company was after the same step; one that is not, and
 *   those of `toTheEnd`, live to the end of the days. Between two commits every point leaves the same files, and what they leave is
 *   lived on with only once.
 * Prints one line of JSON per point: { point, harm, same }, `harm` null where nothing differs, `same` true if its files were those of
 *   an earlier point.
 */
const [directory = '', file = ''] = process.argv.slice(2);
const { points, toTheEnd, vendors } = JSON.parse(readFileSync(file, 'utf8'));
const server = vendors ? await startVendors() : null;
const days = daysOf(server?.origins);
const wanted = new Set(points);
const whole = new Set(toTheEnd);
const farthest = Math.max(...points);
const company = join(directory, 'company');
const filesOf = watchFiles(company);

let point = 0;
let step = 0;
/** What the points of this step leave, by the files, with the points. */
let left = new Map();
const later = [];
const states = [];
await live(company, days, {
  onStep: (begins) => {
    step = begins;
  },
  onPoint() {
    point++;
    if (!wanted.has(point) || step < days.simulated) return;
    const files = filesOf();
    const before = left.get(files);
    if (before !== undefined) before.points.push(point);
    else left.set(files, { copy: copyOf(company, join(directory, `at-${point}`)), points: [point] });
  },
  async onEnd(ended) {
    states[ended] = stateOf(company);
    for (const each of left.values()) {
      const harm = await livedOn(each, ended);
      if (harm === null && !each.points.some((some) => whole.has(some))) report(each, null);
      else later.push(each);
    }
    left = new Map();
    return point >= farthest && later.length === 0;
  },
});
for (const each of later) report(each, await livedOn(each, days.steps.length - 1));
await server?.close();

/** Lives on to the end of the step, and returns what differs from the company then. */
async function livedOn({ copy }, until) {
  try {
    await live(copy, days, { onEnd: (ended) => ended === until });
    return differences(states[until], stateOf(copy));
  } catch (error) {
    return `did not end: ${error instanceof Error ? error.stack : error}`;
  }
}

function stateOf(of) {
  return endState(of, days.inOrder);
}

function report({ copy, points: some }, harm) {
  for (const [index, each] of some.entries())
    process.stdout.write(`${JSON.stringify({ point: each, harm, same: index > 0 })}\n`);
  rmSync(copy, { recursive: true, force: true });
}

/** A text that is another one whenever a process that starts again would find something else. */
function watchFiles(from) {
  let beside = null;
  return () => {
    beside ??= new Database(join(from, 'seatkeeper.db'), { readonly: true });
    const files = readdirSync(from)
      .filter((name) => !name.startsWith('seatkeeper.db'))
      .map((name) => `${name} ${statSync(join(from, name)).size} ${statSync(join(from, name)).mtimeMs}`);
    // Is another number after each commit of another connection.
    return [beside.pragma('data_version', { simple: true }), ...files].join();
  };
}

function copyOf(from, to) {
  mkdirSync(to, { recursive: true });
  // The log before the file: what is copied into the file meanwhile is still in the log.
  for (const name of ['seatkeeper.db-wal', '.'].filter((each) => existsSync(join(from, each))))
    cpSync(join(from, name), join(to, name), {
      recursive: true,
      preserveTimestamps: true,
      force: name === '.',
    });
  return to;
}
