import type { Button, Message } from '../../../domain/message.ts';
import { count } from '../words.ts';
import { cardButtons, subjectText, whoText } from './card.ts';
import type { PlanView } from './plan-view.ts';

export type PlanDecision = 'approve' | 'cancel';

const NONE: Readonly<Record<PlanDecision, string>> = {
  approve: 'No plan waits for a second person.',
  cancel: 'Nothing waits that could be cancelled.',
};
const SOME: Readonly<Record<PlanDecision, (plans: number) => string>> = {
  approve: (plans) => `${count(plans, 'plan')} to be approved by a second person.`,
  cancel: (plans) => `${count(plans, 'plan')} that can be cancelled.`,
};

/** The buttons of a plan that belong to this decision; none if it cannot be made. */
export function decisionButtons(plan: PlanView, decision: PlanDecision): readonly Button[] {
  const type = decision === 'approve' ? 'approve-removal' : 'cancel-removal';
  return cardButtons(plan).filter((button) => 'action' in button && button.action.type === type);
}

/** The plans that an admin may approve, or cancel, each with its button. */
export function plansToDecide(plans: readonly PlanView[], decision: PlanDecision): Message {
  const summary = plans.length === 0 ? NONE[decision] : SOME[decision](plans.length);
  return {
    summary,
    title: summary,
    body: plans.map((plan) => ({
      type: 'row',
      mark: 'waiting',
      spans: [{ bold: `Plan ${plan.id}: ${subjectText(plan)}` }, `, ${whoText(plan)}`],
      detail: null,
      buttons: decisionButtons(plan, decision),
    })),
    buttons: [],
  };
}

/** For what follows `approve`, `cancel` or `undo plan`. */
export function notAPlanText(word: string): string {
  return `${JSON.stringify(word)} is not a plan number. To list plans: removals`;
}

export function noPlanText(plan: number): string {
  return `There is no plan ${plan}. To list them: removals`;
}

export function nothingToUndoText(plan: number): string {
  return `Nothing of plan ${plan} can be taken back. To list what can: removals`;
}

/** Where an undo is typed, for all steps of a plan at once. */
export function typedUndoText(plan: number): string {
  return `To take back all that can be taken back, type: undo plan ${plan} --yes`;
}

/** A flag that confirms, typed in a chat. */
export function terminalFlagText(flag: string, verb: string): string {
  return `--${flag} works in a terminal only, and nothing was done. Here, leave it out: ${verb} shows what it would do, and you confirm that with its button.`;
}
