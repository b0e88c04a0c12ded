import { recordAudit } from '../../store/audit.ts';
import { changeState, operationsOf } from '../../store/removal/operations.ts';
import { openPlans } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { endIfOver } from '../removal/cancel-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';

/**
 * Cancels every step that waits in a database that was restored to an older state, because it may have been cancelled, refused or carried
 * out since. Steps that were being carried out are in doubt, and are read. Returns how many steps were cancelled. Runs in the transaction of the restore.
 */
export function stopRemovals(context: Context, by: string): number {
  const { store } = context;
  const at = timestamp(context);
  let stopped = 0;
  for (const plan of openPlans(store)) {
    for (const operation of operationsOf(store, plan.id, ['planned', 'approved'])) {
      if (!changeState(store, operation, { state: 'cancelled', at, reason: { kind: 'restored' } })) continue;
      stopped++;
      const { planned, id, way } = operation;
      recordAudit(store, {
        at,
        actor: by,
        action: 'removal-cancelled',
        subject: `${planned.app}/${planned.account.id}`,
        detail: { plan: plan.id, operation: id, way, label: planned.label, because: 'restored' },
      });
    }
    endIfOver(context, plan.id);
    tellPlan(context, plan.id);
  }
  return stopped;
}
