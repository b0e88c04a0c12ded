import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../dist/config/config.js';
import { connectors } from '../../dist/connectors/registry.js';
import { act } from '../../dist/flows/decide/act.js';
import { deliver, resolveInFlight } from '../../dist/flows/outbox/deliver.js';
import { sendDueDigest } from '../../dist/flows/overview/send-digest.js';
import { recover } from '../../dist/flows/sync/recover.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { isSchedule } from '../../dist/jobs/schedule.js';
import { createLog } from '../../dist/log.js';
import { rosterSources } from '../../dist/roster/registry.js';
import { openContext } from '../../dist/service/open-context.js';
import { takeLock } from '../../dist/store/db/lock.js';
import { notebook } from '../support/notebook.mjs';
import { FILES, STEPS } from './crash-script.mjs';

/*
 * node crash-driver.mjs <directory> whole <file>: plays the script and writes its points to the file: the moments before each SQL
 *   statement, and before and after each line in the notebook.
 * node crash-driver.mjs <directory> <n> <file>: continues from the state of the directory, and dies at the n-th point of
 *   the script (0: never), or at the next one when a repeated step has fewer points; `start:<n>` dies at the n-th point of
 *   this start.
 */
const [directory = '', death = '0', file = ''] = process.argv.slice(2);
const KIM = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true };
const progress = join(directory, 'step');
const posts = [];
const steps = [];
const counted = existsSync(progress) && !death.startsWith('start:');
const dieAt = Number(death.replace('start:', '')) || Number.POSITIVE_INFINITY;
let point = counted ? Number.NEGATIVE_INFINITY : 0;

function pass(isPost = false) {
  point++;
  if (isPost) posts.push(point);
  if (point >= dieAt) process.kill(process.pid, 'SIGKILL');
}

function write(files, at) {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
    utimesSync(join(directory, name), new Date(at), new Date(at));
  }
}

function remember(step) {
  writeFileSync(`${progress}.new`, String(step));
  renameSync(`${progress}.new`, progress);
}

async function play({ at, sync, press, person, plan, deliver: delivers }) {
  if (sync !== undefined) {
    write(sync, at);
    await syncAll(context, null);
  }
  if (press !== undefined) await click(press, person);
  if (plan !== undefined) sendDueDigest(context, plan.schedule, new Date(plan.next));
  if (delivers === true) await deliver(context, chat);
}

/** Acts like an admin who is not sure whether the click got through: looks, and clicks again only if it did not. */
async function click(action, person) {
  const ask = (sql, ...bound) =>
    context.store.sqlite
      .prepare(sql)
      .pluck()
      .get(...bound);
  if (action.type === 'accept-run' || action.type === 'keep-last-good') {
    const run = ask("SELECT id FROM run WHERE status = 'held'");
    if (run !== undefined) await act(context, KIM, { ...action, run });
    return;
  }
  const subject = `${action.app}/${action.account}`;
  if (ask('SELECT 1 FROM audit WHERE action = ? AND subject = ?', action.type, subject) === 1) return;
  const whom = person === undefined ? {} : { person: ask('SELECT id FROM person WHERE email = ?', person) };
  await act(context, KIM, { ...action, ...whom });
}

if (!existsSync(progress)) {
  mkdirSync(directory, { recursive: true });
  write(FILES, STEPS[0].at);
  remember(0);
}
let step = Number(readFileSync(progress, 'utf8'));
const { config } = loadConfig({
  flags: { db: join(directory, 'seatkeeper.db') },
  env: {},
  cwd: directory,
  connectors,
  rosterSources,
  isCron: isSchedule,
});
const now = () => new Date((STEPS[step] ?? STEPS.at(-1)).at);
const context = openContext(config, ['slack'], {
  now,
  log: createLog({ level: 'silent', secrets: [] }),
  signal: new AbortController().signal,
  progress: () => {},
  store: { verify: true, onStatement: () => pass() },
});
const chat = notebook(join(directory, 'notebook.jsonl'), () => pass(true));

// A start of the service: alone on this database, in the state its predecessor left.
const service = takeLock(config.database, 'service', now());
await resolveInFlight(context, chat);
const alone = takeLock(config.database, 'sync', now());
await recover(context);
alone.release();
const begins = counted ? JSON.parse(readFileSync(file, 'utf8')).steps : [];
for (; step < STEPS.length; remember(++step)) {
  point = begins[step] ?? point;
  steps.push(point);
  await play(STEPS[step]);
}
service.release();
context.store.close();
if (death === 'whole') writeFileSync(file, JSON.stringify({ points: point, posts, steps }));
