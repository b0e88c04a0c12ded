import type { Day, Instant } from '../../../domain/day.ts';
import type { Button, Part, Row } from '../../../domain/message.ts';
import type { OperationReason, OperationState } from '../../../domain/removal/operation.ts';
import { type Clock, dayText, momentText } from '../words.ts';
import { getsBackText } from './plan-to-confirm.ts';
import type { OperationView, PlanView } from './plan-view.ts';
import { obstacleText, reasonText } from './reasons.ts';
import { removeCommand } from './typed.ts';

const MARKS: Readonly<Record<OperationState, Row['mark']>> = {
  planned: 'waiting',
  approved: 'waiting',
  running: 'waiting',
  verified: 'done',
  already: 'done',
  failed: 'failed',
  'in-doubt': 'wrong',
  rehearsed: 'rehearsed',
  task: 'waiting',
  said: 'waiting',
  'not-possible': 'failed',
  cancelled: 'held',
  expired: 'held',
};

/** In words, for those who do not see the mark. */
export const STATE_WORDS: Readonly<Record<OperationState, string>> = {
  planned: 'waits for a second person',
  approved: 'confirmed',
  running: 'running',
  verified: 'done, and read back',
  already: 'was done already',
  failed: 'not done',
  'in-doubt': 'in doubt: the app is looked at until it shows',
  rehearsed: 'would have been done',
  task: 'to do by hand',
  said: 'said to be done; the next complete read shows',
  'not-possible': 'not possible',
  cancelled: 'cancelled',
  expired: 'expired',
};

/** The steps of a plan; what is the same for all of several is said once, above them. */
export function operationParts({
  operations,
  clock,
}: Pick<PlanView, 'operations' | 'clock'>): readonly Part[] {
  const same = sameStep(operations);
  if (same === null) return operations.map((operation) => operationRow(operation, clock, null));
  const { app, step, until } = same;
  const back = until === null ? '' : ` Each can be taken back until ${dayText(until, clock)}.`;
  return [
    { type: 'text', spans: [{ bold: app }, `: ${step}.${back}`] },
    ...operations.map((operation) => operationRow(operation, clock, same)),
  ];
}

interface SameStep {
  readonly app: string;
  readonly step: string;
  /** Until when each of them can be taken back; `null` if they differ. */
  readonly until: Day | null;
}

/** What several operations all do; `null` if it differs, or if there is only one. */
export function sameStep(operations: readonly OperationView[]): SameStep | null {
  const [first, ...others] = operations;
  if (first === undefined || others.length === 0) return null;
  const isSame = (one: OperationView) => one.app.id === first.app.id && stepText(one) === stepText(first);
  if (!others.every(isSame)) return null;
  const undo = ({ mayUndo, undoUntil }: OperationView) => (mayUndo ? undoUntil : null);
  const until = others.every((one) => undo(one) === undo(first)) ? undo(first) : null;
  return { app: first.app.name, step: stepText(first), until };
}

function operationRow(operation: OperationView, clock: Clock, same: SameStep | null): Row {
  const { state, label, app, reason } = operation;
  return {
    type: 'row',
    mark: isPartly(operation) ? 'wrong' : MARKS[state],
    spans: [
      { bold: label },
      ...(same === null ? [` in ${app.name}: ${stepText(operation)}`] : []),
      ...stateWords(operation, same),
    ],
    detail:
      [
        ...(reason === null ? [] : [whyText(operation, reason, clock)]),
        ...(state === 'approved' && operation.dueAt > clock.now
          ? [`not before ${momentText(operation.dueAt, clock.timezone, clock.now)}`]
          : []),
        ...(operation.proofDue === null ? [] : [proofText(operation.proofDue, clock)]),
        ...(operation.mayUndo && operation.undoUntil !== null && same?.until !== operation.undoUntil
          ? [`can be taken back until ${dayText(operation.undoUntil, clock)}`]
          : []),
        ...(state === 'task' && operation.owner !== null ? [`${operation.owner} does it`] : []),
        ...(state === 'task' ? [urlOf(operation)].filter((url) => url !== null) : []),
      ].join('; ') || null,
    buttons: rowButtons(operation),
  };
}

/** For a task, nobody expects that anything was changed. */
function whyText({ state }: OperationView, reason: OperationReason, clock: Clock): string {
  return reason.kind === 'obstacle' && (state === 'task' || state === 'said')
    ? obstacleText(reason)
    : reasonText(reason, clock);
}

/** Left out if the step says it, or the headline says it for all. */
function stateWords(operation: OperationView, same: SameStep | null): readonly string[] {
  const { state, step } = operation;
  const words = isPartly(operation)
    ? 'done in part'
    : wouldBeTask(operation)
      ? 'a task would have been opened'
      : STATE_WORDS[state];
  if (state === 'task' && step.byHand) return [];
  if (same === null) return [`, ${words}`];
  return state === 'planned' ? [] : [`: ${words}`];
}

/** Of a rehearsal: what is done by hand is asked of nobody, neither now nor then. */
export function wouldBeTask({ state, step, reason }: OperationView): boolean {
  return state === 'rehearsed' && (step.byHand || reason !== null);
}

/** Taken back, but not everything that it took. */
export function isPartly({ reason }: OperationView): boolean {
  return reason?.kind === 'partly-back';
}

/** When the read is due that proves it. */
function proofText(due: Instant, { now, timezone }: Clock): string {
  return due <= now
    ? 'the app is read for it now'
    : `the app is read for it ${momentText(due, timezone, now)}`;
}

function urlOf({ reason, url }: OperationView): string | null {
  return (reason?.kind === 'obstacle' ? reason.url : undefined) ?? url;
}

/** `Suspend the user`, `Remove the license Visio`. */
export function stepText({ step }: Pick<OperationView, 'step'>): string {
  if (step.byHand)
    return step.license === null
      ? step.name === null
        ? 'remove it in the app by hand'
        : `${step.name} by hand`
      : `take ${step.license} away in the app by hand`;
  const name = step.name ?? step.way;
  const what = step.license === null ? name : `${name} (${step.license})`;
  return step.undoes ? `take back “${what}”` : what;
}

function rowButtons(operation: OperationView): readonly Button[] {
  const { id, state, app, account, label, mayUndo, reason, step } = operation;
  const command = removeCommand({ scope: 'account', app: app.id, account, way: step.way });
  // A plan of one account asks the app beforehand, and has the step in the group.
  if (state === 'failed' && reason?.kind === 'obstacle' && reason.canLeave === true && command !== null)
    return [{ label: 'Plan to leave the group…', command }];
  if (state === 'task')
    return [
      { label: 'I removed it', action: { type: 'removal-said', app: app.id, account } },
      { label: 'Not possible…', form: { type: 'task-not-possible', app: app.id, account } },
    ];
  if (!mayUndo) return [];
  return [
    {
      label: 'Undo',
      action: { type: 'undo-removal', operation: id },
      confirm: {
        title: 'Take it back?',
        text: getsBackText(label, app.name),
        yes: 'Take it back',
      },
    },
  ];
}

/** What the alert of the app shows of a step that is done, until the next sync. */
export function handledStepText(operation: OperationView, by: string): string {
  return `${operation.label}: ${stepText(operation)}, by ${by}`;
}
