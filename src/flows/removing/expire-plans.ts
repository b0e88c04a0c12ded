import { HOUR_MS } from '../../domain/day.ts';
import { waitsForAnother } from '../../store/removal/due.ts';
import { operationsOf } from '../../store/removal/operations.ts';
import { keepPlanUntil, openPlans } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { later } from '../removal/confirm-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { endStep } from './end-step.ts';

/**
 * Ends what was not approved, or could not be carried out, in time. What was approved and waits for another step does not expire: it has its
 * full time once that one has ended. In a transaction.
 */
export function expirePlans(context: Context): void {
  const now = timestamp(context);
  for (const plan of openPlans(context.store)) {
    if (plan.expiresAt > now) continue;
    const waiting = operationsOf(context.store, plan.id, ['planned', 'approved']);
    let [ended, kept] = [0, 0];
    for (const operation of waiting) {
      const { state, reason } = operation;
      if (state === 'approved' && waitsForAnother(context.store, operation)) {
        kept++;
        continue;
      }
      // What was approved and waited for data has failed because of it.
      const failed = state === 'approved' && reason?.kind === 'stale';
      endStep(context, plan, operation, { state: failed ? 'failed' : 'expired', reason }, () => {});
      ended++;
    }
    if (kept > 0)
      keepPlanUntil(context.store, plan.id, later(now, context.config.removal.approvalHours * HOUR_MS));
    if (ended > 0) tellPlan(context, plan.id, { loud: true });
  }
}
