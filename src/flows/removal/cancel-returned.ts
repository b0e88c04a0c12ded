import type { OperationReason } from '../../domain/removal/operation.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { givenUpBy } from '../../store/asking/given-up.ts';
import { recordAudit } from '../../store/audit.ts';
import { changeState, operationsIn } from '../../store/removal/operations.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';
import { endIfOver } from './cancel-removal.ts';
import { tellPlan } from './tell-plan.ts';

/** Cancels steps that have not begun for people who work here again. Runs in the transaction that changed the people. */
export function cancelReturned(context: Context): void {
  const { store } = context;
  const at = timestamp(context);
  const reason: OperationReason = { kind: 'came-back' };
  const plans = new Set<number>();
  for (const operation of operationsIn(store, ['planned', 'approved', 'task'])) {
    const stored = findAccount(store, operation.app, operation.account);
    // Undoing a step has nothing to do with whether somebody works here.
    if (stored?.status !== 'active' || operation.way.startsWith('undo:')) continue;
    if (givenUpBy(context.store, stored) !== null) continue;
    if (!changeState(store, operation, { state: 'cancelled', at, reason })) continue;
    const { planned, plan, id, way } = operation;
    plans.add(plan);
    recordAudit(store, {
      at,
      actor: SEATKEEPER,
      action: 'removal-cancelled',
      subject: `${planned.app}/${planned.account.id}`,
      detail: { plan, operation: id, way, label: planned.label, why: reason.kind },
    });
  }
  for (const plan of plans) {
    endIfOver(context, plan);
    tellPlan(context, plan, { loud: true });
  }
}
