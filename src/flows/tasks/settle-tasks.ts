import { type Account, holdsSeat } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { licenseName } from '../../domain/licenses/subscription.ts';
import { declaredKey } from '../../domain/removal/by-hand.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { changeState, operationsIn, type StoredOperation } from '../../store/removal/operations.ts';
import { type App, type Context, SEATKEEPER, timestamp } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { endIfOver } from '../removal/cancel-removal.ts';
import { openRemoval } from '../removal/open-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { handOn } from '../steps/hand-on.ts';

/**
 * Settles the tasks of an app by a complete read. Tasks whose seat is free are proven; tasks that somebody reported as done before the data,
 * and that are not done, must be done again. Runs in the transaction that seals the read.
 */
export function settleTasks(context: Context, app: App, dataAt: Instant): void {
  const { store } = context;
  const at = timestamp(context);
  for (const task of operationsIn(store, ['task', 'said'])) {
    if (task.app !== app.source.id) continue;
    const now = findAccount(store, task.app, task.account)?.account ?? null;
    const free = isProven(context, app, task, now);
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
    if (free) handOn(context, task, now);
    endIfOver(context, plan);
    tellPlan(context, plan, { loud: again });
  }
}

const CLOSED: readonly Account['state'][] = ['suspended', 'deactivated', 'deleted'];

/** Whether the read shows what the task is about: the license is not held, the access ended, or the account is gone or closed. */
function isProven(
  context: Context,
  app: App,
  { way, license }: StoredOperation,
  now: Account | null,
): boolean {
  if (now === null || !holdsSeat(now)) return true;
  if (license !== null) return !now.licenses.some((held) => licenseName(held) === licenseName(license));
  const key = declaredKey(way);
  const kind = declaredWay(context, app.config, key)?.way;
  if (kind === 'disable') return CLOSED.includes(now.state);
  if (kind !== 'free-seat') return false;
  // A way that frees the seat is no longer offered once there is nothing left to free.
  const offered = openRemoval(context, app.config)?.offered(now);
  return offered !== undefined && !offered.some((step) => step.way === key);
}
