import type { Instant } from '../../../domain/day.ts';
import type { PlanShown } from '../../../domain/removal/plan.ts';
import { decidedWhen } from '../decide/when.ts';
import { type Clock, count } from '../words.ts';

/** Why a click or a command about a removal changes nothing. */
export type RemovalRefusal =
  | { readonly kind: 'nothing-asked' | 'nothing-to-remove' | 'plan-changed' | 'is-yourself' }
  | { readonly kind: 'old-data'; readonly text: string }
  | { readonly kind: 'confirmed-already'; readonly by: string; readonly at: Instant }
  | { readonly kind: 'approved-already'; readonly by: string; readonly at: Instant }
  | { readonly kind: 'no-plan' | 'needs-nobody' | 'nothing-waits'; readonly plan: number }
  | { readonly kind: 'plan-ended' | 'approval-expired'; readonly plan: number; readonly at: Instant }
  | { readonly kind: 'same-human'; readonly by: string }
  /** `unnamed`: the ones of the two who use this machine and whom the settings do not identify. */
  | { readonly kind: 'who-are-you'; readonly by: string; readonly unnamed: readonly string[] }
  | { readonly kind: 'no-task'; readonly label: string }
  | { readonly kind: 'no-operation'; readonly operation: number }
  | { readonly kind: 'not-undoable'; readonly label: string }
  | { readonly kind: 'not-ended'; readonly label: string; readonly plan: number };

export function removalRefusalText(refusal: RemovalRefusal, clock: Clock): string {
  switch (refusal.kind) {
    case 'nothing-asked':
      return 'This button asks for nothing. Nothing was changed.';
    case 'nothing-to-remove':
      return 'There is nothing to remove. Nothing was changed.';
    case 'plan-changed':
      return 'Something has changed since this plan was shown. Nothing was changed in any app; look at the plan again and confirm that one.';
    case 'is-yourself':
      return 'Your own account is in this plan, so somebody else must approve it. Nothing was changed.';
    case 'old-data':
      return `${refusal.text} Nothing was changed; confirm it with its button, or with --old-data beside --yes.`;
    case 'confirmed-already':
      return `Already handled: ${refusal.by} confirmed it ${decidedWhen(refusal.at, clock)}.`;
    case 'approved-already':
      return `Already handled: ${refusal.by} approved it ${decidedWhen(refusal.at, clock)}.`;
    case 'no-plan':
      return `There is no plan ${refusal.plan} that waits. Nothing was changed.`;
    case 'needs-nobody':
      return `Plan ${refusal.plan} needs no second person. Nothing was changed.`;
    case 'nothing-waits':
      return `Nothing of plan ${refusal.plan} waits any more, so there is nothing to cancel.`;
    case 'plan-ended':
      return `Plan ${refusal.plan} ended ${decidedWhen(refusal.at, clock)}. Nothing was changed.`;
    case 'approval-expired':
      return `Plan ${refusal.plan} could be approved until ${decidedWhen(refusal.at, clock)} and has expired. Nothing was changed; ask for it again.`;
    case 'same-human':
      return `A second person must approve it, and ${refusal.by} asked for it: that is you. Nothing was changed.`;
    case 'who-are-you':
      return `A second person must approve it, and I cannot tell whether you are ${refusal.by}, who asked for it. Nothing was changed. ${whatToAdd(refusal)}`;
    case 'no-task':
      return `There is no open task about ${refusal.label}. Nothing was changed.`;
    case 'no-operation':
      return `There is no step ${refusal.operation}. Nothing was changed.`;
    case 'not-undoable':
      return `What was done to ${refusal.label} cannot be taken back any more. Nothing was changed.`;
    case 'not-ended':
      return `Plan ${refusal.plan} is about ${refusal.label} too and has not ended: cancel it first. Nothing was changed.`;
    default:
      return refusal satisfies never;
  }
}

function whatToAdd({ by, unnamed }: Extract<RemovalRefusal, { kind: 'who-are-you' }>): string {
  if (unnamed.length === 0)
    return `Add both of your addresses to the roster, or approve on the platform where ${by} asked.`;
  const users = unnamed.map((user) => `${JSON.stringify(user)}: <address>`).join(', ');
  return `Say in seatkeeper.yaml who uses this machine, by an address of the roster: admin: { terminal: { users: { ${users} } } }.`;
}

export function confirmedText({ removals, second, dryRun }: PlanShown, plan: number): string {
  const accounts = count(removals.length, 'account');
  if (second !== null) return `Plan ${plan} for ${accounts} waits for a second person.`;
  const rehearsed =
    dryRun === null ? '' : ' Dry run: everything is checked, and nothing is asked of any app.';
  return `Plan ${plan} for ${accounts} is confirmed. Everything is read again first, and its card shows what comes of it.${rehearsed}`;
}

export function approvedText(by: string, steps: number): string {
  return `Approved: ${count(steps, 'step')} that ${by} asked for.`;
}

export function cancelledText(steps: number): string {
  return `Cancelled: ${count(steps, 'step')}. What was asked of an app already goes on to its end.`;
}

export function notPossibleText(label: string, reason: string): string {
  return `Noted: ${label} cannot be removed: ${reason}. The finding stays open.`;
}
