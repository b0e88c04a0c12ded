import type { Instant } from '../../../domain/day.ts';
import type { Button, Message, Part, Row } from '../../../domain/message.ts';
import type { OperationState } from '../../../domain/removal/operation.ts';
import { decidedWhen } from '../decide/when.ts';
import { type Clock, count, dayText, joined, momentText, numberText } from '../words.ts';
import type { OperationView, PlanView } from './plan-view.ts';
import { reasonText } from './reasons.ts';
import { removeCommand } from './typed.ts';

/** The one message of a plan, edited in place: what is asked of the apps, and what came of it. */
export function planCard(view: PlanView): Message {
  const summary = headline(view);
  return {
    summary,
    title: summary,
    body: [
      ...view.operations.map((operation) => operationRow(operation, view.clock)),
      ...moreNote(view),
      { type: 'note', text: `Plan ${view.id}, ${whoText(view)}` },
      ...(view.dryRun
        ? [
            {
              type: 'note',
              text: 'Dry run: everything is checked, and nothing is asked of any app.',
            } as const,
          ]
        : []),
    ],
    buttons: cardButtons(view),
  };
}

/** Who or what it is about: one account by name, or how many of which apps. */
export function subjectText({ operations, apps, scope }: PlanView): string {
  const accounts = new Set(operations.map(({ app, account }) => `${app.id}/${account}`));
  const total = apps.reduce((sum, app) => sum + app.accounts, 0);
  const [first] = operations;
  if (total === 1 && accounts.size === 1 && first !== undefined) return `${first.label} in ${first.app.name}`;
  if (scope === 'person' && first?.person != null) return `${first.person}: ${count(total, 'account')}`;
  return joined(apps.map((app) => `${count(app.accounts, 'account')} in ${app.name}`));
}

export function waitsForSecond({ secondWhy, approvedAt, endedAt, counts }: PlanView): boolean {
  return secondWhy !== null && approvedAt === null && endedAt === null && (counts.planned ?? 0) > 0;
}

function headline(view: PlanView): string {
  const about = subjectText(view);
  const { counts, endedAt, scope } = view;
  const of = (...states: OperationState[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const done = of('verified', 'already');
  const bad = of('failed', 'in-doubt', 'not-possible');
  const what = scope === 'undo' ? 'Undo' : 'Removal';
  if (waitsForSecond(view)) return `${what} of ${about} waits for a second person.`;
  if (endedAt !== null && bad === 0 && done > 0)
    return scope === 'undo'
      ? `Taken back${view.operations.some(isPartly) ? ' in part' : ''}: ${about}.`
      : `${isTakenBack(view) ? 'Removed, and taken back since' : 'Removed'}: ${about}.`;
  if (endedAt !== null && bad === 0 && of('rehearsed') > 0) return `Rehearsed: removal of ${about}.`;
  if (endedAt !== null && done === 0 && bad === 0) return `Nothing was removed: ${about}.`;
  if (endedAt !== null) return `${what} of ${about}: ${numberText(done)} done, ${numberText(bad)} not.`;
  return bad > 0 ? `${what} of ${about}: look at it.` : `${what} of ${about} is under way.`;
}

/** Every step that was carried out. */
function isTakenBack({ operations, counts }: PlanView): boolean {
  const back = operations.filter(({ reason }) => reason?.kind === 'taken-back').length;
  return back > 0 && back === (counts.verified ?? 0) + (counts.already ?? 0);
}

const MARKS: Readonly<Record<OperationState, Row['mark']>> = {
  planned: 'waiting',
  approved: 'waiting',
  running: 'waiting',
  verified: 'done',
  already: 'done',
  failed: 'failed',
  'in-doubt': 'wrong',
  rehearsed: 'done',
  task: 'waiting',
  said: 'waiting',
  'not-possible': 'failed',
  cancelled: 'held',
  expired: 'held',
};

const STATE_WORDS: Readonly<Record<OperationState, string>> = {
  planned: 'waits for a second person',
  approved: 'confirmed',
  running: 'running',
  verified: 'done, and read back',
  already: 'was done already',
  failed: 'not done',
  'in-doubt': 'in doubt: the app is looked at until it shows',
  rehearsed: 'rehearsed',
  task: 'to do by hand',
  said: 'said to be done; the next complete read shows',
  'not-possible': 'not possible',
  cancelled: 'cancelled',
  expired: 'expired',
};

export function operationRow(operation: OperationView, clock: Clock): Row {
  const { state, label, app, reason } = operation;
  return {
    type: 'row',
    mark: isPartly(operation) ? 'wrong' : MARKS[state],
    spans: [
      { bold: label },
      ` in ${app.name}: ${stepText(operation)}, ${isPartly(operation) ? 'done in part' : STATE_WORDS[state]}`,
    ],
    detail:
      [
        ...(reason === null ? [] : [reasonText(reason, clock)]),
        ...(state === 'approved' && operation.dueAt > clock.now
          ? [`not before ${momentText(operation.dueAt, clock.timezone, clock.now)}`]
          : []),
        ...(operation.proofDue === null ? [] : [proofText(operation.proofDue, clock)]),
        ...(operation.mayUndo && operation.undoUntil !== null
          ? [`can be taken back until ${dayText(operation.undoUntil, clock)}`]
          : []),
        ...(state === 'task' && operation.owner !== null ? [`by ${operation.owner}`] : []),
        ...(state === 'task' ? [urlOf(operation)].filter((url) => url !== null) : []),
      ].join('; ') || null,
    buttons: rowButtons(operation),
  };
}

/** Taken back, but not everything that it took. */
function isPartly({ reason }: OperationView): boolean {
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
function stepText({ step }: OperationView): string {
  if (step.byHand)
    return step.license === null
      ? (step.name ?? 'remove it in the app')
      : `take ${step.license} away in the app`;
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
        text: `${label} in ${app.name} gets back what the app allows.`,
        yes: 'Take it back',
      },
    },
  ];
}

/** What an admin may decide on the plan as a whole. */
export function cardButtons(view: PlanView): readonly Button[] {
  const { id, hash, counts, endedAt } = view;
  if (endedAt !== null) return [];
  const waits = (counts.planned ?? 0) + (counts.approved ?? 0) + (counts.task ?? 0) > 0;
  const cancel: Button = { label: 'Cancel it', action: { type: 'cancel-removal', plan: id } };
  if (!waitsForSecond(view)) return waits ? [cancel] : [];
  return [
    cancel,
    {
      label: 'Approve…',
      look: 'danger',
      action: { type: 'approve-removal', plan: id, hash },
      confirm: {
        title: 'Approve the removal?',
        text: `${view.requestedBy} asks for it: ${subjectText(view)}.`.slice(0, 300),
        yes: 'Approve',
      },
    },
  ];
}

function moreNote({ counts, operations }: PlanView): readonly Part[] {
  const total = Object.values(counts).reduce((sum, value) => sum + (value ?? 0), 0);
  if (total <= operations.length) return [];
  const all = Object.entries(counts).map(
    ([state, value]) => `${numberText(value ?? 0)} ${STATE_WORDS[state as OperationState]}`,
  );
  return [{ type: 'note', text: `${count(total, 'step')} in all: ${all.join('; ')}` }];
}

/** Who confirmed it and who approved it, or until when somebody may. */
export function whoText({
  requestedBy,
  requestedAt,
  approvedBy,
  approvedAt,
  secondWhy,
  expiresAt,
  clock,
  endedAt,
}: PlanView): string {
  const asked = `confirmed by ${requestedBy} ${decidedWhen(requestedAt, clock)}`;
  if (approvedBy !== null && approvedAt !== null)
    return `${asked}, approved by ${approvedBy} ${decidedWhen(approvedAt, clock)}.`;
  return secondWhy === null || endedAt !== null
    ? `${asked}.`
    : `${asked}. It can be approved until ${momentText(expiresAt, clock.timezone, clock.now)}.`;
}

/** What the alert of the app shows of a step that is done, until the next sync. */
export function handledStepText(operation: OperationView, by: string): string {
  return `${operation.label}: ${stepText(operation)}, by ${by}`;
}

/** What is left of a card that was posted again. */
export function movedCard(plan: number): Message {
  const summary = `Plan ${plan}: see the newer message about it.`;
  return { summary, title: summary, body: [], buttons: [] };
}
