import { holdsSeat } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { licenseName } from '../../domain/licenses/subscription.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { changeState, operationsIn, type StoredOperation } from '../../store/removal/operations.ts';
import { type App, type Context, SEATKEEPER, timestamp } from '../context.ts';
import { endIfOver } from '../removal/cancel-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';

/**
 * What a complete read shows of the tasks in its app: those whose seat is free are proven, and those that were said to be done before
 * the data, and are not, are to be done again. In the transaction that seals the read.
 */
export function settleTasks(context: Context, app: App, dataAt: Instant): void {
  const { store } = context;
  const at = timestamp(context);
  for (const task of operationsIn(store, ['task', 'said'])) {
    if (task.app !== app.source.id) continue;
    const free = isFree(context, task);
    const again = !free && task.state === 'said' && task.startedAt !== null && dataAt > task.startedAt;
    if (free ? !changeState(store, task, { state: 'verified', at, reason: null }) : !again) continue;
    if (again) changeState(store, task, { state: 'task', at, dueAt: at, reason: { kind: 'still-there' } });
    const { planned, plan, id, way } = task;
    recordAudit(store, {
      at,
      actor: SEATKEEPER,
      action: free ? 'removal-verified' : 'task-opened',
      subject: `${planned.app}/${planned.account.id}`,
      detail: { plan, operation: id, way, label: planned.label, step: way, dataAt },
    });
    endIfOver(context, plan);
    tellPlan(context, plan, { loud: again });
  }
}

/** The account is gone or closed, or holds the license no more that the task is about. */
function isFree({ store }: Context, { app, account, license }: StoredOperation): boolean {
  const stored = findAccount(store, app, account);
  if (stored === null || !holdsSeat(stored.account)) return true;
  if (license === null) return false;
  return !stored.account.licenses.some((held) => licenseName(held) === licenseName(license));
}
