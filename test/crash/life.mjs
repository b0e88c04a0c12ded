import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../dist/config/config.js';
import { connectors } from '../../dist/connectors/registry.js';
import { act } from '../../dist/flows/decide/act.js';
import { deliver, resolveInFlight } from '../../dist/flows/outbox/deliver.js';
import { noteClockJump } from '../../dist/flows/outbox/note-clock-jump.js';
import { sendDueDigest } from '../../dist/flows/overview/send-digest.js';
import { recover } from '../../dist/flows/sync/recover.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { isSchedule } from '../../dist/jobs/schedule.js';
import { createLog } from '../../dist/log.js';
import { rosterSources } from '../../dist/roster/registry.js';
import { openContext } from '../../dist/service/open-context.js';
import { takeLock } from '../../dist/store/db/lock.js';
import { notebook } from '../support/notebook.mjs';
import { write } from './days.mjs';

const KIM = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true };

/**
 * Plays the days from the step that the directory has reached. `onPoint` is called at each moment at which a process could be
 * killed: before each SQL statement, and before and after each line in the notebook (`isPost`). `onStep` is called at the beginning
 * of each step, and `onEnd` after it; when that returns true, the life ends there. `signal` asks the process to stop.
 */
export async function live(
  directory,
  days,
  { onPoint = () => {}, onStep = () => {}, onEnd = () => false, signal = new AbortController().signal } = {},
) {
  const { steps } = days;
  const progress = join(directory, 'step');
  if (!existsSync(progress)) {
    mkdirSync(directory, { recursive: true });
    days.begin(directory);
    remember(progress, 0);
  }
  days.start?.(directory);
  let step = Number(readFileSync(progress, 'utf8'));
  const { config } = loadConfig({
    flags: { db: join(directory, 'seatkeeper.db') },
    env: { TOKEN: 'token-1234' },
    cwd: directory,
    connectors,
    rosterSources,
    isCron: isSchedule,
  });
  const now = () => new Date((steps[step] ?? steps.at(-1)).at);
  const opened = openContext(config, ['slack'], {
    now,
    log: createLog({ level: 'silent', secrets: [] }),
    signal,
    progress: () => {},
    store: { verify: true, onStatement: () => onPoint(false) },
  });
  // On a busy machine reads may end long after each other. Those that wait for the others must not be told without them, or each life
  // would say something else.
  const context = { ...opened, dependencies: { ...opened.dependencies, elapsed: () => 0 } };
  const chat = notebook(join(directory, 'notebook.jsonl'), () => onPoint(true));

  // A start of the service: alone on this database, in the state its predecessor left.
  const service = takeLock(config.database, 'service', now());
  try {
    await resolveInFlight(context, chat);
    const alone = takeLock(config.database, 'sync', now());
    await recover(context);
    alone.release();
    while (step < steps.length) {
      onStep(step);
      await play({ directory, context, chat }, steps[step]);
      remember(progress, ++step);
      if (await onEnd(step - 1)) return;
    }
  } finally {
    service.release();
    context.store.close();
  }
}

function remember(progress, step) {
  writeFileSync(`${progress}.new`, String(step));
  renameSync(`${progress}.new`, progress);
}

async function play(
  { directory, context, chat },
  { at, sync, press, person, plan, jump, deliver: delivers },
) {
  if (jump !== undefined) notice(context, jump, at);
  if (sync !== undefined) {
    // Of files that change, or of the one source that is named.
    if (typeof sync === 'object' && sync !== null) write(directory, sync, at);
    await syncAll(context, typeof sync === 'string' ? sync : null);
  }
  if (press !== undefined) await click(context, press, person);
  if (plan !== undefined) sendDueDigest(context, plan.schedule, new Date(plan.next));
  if (delivers === true) await deliver(context, chat);
}

/** A service notices a jump of the clock once. */
function notice(context, jump, at) {
  const noted = ask(
    context,
    "SELECT 1 FROM audit WHERE action = 'clock-set' AND at = ?",
    new Date(at).toISOString(),
  );
  if (noted === undefined) noteClockJump(context, jump);
}

/** Acts like an admin who is not sure whether the click got through: looks, and clicks again only if it did not. */
async function click(context, action, person) {
  if (action.type === 'accept-run' || action.type === 'keep-last-good') {
    const run = ask(context, "SELECT id FROM run WHERE status = 'held'");
    if (run !== undefined) await act(context, KIM, { ...action, run });
    return;
  }
  const subject = `${action.app}/${action.account}`;
  if (ask(context, 'SELECT 1 FROM audit WHERE action = ? AND subject = ?', action.type, subject) === 1)
    return;
  const whom =
    person === undefined ? {} : { person: ask(context, 'SELECT id FROM person WHERE email = ?', person) };
  await act(context, KIM, { ...action, ...whom });
}

function ask(context, sql, ...bound) {
  return context.store.sqlite
    .prepare(sql)
    .pluck()
    .get(...bound);
}
