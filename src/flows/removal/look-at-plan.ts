import type { OperationView, PlanView } from '../../chat/say/removal/plan-view.ts';
import { declaredKey, isByHandWay } from '../../domain/removal/by-hand.ts';
import type { OperationState } from '../../domain/removal/operation.ts';
import { isSurpassed } from '../../store/removal/due.ts';
import { type StoredOperation, stateCounts } from '../../store/removal/operations.ts';
import { appsOfPlan, worstFirst } from '../../store/removal/plan-apps.ts';
import type { StoredPlan } from '../../store/removal/plans.ts';
import { accountPage } from '../account-page.ts';
import { type Context, clockOf, findApp, today } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { proofDue } from '../proof-due.ts';

/** How many operations a card names; the others are counted. */
const SHOWN = 10;

/** A plan and what became of it, as it is stored now. `state`: only the steps in that state. */
export function lookAtPlan(
  context: Context,
  plan: StoredPlan,
  shown = SHOWN,
  state: OperationState | null = null,
): PlanView {
  const { store } = context;
  return {
    id: plan.id,
    scope: plan.scope,
    hash: plan.hash,
    dryRun: plan.dryRun,
    requestedBy: plan.requestedName,
    requestedAt: plan.requestedAt,
    secondWhy: plan.secondWhy,
    approvedBy: plan.approvedName,
    approvedAt: plan.approvedAt,
    expiresAt: plan.expiresAt,
    endedAt: plan.endedAt,
    apps: appsOfPlan(store, plan.id).map(({ app, accounts }) => ({
      name: findApp(context, app)?.config.name ?? String(app),
      accounts,
    })),
    counts: Object.fromEntries(stateCounts(store, plan.id)),
    operations: worstFirst(store, plan.id, shown, state).map((operation) =>
      lookAtOperation(context, operation),
    ),
    clock: clockOf(context),
  };
}

/** Whether the step was carried out and can still be taken back. A step before a deletion is taken back after the deletion. */
export function mayUndo(context: Context, operation: StoredOperation): boolean {
  const { state, undoUntil, way } = operation;
  if (state !== 'verified' || undoUntil === null || undoUntil < today(context)) return false;
  return !way.startsWith('undo:') && !isSurpassed(context.store, operation);
}

/** What the step is called, and how it is carried out. */
export function lookAtStep(context: Context, operation: StoredOperation): OperationView['step'] {
  const { declared, byHand, undoes } = lookAtWay(context, operation);
  const { way, license } = operation;
  return { way, license, name: declared?.name ?? null, byHand, undoes };
}

function lookAtWay(context: Context, { app: id, way, state }: StoredOperation) {
  const app = findApp(context, id);
  return {
    declared: app === null ? null : declaredWay(context, app.config, declaredKey(way)),
    byHand: isByHandWay(way) || state === 'task' || state === 'said' || state === 'not-possible',
    undoes: way.startsWith('undo:'),
  };
}

export function lookAtOperation(context: Context, operation: StoredOperation): OperationView {
  const app = findApp(context, operation.app);
  const { id, state, account, planned, dueAt, reason, answer, undoUntil, startedAt, endedAt } = operation;
  const { declared, byHand } = lookAtWay(context, operation);
  return {
    id,
    plan: operation.plan,
    state,
    app: { id: planned.app, name: app?.config.name ?? planned.app },
    account,
    label: planned.label,
    person: planned.person?.name ?? planned.account.name,
    step: lookAtStep(context, operation),
    stays: byHand ? null : (declared?.stays ?? null),
    dueAt,
    proofDue: app === null ? null : (proofDue(context, app.config, operation)?.toISOString() ?? null),
    startedAt,
    endedAt,
    reason,
    answer,
    undoUntil,
    mayUndo: mayUndo(context, operation),
    url: app === null ? null : accountPage(context, app.config, planned.account),
    owner: app?.config.owner ?? null,
  };
}
