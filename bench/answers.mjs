/**
 * A program: `node answers.mjs <folder of a company> <database>`. Syncs twice the way the service does, in a thread, while
 * the main thread answers `status`; prints the times of the answers as JSON. With `once` at the end it syncs once, in a database that has
 * been synced, asks five more seconds afterwards, and prints also how long the database took to open, with the check of every start, and the
 * processor time of an answer afterwards.
 */
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { answer } from '../dist/commands/answer.js';
import { loadConfig } from '../dist/config/config.js';
import { connectors } from '../dist/connectors/registry.js';
import { askedFor } from '../dist/domain/sync/selection.js';
import { isSchedule } from '../dist/jobs/schedule.js';
import { createLog } from '../dist/log.js';
import { rosterSources } from '../dist/roster/registry.js';
import { openContext } from '../dist/service/open-context.js';
import { openSyncThread } from '../dist/service/sync-thread.js';
import { exportAgain } from './sync.mjs';

const EVERY_MS = 20;
const PATIENCE_MS = 1000;
const AFTERWARDS_MS = 5000;
const PLATFORMS = ['terminal'];
const BY = { id: 'terminal:bench', name: 'bench' };

const [folder, db, once] = process.argv.slice(2);
const { config } = loadConfig({
  flags: { config: join(folder, 'seatkeeper.yaml'), db },
  env: {},
  cwd: folder,
  connectors,
  rosterSources,
  isCron: isSchedule,
});
const { signal } = new AbortController();
const progress = () => {};
const started = performance.now();
const context = openContext(config, PLATFORMS, {
  now: () => new Date(),
  log: createLog({ level: 'warn', secrets: [] }),
  signal,
  progress,
  store: { verify: true },
});
const opened = performance.now() - started;

const times = once === undefined ? await twice() : { opened, ...(await onceMore()) };
const { json } = await status();
context.store.close();
process.stdout.write(JSON.stringify({ ...times, status: json }));

async function twice() {
  const first = await answersDuring(sync());
  exportAgain(folder);
  return { first, second: await answersDuring(sync()) };
}

async function onceMore() {
  const during = await answersDuring(sync());
  const before = process.cpuUsage();
  const after = await answersDuring(wait(AFTERWARDS_MS));
  const { user, system } = process.cpuUsage(before);
  return { during, after: { ...after, cpu: (user + system) / 1000 / after.asked } };
}

async function sync() {
  const task = { config, platforms: PLATFORMS, logLevel: 'warn' };
  const thread = await openSyncThread(task, { signal, progress });
  const report = await thread.read(askedFor(null));
  await thread.close();
  const bad = report.find(({ result }) => result.status !== 'complete');
  if (bad !== undefined) throw new Error(`the sync of ${bad.id} was ${bad.result.status}`);
}

async function status() {
  const answered = await answer(context, BY, 'status', async () => []);
  if (!answered.ok) throw new Error(answered.message.summary);
  return answered;
}

/**
 * Asks at fixed moments, however long the last answer took, and measures from these moments, so that a stall delays every question
 * during it. Questions that are queued when the sync ends are answered for one more second; the rest count with their wait so far.
 */
async function answersDuring(work) {
  let ended = Number.POSITIVE_INFINITY;
  const over = work.finally(() => {
    ended = performance.now();
  });
  const waits = [];
  const alone = [];
  const started = performance.now();
  for (let due = started; ; due += EVERY_MS) {
    const pause = due - performance.now();
    await (pause > 0 ? wait(Math.ceil(pause)) : turn());
    if (due > ended) break;
    const asked = performance.now();
    if (asked < ended + PATIENCE_MS) {
      await status();
      alone.push(performance.now() - asked);
    }
    waits.push(performance.now() - due);
  }
  await over;
  return { ...percentiles(waits), alone: percentiles(alone).p50, asked: waits.length };
}

function percentiles(waits) {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (percent) => sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  return { p50: at(50), p99: at(99), max: at(100) };
}
