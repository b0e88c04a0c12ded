/**
 * A program: `node --expose-gc access.mjs <folder of a company> <database>`. Asks for the access table of the synced company the way the
 * service does, each question once cold and then all of them repeatedly; prints the times of the answers as JSON.
 */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answer } from '../dist/commands/answer.js';
import { loadConfig } from '../dist/config/config.js';
import { connectors } from '../dist/connectors/registry.js';
import { isSchedule } from '../dist/jobs/schedule.js';
import { createLog } from '../dist/log.js';
import { rosterSources } from '../dist/roster/registry.js';
import { openContext } from '../dist/service/open-context.js';

const ROUNDS = 50;
const BY = { id: 'terminal:bench', name: 'bench' };
/** Two filters and a sort each: few and many hits, orders of every kind, the app's own column, and a text search. */
const QUESTIONS = [
  'status:active license:full sort:last_active',
  'status:inactive kind:person sort:-last_active',
  'status:active idle:60 sort:email',
  'license:dev never-active sort:person',
  'status:unknown kind:guest sort:-created',
  'offboarded:yes license:collab sort:licenses',
  'kind:person state:deactivated sort:-team',
  'known:no status:active sort:match',
  'email:onmicrosoft status:active sort:email',
  'email:lindqvist license:full sort:-last_active',
];

const [folder, db] = process.argv.slice(2);
const { config } = loadConfig({
  flags: { config: join(folder, 'seatkeeper.yaml'), db },
  env: {},
  cwd: folder,
  connectors,
  rosterSources,
  isCron: isSchedule,
});
const context = openContext(config, ['terminal'], {
  now: () => new Date(),
  log: createLog({ level: 'warn', secrets: [] }),
  signal: new AbortController().signal,
  progress: () => {},
  lasting: true,
});

const before = await held();
const blocked = monitorEventLoopDelay({ resolution: 1 });
blocked.enable();
const cold = [];
const totals = {};
for (const question of QUESTIONS) {
  const { took, title } = await ask(question);
  cold.push(took);
  totals[question] = Number(title.match(/: ([\d,]+) account/)?.[1].replaceAll(',', ''));
}
blocked.disable();
const waits = [];
for (let round = 0; round < ROUNDS; round++)
  for (const question of QUESTIONS) waits.push({ question, ...(await ask(question)) });
const bytes = (await held()) - before;
context.store.close();

const times = waits.map(({ took }) => took);
process.stdout.write(
  JSON.stringify({
    ...percentiles(times),
    asked: times.length,
    cold: Math.max(...cold),
    blocked: blocked.max / 1e6,
    bytes,
    each: QUESTIONS.map((question) => ({
      question,
      total: totals[question],
      ...percentiles(waits.filter((wait) => wait.question === question).map(({ took }) => took)),
    })),
  }),
);

/** The memory that stays in use. Objects held by finalizers are freed one turn of the event loop later. */
async function held() {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

async function ask(question) {
  const asked = performance.now();
  const answered = await answer(context, BY, `access figma ${question}`, async () => []);
  const took = performance.now() - asked;
  if (!answered.ok) throw new Error(answered.message.summary);
  return { took, title: answered.message.title };
}

function percentiles(took) {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (percent) => sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  return { p50: at(50), p99: at(99), max: at(100) };
}
