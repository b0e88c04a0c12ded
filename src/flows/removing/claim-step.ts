import type { AccountNow } from '../../connectors/base/removal.ts';
import { adminRank } from '../../domain/removal/admin-role.ts';
import { mostOfApp } from '../../domain/removal/breaker.ts';
import { dryRunOn } from '../../domain/removal/dry-run.ts';
import type { ChangedFact, OperationReason } from '../../domain/removal/operation.ts';
import { changedInApp, changedSince, isSameAccount } from '../../domain/removal/still-as-planned.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { givenUpBy } from '../../store/asking/given-up.ts';
import { recordAudit } from '../../store/audit.ts';
import { personByRef } from '../../store/people/people.ts';
import { firstCompleteRead } from '../../store/removal/admins.ts';
import { hasEarlierStep } from '../../store/removal/due.ts';
import { changeState, operationById, type StoredOperation } from '../../store/removal/operations.ts';
import { planById, type StoredPlan } from '../../store/removal/plans.ts';
import { startedByOne } from '../../store/restored/started-later.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { adminsOf, type Clicking, plannedAccount, protection } from '../removal/candidates.ts';
import { dayAgo } from '../removal/plan-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';
import { endStep } from './end-step.ts';
import { staleSources } from './fresh-reads.ts';

export interface Claiming {
  readonly app: App;
  /** As the app just showed it. */
  readonly seen: AccountNow;
  /** The accounts of the credentials. */
  readonly ownAccounts: readonly string[];
  /** Whether the stored plan is still exactly what was confirmed. */
  readonly intact: boolean;
}

/**
 * The last check before an app is asked: in one transaction, everything that the plan was made from is compared with what is stored now,
 * and only then is the operation marked as running. That is on disk before the request goes out, so that it goes out at most once.
 */
export function claimStep(context: Context, id: number, claiming: Claiming): StoredOperation | null {
  const { store } = context;
  return store.write(() => {
    const operation = operationById(store, id);
    const plan = operation === null ? null : planById(store, operation.plan);
    if (operation === null || plan === null || operation.state !== 'approved') return null;
    if (plan.endedAt !== null || (plan.secondWhy !== null && plan.approvedAt === null)) return null;
    if (plan.expiresAt <= timestamp(context)) return null;
    // A read that ended since the last check may be held, or its data may be older.
    if (staleSources(context, claiming.app).length > 0) return null;
    const why = whyNot(context, plan, operation, claiming);
    if (why !== null) {
      endStep(context, plan, operation, { state: 'failed', reason: why });
      return null;
    }
    const at = timestamp(context);
    // The step that is taken back has stored what the undo gives back.
    const { seen } = claiming;
    const before =
      operation.undoes === null && seen.kind === 'present' ? seen.before : (operation.before ?? {});
    if (!changeState(store, operation, { state: 'running', at, startedAt: at, before })) return null;
    recordAudit(store, {
      at,
      actor: plan.requestedBy,
      action: 'removal-started',
      subject: `${operation.planned.app}/${operation.account}`,
      detail: {
        plan: plan.id,
        operation: id,
        way: operation.way,
        license: operation.license,
        label: operation.planned.label,
        step: operation.way,
        by: plan.requestedName,
        approver: plan.approvedName,
      },
    });
    tellPlan(context, plan.id);
    return { ...operation, state: 'running', startedAt: at, before };
  });
}

/** Whether everything is checked but nothing is asked, because the plan says so, or because the settings say so by now. */
export function isRehearsal(context: Context, plan: StoredPlan): boolean {
  const { removal, timezone } = context.config;
  const now = { today: today(context), timezone };
  return plan.dryRun || dryRunOn(removal.dryRun, firstCompleteRead(context.store), now) !== null;
}

/** Why the step is not carried out after all; `null` when everything is as it was confirmed. */
export function whyNot(
  context: Context,
  plan: StoredPlan,
  operation: StoredOperation,
  { app, seen, ownAccounts, intact }: Claiming,
): OperationReason | null {
  const changed = (what: ChangedFact): OperationReason => ({ kind: 'changed', what });
  const { planned } = operation;
  if (!intact) return changed('plan');
  // An account whose removal is taken back has changed on purpose. It only has to be the same account, unless it vanished.
  if (plan.scope === 'undo')
    return seen.kind === 'gone' || isSameAccount(planned.account, seen.account) ? null : changed('account');
  if (seen.kind === 'gone') return { kind: 'gone' };
  const inApp = changedInApp(planned.account, seen.account);
  const stored = findAccount(context.store, app.source.id, operation.account);
  if (stored === null) return changed('account');
  const person = stored.person === null ? null : personByRef(context.store, stored.person);
  const now = plannedAccount(app, stored, person, givenUpBy(context.store, stored));
  // What an earlier step of the plan changed shows in our data only after the next read.
  const asStored = hasEarlierStep(context.store, operation) ? { ...now, account: planned.account } : now;
  const different = changedSince(planned, asStored) ?? inApp;
  if (different !== null) return changed(different);
  if (now.status === 'active' && now.givenUp === undefined) return changed('status');
  for (const actor of actorsOf(plan)) {
    const by = protection(context, actor, () => ownAccounts)(app, stored, person);
    if (by !== null) return { kind: 'protected', by };
  }
  if (isLastAdmin(context, app, planned.account)) return { kind: 'protected', by: { rule: 'last-admin' } };
  return plan.approvedAt === null ? overBreaker(context, app, operation) : null;
}

/** The people who asked for the plan and approved it: both are protected from themselves. */
function actorsOf({ requestedPerson, requestedAddresses, approvedPerson }: StoredPlan): readonly Clicking[] {
  return [{ person: requestedPerson, emails: requestedAddresses ?? [] }, { person: approvedPerson }];
}

/** The account itself counts as leaving already, because its operation is under way. */
function isLastAdmin(
  context: Context,
  app: App,
  { role, state }: StoredOperation['planned']['account'],
): boolean {
  const rank = adminRank(role);
  // Nobody knows whether an account of unknown state can manage the app: it may be the last one that can.
  if (rank === null || (state !== 'active' && state !== 'unknown')) return false;
  const { owners, admins } = adminsOf(context, app);
  return rank === 'owner' ? owners === 0 : admins === 0;
}

function overBreaker(context: Context, app: App, { account }: StoredOperation): OperationReason | null {
  const { breaker } = context.config.removal;
  const lately = { since: dayAgo(context), now: timestamp(context) };
  const besides = { app: app.source.id, account };
  const most = mostOfApp(breaker, app.source.numbers.total);
  if (startedByOne(context.store, lately, app.source.id, besides) + 1 > most)
    return { kind: 'breaker', limit: 'app', most };
  return startedByOne(context.store, lately, null, besides) + 1 > breaker.perDay
    ? { kind: 'breaker', limit: 'day', most: breaker.perDay }
    : null;
}
