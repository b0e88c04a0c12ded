import { handledStepText } from '../../chat/say/removal/operation-row.ts';
import type { AccountNow } from '../../connectors/base/removal.ts';
import { declaredKey } from '../../domain/removal/by-hand.ts';
import { isLive, type OperationState } from '../../domain/removal/operation.ts';
import { recordAudit } from '../../store/audit.ts';
import type { AuditAction } from '../../store/audit-action.ts';
import {
  type Becoming,
  changeState,
  endUndo,
  operationById,
  type StoredOperation,
} from '../../store/removal/operations.ts';
import type { StoredPlan } from '../../store/removal/plans.ts';
import { type App, type Context, findApp, timestamp } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { endIfOver } from '../removal/cancel-removal.ts';
import { lookAtOperation } from '../removal/look-at-plan.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { cancelFollowers, handOn } from '../steps/hand-on.ts';
import { applySeen } from './apply-seen.ts';

/** How a step ends, or waits. */
export interface Ending extends Omit<Becoming, 'at'> {
  /** The account as the app shows it afterwards; displayed where the step took effect. */
  readonly seen?: AccountNow;
}

/** The word in the audit log for a step that has ended; a step that merely waits has none. */
const AUDITED: Readonly<Partial<Record<OperationState, AuditAction>>> = {
  verified: 'removal-verified',
  already: 'removal-verified',
  failed: 'removal-failed',
  'in-doubt': 'removal-in-doubt',
  rehearsed: 'removal-rehearsed',
  cancelled: 'removal-cancelled',
  expired: 'removal-expired',
  task: 'task-opened',
};

/** States that an admin should hear about. */
const LOUD: readonly OperationState[] = ['failed', 'in-doubt', 'task'];

/**
 * Ends a step, or lets it wait: its state, the audit, the account with its finding and alert, the steps that waited for it, and the
 * card, in one transaction. `false` when somebody else has changed it in the meantime; then nothing is written. `tell`: for many steps at once.
 */
export function endStep(
  context: Context,
  plan: StoredPlan,
  operation: StoredOperation,
  ending: Ending,
  tell: (loud: boolean) => void = (loud) => tellPlan(context, plan.id, { loud }),
): boolean {
  const { store } = context;
  return store.write(() => {
    const { seen, ...to } = ending;
    if (!changeState(store, operation, { ...to, at: timestamp(context) })) return false;
    const app = findApp(context, operation.app);
    const changed = { ...operation, ...to, reason: to.reason ?? null };
    if (to.state !== operation.state) audit(context, plan, changed);
    const inForce = to.state === 'verified' || to.state === 'already';
    if (inForce && seen !== undefined && app !== null) showSeen(context, plan, changed, { app, seen });
    if (!isLive(to.state))
      handOn(context, operation, inForce && seen?.kind === 'present' ? seen.account : null);
    if (isOver(to.state)) cancelFollowers(context, operation, plan.requestedBy);
    if (inForce) settleUndo(context, plan, changed);
    endIfOver(context, plan.id);
    const expected = to.reason?.kind === 'awaits-read';
    const isNews = LOUD.includes(to.state) || to.reason?.kind === 'partly-back';
    tell(isNews && to.state !== operation.state && !expected);
    return true;
  });
}

/** If this step took another one back, or went beyond it for good, that one can no longer be taken back; its card says so. */
function settleUndo(context: Context, { requestedName }: StoredPlan, operation: StoredOperation): void {
  const { store } = context;
  const { undoes, after, undoUntil, reason } = operation;
  // An undo that gave back only a part may be tried again.
  if (reason?.kind === 'partly-back') return;
  if (undoes !== null) {
    endUndo(store, undoes, { kind: 'taken-back', name: requestedName });
    const undone = operationById(store, undoes);
    if (undone !== null) tellPlan(context, undone.plan);
  } else if (after !== null && undoUntil === null) endUndo(store, after, null);
}

/** Whether the steps after it are not carried out any more. */
function isOver(state: OperationState): boolean {
  return ['failed', 'cancelled', 'expired', 'not-possible'].includes(state);
}

function audit(context: Context, plan: StoredPlan, operation: StoredOperation): void {
  const { planned, way, license, state, reason, answer } = operation;
  const undoes = way.startsWith('undo:');
  const action = undoes && state === 'verified' ? 'removal-undone' : AUDITED[state];
  if (action === undefined) return;
  recordAudit(context.store, {
    at: timestamp(context),
    actor: plan.requestedBy,
    action,
    subject: `${planned.app}/${planned.account.id}`,
    detail: {
      plan: plan.id,
      operation: operation.id,
      way,
      license,
      state,
      label: planned.label,
      step: lookAtOperation(context, operation).step.name ?? way,
      by: plan.requestedName,
      approver: plan.approvedName,
      ...(reason === null ? {} : { why: reason.kind, reason }),
      ...(answer === null ? {} : { answer }),
    },
  });
}

function showSeen(
  context: Context,
  plan: StoredPlan,
  operation: StoredOperation,
  { app, seen }: { readonly app: App; readonly seen: AccountNow },
): void {
  const way = declaredKey(operation.way);
  applySeen(context, app, operation.account, {
    now: seen,
    by: plan.requestedName,
    handled: handledStepText(lookAtOperation(context, operation), plan.requestedName),
    settles: declaredWay(context, app.config, way)?.settles ?? 0,
  });
}
