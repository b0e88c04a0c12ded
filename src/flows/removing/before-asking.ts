import type { Obstacle } from '../../connectors/base/removal.ts';
import type { OperationReason } from '../../domain/removal/operation.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import type { StoredOperation } from '../../store/removal/operations.ts';
import type { StoredPlan } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { FIRST_REMINDER_MS, later } from '../removal/confirm-removal.ts';
import { type Claiming, isRehearsal, whyNot } from './claim-step.ts';
import { type Ending, endStep } from './end-step.ts';
import { isInForce } from './step-of.ts';

/** Ends a step that needs no request, or for which none is possible. `false`: the app must be asked. */
export async function endBefore(
  context: Context,
  plan: StoredPlan,
  operation: StoredOperation,
  claiming: Claiming,
): Promise<boolean> {
  const { app, seen } = claiming;
  const end = (ending: Ending) => inWriteTurn(context.store, () => endStep(context, plan, operation, ending));
  if (isInForce(operation, seen)) {
    const reason: OperationReason | null = seen.kind === 'gone' ? { kind: 'gone' } : null;
    await end({ state: 'already', reason, seen });
    return true;
  }
  if (seen.kind === 'gone') {
    // An account that vanished through the step is brought back by its number.
    const { vanishes } = declaredWay(context, app.config, operation.way.replace(/^undo:/, '')) ?? {};
    if (plan.scope === 'undo' && vanishes === true) return false;
    await end({ state: 'failed', reason: { kind: 'gone' } });
    return true;
  }
  if (seen.obstacle === null || plan.scope === 'undo') return false;
  await endHindered(context, plan, operation, { claiming, obstacle: seen.obstacle });
  return true;
}

/**
 * A step that the app would refuse is done by hand from now on. Leaving a group takes more away than was confirmed, so that is a separate
 * plan, which the card offers.
 */
async function endHindered(
  context: Context,
  plan: StoredPlan,
  operation: StoredOperation,
  { claiming, obstacle }: { readonly claiming: Claiming; readonly obstacle: Obstacle },
): Promise<void> {
  const { store } = context;
  const reason = reasonOf(obstacle);
  await inWriteTurn(store, () =>
    store.write(() => {
      const why = whyNot(context, plan, operation, claiming);
      const ending: Ending =
        why !== null || reason.canLeave === true
          ? { state: 'failed', reason: why ?? reason }
          : byHandFromNow(context, plan, reason);
      return endStep(context, plan, operation, ending);
    }),
  );
}

/** In a dry run no task is opened. */
export function byHandFromNow(context: Context, plan: StoredPlan, reason: OperationReason): Ending {
  return isRehearsal(context, plan)
    ? { state: 'rehearsed', reason }
    : { state: 'task', reason, dueAt: later(timestamp(context), FIRST_REMINDER_MS) };
}

function reasonOf(obstacle: Obstacle): Extract<OperationReason, { kind: 'obstacle' }> {
  const name =
    obstacle.kind === 'group'
      ? obstacle.group
      : obstacle.kind === 'directory'
        ? obstacle.directory
        : obstacle.kind === 'other'
          ? obstacle.why
          : null;
  return {
    kind: 'obstacle',
    obstacle: obstacle.kind,
    name,
    ...(obstacle.kind === 'group' && obstacle.instead !== null ? { canLeave: true } : {}),
    ...('url' in obstacle && obstacle.url !== null ? { url: obstacle.url } : {}),
  };
}
