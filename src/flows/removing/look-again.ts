import type { AccountNow, Removal } from '../../connectors/base/removal.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import type { StoredOperation } from '../../store/removal/operations.ts';
import type { StoredPlan } from '../../store/removal/plans.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { isProvenByList, settlesFor } from '../proof-due.ts';
import { asShown, verified } from './carry-out-step.ts';
import { type Ending, endStep } from './end-step.ts';
import { isInForce, stepOf, takenBy } from './step-of.ts';
import { nextLook, untilRead } from './unanswered.ts';

/** Looks again at an account whose step may have been carried out. The step is never requested again: only looking resolves a doubt. */
export async function lookAgain(
  context: Context,
  app: App,
  removal: Removal,
  { plan, operation }: { readonly plan: StoredPlan; readonly operation: StoredOperation },
): Promise<void> {
  const end = (ending: Ending) => inWriteTurn(context.store, () => endStep(context, plan, operation, ending));
  const { looks, reason, startedAt, answer } = operation;
  const wait = (): Ending => ({
    state: 'in-doubt',
    reason,
    dueAt: nextLook(context, looks),
    looks: looks + 1,
  });
  if (isProvenByList(context, app, operation)) {
    await end({ state: 'in-doubt', reason, ...untilRead(context) });
    return;
  }
  let seen: AccountNow;
  try {
    seen = await removal.look(stepOf(operation), takenBy(operation));
  } catch {
    await end(wait());
    return;
  }
  if (isInForce(operation, seen)) {
    await end({ ...verified(context, app, operation), seen });
    return;
  }
  const since = Date.parse(timestamp(context)) - Date.parse(startedAt ?? timestamp(context));
  if (since < settlesFor(context, app, operation)) await end(wait());
  else {
    const ended = asShown(context, app, operation, seen);
    const lost = ended.state === 'failed' && answer === null && reason !== null;
    await end(lost ? { ...ended, reason } : { ...ended, seen });
  }
}
