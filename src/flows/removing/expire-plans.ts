import { operationsOf } from '../../store/removal/operations.ts';
import { openPlans } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { endStep } from './end-step.ts';

/** Ends what was not approved, or could not be carried out, in time. In a transaction. */
export function expirePlans(context: Context): void {
  const now = timestamp(context);
  for (const plan of openPlans(context.store)) {
    if (plan.expiresAt > now) continue;
    const waiting = operationsOf(context.store, plan.id, ['planned', 'approved']);
    for (const operation of waiting) {
      const { state, reason } = operation;
      // What was approved and waited for data has failed because of it.
      const failed = state === 'approved' && reason?.kind === 'stale';
      endStep(context, plan, operation, { state: failed ? 'failed' : 'expired', reason }, () => {});
    }
    if (waiting.length > 0) tellPlan(context, plan.id, { loud: true });
  }
}
