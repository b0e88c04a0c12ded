import { type Action, isSeatAnswer } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { answerQuestion } from '../asking/answer-question.ts';
import { decideRequest } from '../asking/requests.ts';
import type { Context } from '../context.ts';
import { lookOnly, type Outcome } from '../outcome.ts';
import { approveRemoval } from '../removal/approve-removal.ts';
import { cancelRemoval } from '../removal/cancel-removal.ts';
import { confirmRemoval } from '../removal/confirm-removal.ts';
import { undoRemoval } from '../removal/undo-removal.ts';
import { acceptRule, takeBackRule } from '../rules/domain-rules.ts';
import { acceptRun, keepLastGood } from '../sync/decide-run.ts';
import { refuseTask } from '../tasks/say-task.ts';
import { addPerson } from './add-person.ts';
import { sayRemoved, unsayRemoved } from './claim-removal.ts';
import { knownSubscription, snoozeSubscription, undoSubscription } from './decide-subscription.ts';
import { link, unlink } from './link.ts';
import { markKnown, markUnknownAgain } from './mark-known.ts';
import { snooze, snoozeApp, unsnooze, unsnoozeApp } from './snooze.ts';
import { undo } from './undo.ts';

/** Carries out one action. State, audit row and messages commit together; the state is read again here, never taken from a button. */
export async function act(context: Context, by: Caller, action: Action): Promise<Outcome> {
  if (!by.mayChange && !isSeatAnswer(action)) return lookOnly(by);
  switch (action.type) {
    case 'accept-run':
      return acceptRun(context, by, action.run);
    case 'keep-last-good':
      return keepLastGood(context, by, action.run);
    case 'confirm-removal':
      return confirmRemoval(context, by, action);
    case 'undo-removal':
      return undoRemoval(context, by, action);
    default:
      return inWriteTurn(context.store, () => actNow(context, by, action));
  }
}

/** The actions that take more than one transaction: they are about held reads, or ask an app first. */
const SLOW = ['accept-run', 'keep-last-good', 'confirm-removal', 'undo-removal'] as const;
type SlowAction = Extract<Action, { type: (typeof SLOW)[number] }>;
/** All others. */
export type Decision = Exclude<Action, SlowAction>;

export function isSlow(action: Action): action is SlowAction {
  return SLOW.some((type) => type === action.type);
}

/** How each decision is carried out. */
const DECISIONS: {
  readonly [Type in Decision['type']]: (
    context: Context,
    by: Caller,
    action: Extract<Decision, { type: Type }>,
  ) => Outcome;
} = {
  known: markKnown,
  'unknown-again': markUnknownAgain,
  'add-person': addPerson,
  link,
  unlink,
  snooze,
  unsnooze,
  'removal-said': sayRemoved,
  'removal-unsaid': unsayRemoved,
  'snooze-app': snoozeApp,
  'unsnooze-app': unsnoozeApp,
  'known-subscription': knownSubscription,
  'snooze-subscription': snoozeSubscription,
  'undo-subscription': undoSubscription,
  'accept-rule': acceptRule,
  'end-rule': takeBackRule,
  undo,
  'approve-removal': approveRemoval,
  'cancel-removal': cancelRemoval,
  'task-not-possible': refuseTask,
  'seat-keep': answerQuestion,
  'seat-release': answerQuestion,
  'seat-until': answerQuestion,
  'seat-give': answerQuestion,
  'seat-request': decideRequest,
};

/** Carries out such a decision at once, in the transaction that is open, if any. */
export function actNow(context: Context, by: Caller, action: Decision): Outcome {
  if (!by.mayChange && !isSeatAnswer(action)) return lookOnly(by);
  // TypeScript does not see that the function found by a type takes the action of that type.
  const decide = DECISIONS[action.type] as (context: Context, by: Caller, action: Decision) => Outcome;
  return decide(context, by, action);
}
