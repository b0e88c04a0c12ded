import type { Account } from '../../domain/account.ts';
import { HOUR_MS } from '../../domain/day.ts';
import { recordAudit } from '../../store/audit.ts';
import { followers, laterSteps } from '../../store/removal/due.ts';
import { changeState, expectAccount, type StoredOperation } from '../../store/removal/operations.ts';
import { keepPlanUntil } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { later } from '../removal/confirm-removal.ts';

/**
 * The later steps on the account start from its state after this step, and get their full time from now on. `account`: `null` where it is
 * gone. Runs in the transaction that ends the step.
 */
export function handOn(context: Context, operation: StoredOperation, account: Account | null): void {
  const { store, config } = context;
  const next = laterSteps(store, operation);
  if (next.length === 0) return;
  if (account !== null) for (const step of next) expectAccount(store, step, account);
  keepPlanUntil(store, operation.plan, later(timestamp(context), config.removal.approvalHours * HOUR_MS));
}

/** Cancels the steps that needed this one. Runs in the transaction that ends it. */
export function cancelFollowers(context: Context, { id }: Pick<StoredOperation, 'id'>, actor: string): void {
  const { store } = context;
  const at = timestamp(context);
  for (const next of followers(store, id)) {
    if (!changeState(store, next, { state: 'cancelled', at, reason: { kind: 'earlier-step' } })) continue;
    const { planned, plan, way, license } = next;
    recordAudit(store, {
      at,
      actor,
      action: 'removal-cancelled',
      subject: `${planned.app}/${planned.account.id}`,
      detail: { plan, operation: next.id, way, license, label: planned.label, why: 'earlier-step' },
    });
    cancelFollowers(context, next, actor);
  }
}
