import { cancelledText, removalRefusalText } from '../../chat/say/removal/outcomes.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import type { OperationReason } from '../../domain/removal/operation.ts';
import { LIVE_STATES } from '../../domain/removal/operation.ts';
import { recordAudit } from '../../store/audit.ts';
import { changeState, operationsOf, stateCounts } from '../../store/removal/operations.ts';
import { endPlan, planById } from '../../store/removal/plans.ts';
import { type Context, clockOf, timestamp } from '../context.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { tellPlan } from './tell-plan.ts';

/** An admin cancels the steps of a plan that have not begun. A request that has already gone to the app is carried through. */
export function cancelRemoval(
  context: Context,
  by: Caller,
  { plan: id }: Extract<Action, { type: 'cancel-removal' }>,
): Outcome {
  const { store } = context;
  return store.write(() => {
    const plan = planById(store, id);
    const at = timestamp(context);
    const waiting = operationsOf(store, id, ['planned', 'approved', 'task']);
    if (plan === null) return refused(removalRefusalText({ kind: 'no-plan', plan: id }, clockOf(context)));
    if (waiting.length === 0)
      return refused(removalRefusalText({ kind: 'nothing-waits', plan: id }, clockOf(context)));
    const reason: OperationReason = { kind: 'by-admin', name: by.name, words: null };
    for (const operation of waiting) {
      if (!changeState(store, operation, { state: 'cancelled', at, reason })) continue;
      const { planned } = operation;
      recordAudit(store, {
        at,
        actor: by.id,
        action: 'removal-cancelled',
        subject: `${planned.app}/${planned.account.id}`,
        detail: { plan: id, operation: operation.id, way: operation.way, label: planned.label, by: by.name },
      });
    }
    endIfOver(context, id);
    tellPlan(context, id);
    return done(cancelledText(waiting.length));
  });
}

/** Ends the plan when none of its operations is left to do. Runs in the transaction of the change. */
export function endIfOver(context: Context, plan: number): void {
  const counts = stateCounts(context.store, plan);
  if (LIVE_STATES.every((state) => (counts.get(state) ?? 0) === 0))
    endPlan(context.store, plan, timestamp(context));
}
