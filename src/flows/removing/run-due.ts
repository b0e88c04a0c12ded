import { isByHandWay } from '../../domain/removal/by-hand.ts';
import type { FileData } from '../../domain/removal/old-data.ts';
import type { OperationReason } from '../../domain/removal/operation.ts';
import { planHash } from '../../domain/removal/plan-hash.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { dueOperations, dueTasks, hasExpired } from '../../store/removal/due.ts';
import { delayApproved, operationsOf, type StoredOperation } from '../../store/removal/operations.ts';
import { planById, planShown, type StoredPlan } from '../../store/removal/plans.ts';
import { type App, type Context, findApp, timestamp } from '../context.ts';
import { FIRST_REMINDER_MS, later } from '../removal/confirm-removal.ts';
import { type OpenApp, openForRemoval } from '../removal/open-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { remindTasks } from '../tasks/remind-tasks.ts';
import { carryOutStep } from './carry-out-step.ts';
import { endStep } from './end-step.ts';
import { expirePlans } from './expire-plans.ts';
import { olderThanPlanned, staleSources } from './fresh-reads.ts';
import { lookAgain } from './look-again.ts';
import { holdPlan, mayStill } from './may-still.ts';
import { AGAIN_MS } from './unanswered.ts';
import { watchStep } from './watch-step.ts';

export interface RunningIo {
  /** Reads an app and every roster again, as a sync does; it may be held, fail, or be refused. */
  readonly readAgain: (app: string) => Promise<unknown>;
  readonly isStopped: () => boolean;
}

/** How many steps of one app are under way at once: each waits for the network most of the time. */
const PARALLEL = 4;
/** How many operations are looked up at a time. */
const BATCH = 200;
/** A source that could not be read again is tried again after this. */
const STALE_AGAIN_MS = 5 * 60_000;

/** Carries out everything that is due, and returns how many operations were worked on. Nobody else may do so at the same time. */
export async function runDue(context: Context, io: RunningIo): Promise<number> {
  await passTime(context);
  const worked = new Set<number>();
  while (!io.isStopped()) {
    const due = dueOperations(context.store, timestamp(context), BATCH + worked.size).filter(
      ({ id }) => !worked.has(id),
    );
    if (due.length === 0) break;
    for (const { id } of due) worked.add(id);
    const apps = new Map<number, StoredOperation[]>();
    for (const operation of due) apps.set(operation.app, [...(apps.get(operation.app) ?? []), operation]);
    await Promise.all([...apps].map(([app, operations]) => runApp(context, io, app, operations)));
  }
  return worked.size;
}

/** Changes that happen only because time has passed. Usually there are none, and finding that out keeps nobody from writing. */
async function passTime(context: Context): Promise<void> {
  const now = timestamp(context);
  if (hasExpired(context.store, now)) await inWriteTurn(context.store, () => expirePlans(context));
  if (dueTasks(context.store, now).length > 0) await inWriteTurn(context.store, () => remindTasks(context));
}

async function runApp(
  context: Context,
  io: RunningIo,
  id: number,
  operations: readonly StoredOperation[],
): Promise<void> {
  const app = findApp(context, id);
  // An app that is not in seatkeeper.yaml any more is not asked; its plans expire.
  if (app === null) return;
  const open = openForRemoval(context, app.config);
  const plans = planBook(context);
  const approved = operations.filter(({ state }) => state === 'approved');
  // A file may have been written again since it was read.
  const tooOld = () =>
    approved.some(({ plan }) => {
      const found = plans(plan);
      return found !== null && olderThanPlanned(context, app, found) !== null;
    });
  if (approved.length > 0 && !(await readFresh(context, io, app, tooOld))) return;
  const queue = [...operations];
  let waits = false;
  const work = async () => {
    for (let next = queue.shift(); next !== undefined && !io.isStopped(); next = queue.shift()) {
      if (waits && next.state === 'approved') continue;
      const operation = next;
      const worked = () => attempt(context, app, open, operation, plans);
      waits = (await watchStep(context, app, operation, worked)) || waits;
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, operations.length) }, work));
}

/** Works on one operation. Returns whether the others of the app must wait. */
async function attempt(
  context: Context,
  app: App,
  { removal, ownAccounts }: OpenApp,
  operation: StoredOperation,
  plans: (id: number) => PlanOf | null,
): Promise<boolean> {
  const found = plans(operation.plan);
  if (found === null) return false;
  const { plan, intact } = found;
  const end = (ending: Parameters<typeof endStep>[3]) =>
    inWriteTurn(context.store, () => endStep(context, plan, operation, ending));
  try {
    if (operation.state === 'in-doubt') {
      if (removal !== null) await lookAgain(context, app, removal, { plan, operation });
      return false;
    }
    if (isByHandWay(operation.way) || removal === null) {
      const dueAt = later(timestamp(context), FIRST_REMINDER_MS);
      await end(plan.dryRun ? { state: 'rehearsed' } : { state: 'task', dueAt });
      return false;
    }
    const waits = await notYet(context, app, found);
    if (waits === 'held') return false;
    if (waits !== null) {
      const dueAt = later(timestamp(context), STALE_AGAIN_MS);
      await end({ state: 'approved', dueAt, reason: waits });
      return false;
    }
    const came = await carryOutStep(context, app, { removal, ownAccounts }, { plan, operation, intact });
    if (came.kind === 'waits') await delayOthers(context, app, came.until);
    if (came.kind === 'stops') await stopOthers(context, app, plan, came.reason);
    return came.kind !== 'ended';
  } catch (error) {
    if (context.dependencies.signal.aborted) return true;
    context.log.error({ error, operation: operation.id }, 'a step of a removal failed');
    await end({ state: operation.state, dueAt: later(timestamp(context), AGAIN_MS) });
    return false;
  }
}

/** Why a step waits although its sources were read: `held` until another admin approves its plan. */
async function notYet(
  context: Context,
  app: App,
  { plan, oldFiles }: PlanOf,
): Promise<OperationReason | 'held' | null> {
  const old = olderThanPlanned(context, app, { plan, oldFiles });
  if (old !== null) return { kind: 'stale', source: old.name, dataAt: old.dataAt, file: true };
  const rights = await mayStill(context, plan);
  if (rights === 'yes') return null;
  if (rights === 'cannot-tell') return { kind: 'no-rights', name: plan.requestedName, unsure: true };
  await holdPlan(context, plan, context.config.removal.approvalHours);
  return 'held';
}

/** Makes sure that everything the steps rely on was read in the last 30 minutes, or reads it now. `false`: that failed, and the steps wait. */
async function readFresh(context: Context, io: RunningIo, app: App, tooOld: () => boolean): Promise<boolean> {
  if (staleSources(context, app).length === 0 && !tooOld()) return true;
  try {
    await io.readAgain(app.config.id);
  } catch (error) {
    context.log.warn({ error, app: app.config.id }, 'could not be read again before a removal');
  }
  const [stale] = staleSources(context, app);
  if (stale === undefined) return true;
  await inWriteTurn(context.store, () => {
    const reason: OperationReason = { kind: 'stale', source: stale.name, dataAt: stale.dataAt };
    const until = later(timestamp(context), STALE_AGAIN_MS);
    const now = timestamp(context);
    for (const plan of delayApproved(context.store, app.source.id, { now, until, reason }))
      tellPlan(context, plan);
  });
  return false;
}

async function delayOthers(context: Context, app: App, until: string): Promise<void> {
  await inWriteTurn(context.store, () => {
    delayApproved(context.store, app.source.id, { now: timestamp(context), until, reason: null });
  });
}

/** The credentials are no longer valid: the rest of the plan in this app ends here, and the card says so once. */
async function stopOthers(
  context: Context,
  app: App,
  { id }: StoredPlan,
  reason: OperationReason,
): Promise<void> {
  await inWriteTurn(context.store, () => {
    const plan = planById(context.store, id);
    if (plan === null) return;
    const rest = operationsOf(context.store, id, ['approved']).filter((one) => one.app === app.source.id);
    for (const operation of rest) endStep(context, plan, operation, { state: 'failed', reason }, () => {});
    if (rest.length > 0) tellPlan(context, id, { loud: true });
  });
}

interface PlanOf {
  readonly plan: StoredPlan;
  /** Whether it is stored exactly as it was confirmed. */
  readonly intact: boolean;
  readonly oldFiles: readonly FileData[];
}

/** The plans of one pass; each is checked once. */
function planBook(context: Context): (id: number) => PlanOf | null {
  const book = new Map<number, PlanOf | null>();
  return (id) => {
    const known = book.get(id);
    if (known !== undefined) return known;
    const plan = planById(context.store, id);
    const shown = planShown(context.store, id);
    const found =
      plan === null || shown === null
        ? null
        : { plan, intact: planHash(shown) === plan.hash, oldFiles: shown.oldFiles ?? [] };
    book.set(id, found);
    return found;
  };
}
