import { ConnectorError } from '../../connectors/base/errors.ts';
import type { AccountNow, Removal } from '../../connectors/base/removal.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import type { StoredOperation } from '../../store/removal/operations.ts';
import type { StoredPlan } from '../../store/removal/plans.ts';
import type { App, Context } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { isProvenByList, settlesFor } from '../proof-due.ts';
import type { OpenApp } from '../removal/open-removal.ts';
import { undoUntil } from '../removal/planned-steps.ts';
import { endBefore } from './before-asking.ts';
import { type Claiming, claimStep, isRehearsal, whyNot } from './claim-step.ts';
import { type Ending, endStep } from './end-step.ts';
import { isInForce, partlyBack, stepOf, takenBy } from './step-of.ts';
import { ENDED, nextLook, notCarriedOut, notLooked, type StepEnd, untilRead } from './unanswered.ts';

/** The app with credentials that may change it. */
interface Asking extends OpenApp {
  readonly removal: Removal;
}

/**
 * Carries out one step whose sources are fresh: looks, compares, asks the app once, and looks again. Whatever happens in between, the
 * app is not asked a second time.
 */
export async function carryOutStep(
  context: Context,
  app: App,
  { removal, ownAccounts: askOwn }: Asking,
  {
    plan,
    operation,
    intact,
  }: {
    readonly plan: StoredPlan;
    readonly operation: StoredOperation;
    readonly intact: boolean;
  },
): Promise<StepEnd> {
  const end = (of: StoredOperation, ending: Ending) =>
    inWriteTurn(context.store, () => endStep(context, plan, of, ending));
  const step = stepOf(operation);
  let seen: AccountNow;
  let ownAccounts: readonly string[];
  try {
    ownAccounts = (await askOwn?.()) ?? [];
    seen = await removal.look(step, takenBy(operation));
  } catch (error) {
    return notLooked(context, plan, error, (ending) => end(operation, ending));
  }
  const claiming: Claiming = { app, seen, ownAccounts, intact };
  if (await endBefore(context, plan, operation, claiming)) return ENDED;
  if (isRehearsal(context, plan)) {
    const reason = whyNot(context, plan, operation, claiming);
    await end(operation, reason === null ? { state: 'rehearsed' } : { state: 'failed', reason });
    return ENDED;
  }
  const running = await inWriteTurn(context.store, () => claimStep(context, operation.id, claiming));
  if (running === null) return ENDED;
  try {
    const undoing = plan.scope === 'undo';
    const asked = undoing
      ? removal.undo?.(step, running.before ?? {})
      : removal.carryOut(step, running.before ?? {});
    if (asked === undefined)
      throw new ConnectorError(app.config.id, 'plan', 'cannot take it back', { effect: 'none' });
    const answer = await asked;
    return await readBack(context, app, removal, { ...running, answer }, end);
  } catch (error) {
    return notCarriedOut(context, plan, error, (ending) => end(running, ending));
  }
}

/** Checks whether the app shows the change: at once, or later where it needs time. */
async function readBack(
  context: Context,
  app: App,
  removal: Removal,
  operation: StoredOperation,
  end: (of: StoredOperation, ending: Ending) => Promise<boolean>,
): Promise<StepEnd> {
  const { answer } = operation;
  const kept = answer === null ? {} : { answer };
  if (isProvenByList(context, app, operation)) {
    await end(operation, {
      state: 'in-doubt',
      ...kept,
      reason: { kind: 'awaits-read' },
      ...untilRead(context),
    });
    return ENDED;
  }
  let seen: AccountNow;
  try {
    seen = await removal.look(stepOf(operation), takenBy(operation));
  } catch {
    await end(operation, { state: 'in-doubt', ...kept, dueAt: nextLook(context, 0), looks: 1 });
    return ENDED;
  }
  if (isInForce(operation, seen))
    await end(operation, { ...verified(context, app, operation), ...kept, seen });
  else if (settlesFor(context, app, operation) > 0)
    await end(operation, { state: 'in-doubt', ...kept, dueAt: nextLook(context, 0), looks: 1 });
  else await end(operation, { ...asShown(context, app, operation, seen), ...kept, seen });
  return ENDED;
}

/** How a step ends after the app was given time to show it. */
export function asShown(context: Context, app: App, operation: StoredOperation, seen: AccountNow): Ending {
  const reason = partlyBack(operation, seen);
  if (reason !== null) return { ...verified(context, app, operation), reason };
  return { state: 'failed', reason: { kind: 'no-effect' } };
}

export function verified(context: Context, app: App, { way }: StoredOperation): Ending {
  const declared = way.startsWith('undo:') ? null : declaredWay(context, app.config, way);
  return {
    state: 'verified',
    reason: null,
    undoUntil: declared === null ? null : undoUntil(context, declared),
  };
}
