import { notPossibleText, removalRefusalText } from '../../chat/say/removal/outcomes.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { recordAudit } from '../../store/audit.ts';
import type { AuditAction } from '../../store/audit-action.ts';
import { operationsOn } from '../../store/removal/due.ts';
import { type Becoming, changeState, type StoredOperation } from '../../store/removal/operations.ts';
import { type Context, clockOf, timestamp } from '../context.ts';
import { done, findTarget, isOutcome, type Outcome, refused } from '../outcome.ts';
import { endIfOver } from '../removal/cancel-removal.ts';
import { FIRST_REMINDER_MS, later } from '../removal/confirm-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { cancelFollowers } from '../steps/hand-on.ts';

/** The tasks about an account that are to be done by hand, or are said to be done. */
export function tasksOn(
  { store }: Context,
  { app, account }: { readonly app: number; readonly account: { readonly id: string } },
): readonly StoredOperation[] {
  return operationsOn(store, app, account.id).filter(({ state }) => state === 'task' || state === 'said');
}

/** An admin says that they are done: the next complete read proves it. Runs in the transaction of the decision. */
export function sayTasks(context: Context, by: Caller, tasks: readonly StoredOperation[]): void {
  const at = timestamp(context);
  for (const task of tasks.filter(({ state }) => state === 'task'))
    change(context, by, task, {
      action: 'task-said',
      to: { state: 'said', at, startedAt: at, ...withoutNews(task) },
    });
}

/** The same or another admin takes it back. */
export function unsayTasks(context: Context, by: Caller, tasks: readonly StoredOperation[]): void {
  const at = timestamp(context);
  const dueAt = later(at, FIRST_REMINDER_MS);
  for (const task of tasks.filter(({ state }) => state === 'said'))
    change(context, by, task, {
      action: 'task-opened',
      to: { state: 'task', at, dueAt, ...withoutNews(task) },
    });
}

/** Who owns the seat stays true; that it was still listed is over. */
function withoutNews({ reason }: StoredOperation): Pick<Becoming, 'reason'> {
  return reason?.kind === 'obstacle' ? {} : { reason: null };
}

/** An admin says that a task cannot be done, and why. Its finding stays open. */
export function refuseTask(
  context: Context,
  by: Caller,
  { app: appId, account, reason }: Extract<Action, { type: 'task-not-possible' }>,
): Outcome {
  return context.store.write(() => {
    const target = findTarget(context, appId, account);
    if (isOutcome(target)) return target;
    const label = accountLabel(target.stored);
    const tasks = tasksOn(context, target.stored).filter(({ state }) => state === 'task');
    if (tasks.length === 0) return refused(removalRefusalText({ kind: 'no-task', label }, clockOf(context)));
    for (const task of tasks)
      change(context, by, task, {
        action: 'task-not-possible',
        to: {
          state: 'not-possible',
          at: timestamp(context),
          reason: { kind: 'by-admin', name: by.name, words: reason },
        },
        detail: { why: reason },
      });
    return done(notPossibleText(label, reason));
  });
}

function change(
  context: Context,
  by: Caller,
  task: StoredOperation,
  {
    action,
    to,
    detail = {},
  }: {
    readonly action: AuditAction;
    readonly to: Becoming;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): void {
  if (!changeState(context.store, task, to)) return;
  if (to.state === 'not-possible') cancelFollowers(context, task, by.id);
  const { planned, plan, id, way } = task;
  recordAudit(context.store, {
    at: to.at,
    actor: by.id,
    action,
    subject: `${planned.app}/${planned.account.id}`,
    detail: { plan, operation: id, way, label: planned.label, by: by.name, ...detail },
  });
  endIfOver(context, plan);
  tellPlan(context, plan);
}
