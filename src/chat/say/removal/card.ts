import type { Button, Message, Part } from '../../../domain/message.ts';
import type { OperationState } from '../../../domain/removal/operation.ts';
import { decidedWhen } from '../decide/when.ts';
import { count, joined, momentText, numberText } from '../words.ts';
import { isPartly, operationParts, STATE_WORDS, sameStep, wouldBeTask } from './operation-row.ts';
import type { PlanView } from './plan-view.ts';

/** The one message of a plan, edited in place: what is asked of the apps, and the result. */
export function planCard(view: PlanView): Message {
  const summary = headline(view);
  return {
    summary,
    title: summary,
    body: [
      ...operationParts(view),
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
  if (endedAt !== null && of('rehearsed') > 0) return rehearsal(view, { about, bad });
  if (endedAt !== null && bad === 0 && done > 0)
    return scope === 'undo'
      ? `Taken back${view.operations.some(isPartly) ? ' in part' : ''}: ${about}.`
      : `${isTakenBack(view) ? 'Removed, and taken back since' : 'Removed'}: ${about}.`;
  if (endedAt !== null && done === 0 && bad === 0) return `Nothing was removed: ${about}.`;
  if (endedAt !== null) return `${what} of ${about}: ${numberText(done)} done, ${numberText(bad)} not.`;
  if (bad > 0) return `${what} of ${about}: look at it.`;
  const waitsForApp = of('planned', 'approved', 'running', 'said') > 0;
  return of('task') > 0 && !waitsForApp
    ? `${what} of ${about} waits to be done by hand.`
    : `${what} of ${about} is under way.`;
}

/** A rehearsal never reads like something that happened. */
function rehearsal(
  { operations, scope, counts }: PlanView,
  { about, bad }: { readonly about: string; readonly bad: number },
): string {
  if (bad > 0)
    return `Dry run, ${about}: ${count(counts.rehearsed ?? 0, 'step')} would have been done, ${numberText(bad)} not.`;
  if (operations.filter(({ state }) => state === 'rehearsed').every(wouldBeTask))
    return `Dry run: a task would have been opened for ${about}.`;
  return `Dry run: ${about} would have been ${scope === 'undo' ? 'taken back' : 'removed'}.`;
}

/** Every step that was carried out. */
function isTakenBack({ operations, counts }: PlanView): boolean {
  const back = operations.filter(({ reason }) => reason?.kind === 'taken-back').length;
  return back > 0 && back === (counts.verified ?? 0) + (counts.already ?? 0);
}

/** What an admin may decide about the plan as a whole. */
export function cardButtons(view: PlanView): readonly Button[] {
  const { id, hash, counts, endedAt } = view;
  if (endedAt !== null) return [];
  const waits = (counts.planned ?? 0) + (counts.approved ?? 0) + (counts.task ?? 0) > 0;
  const cancel: Button = { label: 'Cancel it', action: { type: 'cancel-removal', plan: id } };
  if (!waitsForSecond(view)) return waits ? [cancel] : [];
  const step = sameStep(view.operations)?.step;
  const what = step === undefined ? '' : `: ${step}`;
  return [
    cancel,
    {
      label: 'Approve…',
      look: 'danger',
      action: { type: 'approve-removal', plan: id, hash },
      confirm: {
        title: 'Approve the removal?',
        text: `${view.requestedBy} asks for it. ${subjectText(view)}${what}.`.slice(0, 300),
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

/** What is left of a card that was posted again. */
export function movedCard(plan: number): Message {
  const summary = `Plan ${plan}: see the newer message about it.`;
  return { summary, title: summary, body: [], buttons: [] };
}
