import { HOUR_MS } from '../../domain/day.ts';
import { waitsForAnother } from '../../store/removal/due.ts';
import { operationsOf } from '../../store/removal/operations.ts';
import { keepPlanUntil, openPlans } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { later } from '../removal/confirm-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { endStep } from './end-step.ts';

/**
 * Ends steps that were not approved, or could not be carried out, in time. An approved step that waits for another one does not expire: it
 * gets its full time once the other has ended. Call it in a transaction.
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
      // An approved step that waited for data has failed for that reason.
      const failed = state === 'approved' && reason?.kind === 'stale';
      endStep(context, plan, operation, { state: failed ? 'failed' : 'expired', reason }, () => {});
      ended++;
    }
    if (kept > 0)
      keepPlanUntil(context.store, plan.id, later(now, context.config.removal.approvalHours * HOUR_MS));
    if (ended > 0) tellPlan(context, plan.id, { loud: true });
  }
}
