import { approvedText, type RemovalRefusal, removalRefusalText } from '../../chat/say/removal/outcomes.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { HOUR_MS, type Instant } from '../../domain/day.ts';
import { isByHandWay } from '../../domain/removal/by-hand.ts';
import { type Actor, sameHuman } from '../../domain/removal/second-person.ts';
import { recordAudit } from '../../store/audit.ts';
import { changeState, operationsOf } from '../../store/removal/operations.ts';
import { approvePlan, planById, type StoredPlan } from '../../store/removal/plans.ts';
import { type Context, clockOf, timestamp } from '../context.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { actorOf } from './caller-person.ts';
import { auditTask, FIRST_REMINDER_MS, later } from './confirm-removal.ts';
import { tellPlan } from './tell-plan.ts';

/** Somebody else approves exactly the plan that was confirmed. */
export function approveRemoval(
  context: Context,
  by: Caller,
  { plan: id, hash }: Extract<Action, { type: 'approve-removal' }>,
): Outcome {
  const { store, config } = context;
  return store.write(() => {
    const refuse = (refusal: RemovalRefusal) => refused(removalRefusalText(refusal, clockOf(context)));
    const plan = planById(store, id);
    const at = timestamp(context);
    if (plan === null) return refuse({ kind: 'no-plan', plan: id });
    const actor = { ...actorOf(context, by), name: by.name };
    const why = whyNot(plan, hash, at) ?? whyNotThey(context, plan, actor);
    if (why !== null) return refuse(why);
    const waiting = operationsOf(store, id, ['planned']);
    // Nobody may approve their own removal.
    if (
      waiting.some(
        ({ person, planned }) =>
          (person !== null && person === actor.person) ||
          actor.addresses.some((address) => planned.account.emails.includes(address)),
      )
    )
      return refuse({ kind: 'is-yourself' });
    const last = waiting.map(({ dueAt }) => dueAt).reduce((one, other) => (one > other ? one : other), at);
    const expiresAt = later(last, config.removal.approvalHours * HOUR_MS);
    if (!approvePlan(store, id, actor, { at, expiresAt })) return refuse({ kind: 'no-plan', plan: id });
    for (const operation of waiting) {
      const { way, after, dueAt } = operation;
      // A step that is to be done later, or after another step, becomes a task only then.
      const byHand = isByHandWay(way) && !plan.dryRun && after === null && dueAt <= at;
      changeState(store, operation, {
        state: byHand ? 'task' : 'approved',
        at,
        ...(byHand ? { dueAt: later(at, FIRST_REMINDER_MS) } : {}),
      });
      if (byHand) auditTask(context, id, operation.id, operation.planned);
    }
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'removal-approved',
      subject: `removal:${id}`,
      detail: { plan: id, hash, label: plan.requestedName, by: by.name, requestedBy: plan.requestedBy },
    });
    tellPlan(context, id);
    return done(approvedText(plan.requestedName, waiting.length));
  });
}

function whyNot(plan: StoredPlan, hash: string, at: Instant): RemovalRefusal | null {
  if (plan.approvedAt !== null && plan.approvedName !== null)
    return { kind: 'approved-already', by: plan.approvedName, at: plan.approvedAt };
  if (plan.endedAt !== null) return { kind: 'plan-ended', plan: plan.id, at: plan.endedAt };
  if (plan.secondWhy === null) return { kind: 'needs-nobody', plan: plan.id };
  if (plan.expiresAt <= at) return { kind: 'approval-expired', plan: plan.id, at: plan.expiresAt };
  return plan.hash === hash ? null : { kind: 'plan-changed' };
}

function whyNotThey(context: Context, plan: StoredPlan, actor: Actor): RemovalRefusal | null {
  const { requestedBy, requestedName, requestedAddresses } = plan;
  // We may have learned who an address or a user of this machine is only after the plan was confirmed.
  const now = actorOf(context, { id: requestedBy, emails: requestedAddresses ?? [] });
  const requested = { ...now, person: plan.requestedPerson ?? now.person };
  switch (sameHuman(requested, actor)) {
    case 'same':
      return { kind: 'same-human', by: requestedName };
    case 'cannot-tell': {
      const unnamed = [requested, actor].flatMap(({ id, addresses }) =>
        id.startsWith('terminal:') && addresses.length === 0 ? id.slice('terminal:'.length) : [],
      );
      return { kind: 'who-are-you', by: requestedName, unnamed };
    }
    default:
      return null;
  }
}
