import type { Part } from '../../../domain/message.ts';
import type { PlannedRemoval, PlannedStep } from '../../../domain/removal/plan.ts';
import { type Clock, capital, dayText, joined, moneyText } from '../words.ts';
import { type PlanToConfirm, planStepText } from './plan-to-confirm.ts';
import { byHandText } from './reasons.ts';

/** Says once, above the accounts of an app, what is the same for all of them. */
export function inCommon(view: PlanToConfirm): readonly Part[] {
  const [first] = view.shown.removals;
  const same = sameSteps(view);
  if (first === undefined || same === null) return [];
  const text = [
    same.steps,
    ...(same.saving === null ? [] : [same.saving.replace(/^It saves/, 'Each saves')]),
  ];
  return [{ type: 'text', spans: [{ bold: same.app }, `: ${text.join(' ')}`] }, ...lastingNotes(first)];
}

/** What stays, in the words of the connector: too long for the details of a row, which platforms shorten. */
export function lastingNotes({ steps }: PlannedRemoval): readonly Part[] {
  return steps
    .flatMap(({ stays, except }) => [stays === null ? null : `What stays: ${stays}`, except])
    .flatMap((text): Part[] => (text === null ? [] : [{ type: 'note', text }]));
}

/** `saving`: what each of them saves; `null` if that differs. */
export function sameSteps({ shown: { removals }, appName, clock }: PlanToConfirm) {
  const [first, ...others] = removals;
  if (first === undefined || others.length === 0) return null;
  const app = appName(first.account.app);
  const text = ({ steps }: PlannedRemoval) =>
    [`${joined(steps.map(planStepText))}.`, ...steps.flatMap((step) => stepFacts(step, app, clock))].join(
      ' ',
    );
  const whole = (one: PlannedRemoval) => JSON.stringify([one.account.app, text(one), lastingNotes(one)]);
  const isSame = (one: PlannedRemoval) => whole(one) === whole(first);
  if (!others.every(isSame)) return null;
  const saving = savingText(first, clock);
  const isSameSaving = others.every((one) => savingText(one, clock) === saving);
  return { app, steps: text(first), saving: isSameSaving ? saving : null };
}

/** What to know about a step in addition to its name: whether it can be undone, and who does it if it is done by hand. */
export function stepFacts(step: PlannedStep, app: string, clock: Clock): readonly string[] {
  const { because, undo, owner, url } = step;
  return [
    ...(because === null ? [] : [`${capital(byHandText(because, app))}.`]),
    ...(step.how === 'by-hand' ? byWhomWhere(owner, url) : []),
    ...(step.how === 'by-hand'
      ? []
      : undo.kind === 'no'
        ? ['It cannot be undone.']
        : [
            undo.until === null
              ? 'It can be undone.'
              : `It can be undone until ${dayText(undo.until, clock)}.`,
          ]),
  ];
}

/** `kim@acme.example does it (https://…).` */
function byWhomWhere(owner: string | null, url: string | null): readonly string[] {
  if (url === null) return owner === null ? [] : [`${owner} does it.`];
  return [`${owner ?? 'An admin'} does it (${url}).`];
}

export function savingText({ saving }: PlannedRemoval, clock: Clock): string {
  if (saving.kind !== 'monthly')
    return saving.kind === 'unknown' ? 'What it saves is not known.' : 'No seat comes free.';
  const from = saving.from === null ? 'from a day that is not known' : `from ${dayText(saving.from, clock)}`;
  return `It saves ${moneyText(saving.monthly)} a month, ${from}.`;
}
