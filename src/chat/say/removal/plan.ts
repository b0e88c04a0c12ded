import type { Message, Part, Row } from '../../../domain/message.ts';
import { addMoney } from '../../../domain/money/money.ts';
import type { LeftAlone, PlannedRemoval, PlannedStep, PlanShown } from '../../../domain/removal/plan.ts';
import { type Clock, count, dayText, joined, moneyText, numberText } from '../words.ts';
import { confirmButtons, onceMore } from './plan-buttons.ts';
import { accountText, isByHand, oldFilesText, type PlanToConfirm, planStepText } from './plan-to-confirm.ts';
import { byHandText, givenUpText, leftAloneText } from './reasons.ts';

/** A plan names so many accounts; the others are counted. */
const SHOWN = 10;

export function removalPlanMessage(view: PlanToConfirm): Message {
  const { shown } = view;
  const summary = headline(view);
  const same = sameSteps(view) !== null;
  return {
    summary,
    title: summary,
    body: [
      ...inCommon(view),
      ...shown.removals
        .slice(0, SHOWN)
        .flatMap((removal) => [removalRow(removal, view), ...(same ? [] : lastingNotes(removal))]),
      ...more(shown.removals.length - SHOWN, 'account'),
      ...shown.leftAlone.slice(0, SHOWN).map((left) => leftRow(left, view)),
      ...more(shown.leftAlone.length - SHOWN, 'account that is left alone', 'accounts that are left alone'),
      ...notes(view).map((text): Part => ({ type: 'note', text })),
    ],
    buttons: shown.removals.length === 0 ? onceMore(view) : confirmButtons(view, headline),
  };
}

function headline(view: PlanToConfirm): string {
  const { shown, person, appName } = view;
  const { removals, leftAlone } = shown;
  const [first] = removals;
  if (first === undefined) {
    const [left] = leftAlone;
    if (left === undefined) return 'There is nothing to remove.';
    // The card of the plan says what becomes of it, and a message below says what was just confirmed.
    if (leftAlone.every(({ why }) => why.kind === 'under-way'))
      return `The removal of ${leftAlone.length === 1 ? `${left.label} from ${appName(left.app)}` : count(leftAlone.length, 'account')} is under way.`;
    return leftAlone.length === 1
      ? `${left.label} in ${appName(left.app)} is not removed: ${leftAloneText(left.why)}.`
      : `There is nothing to remove: ${count(leftAlone.length, 'account is', 'accounts are')} left alone.`;
  }
  const saving = moneyText(savingOf(removals));
  const saves = saving === null ? '' : `, ${saving} a month`;
  if (isByHand(shown))
    return removals.length === 1
      ? `Open a task to remove ${accountText(first)} from ${appName(first.account.app)} by hand?`
      : `Open ${count(removals.length, 'task')} to remove accounts by hand${saves}?`;
  if (removals.length === 1)
    return `Remove ${accountText(first)} from ${appName(first.account.app)}?${saving === null ? '' : ` It saves ${saving} a month.`}`;
  const who = person === null ? '' : `${person}: `;
  return `${who}Remove ${count(removals.length, 'account')}${saves}?`;
}

function savingOf(removals: readonly PlannedRemoval[]) {
  return addMoney(removals.map(({ saving }) => (saving.kind === 'monthly' ? saving.monthly : {})));
}

/** What is the same for all of several accounts of an app is said once, above them. */
function inCommon(view: PlanToConfirm): readonly Part[] {
  const [first] = view.shown.removals;
  const same = sameSteps(view);
  if (first === undefined || same === null) return [];
  return [{ type: 'text', spans: [{ bold: same.app }, `: ${same.steps}`] }, ...lastingNotes(first)];
}

/** What stays, in the words of the connector: too long for the details of a row, which platforms shorten. */
function lastingNotes({ steps }: PlannedRemoval): readonly Part[] {
  return steps
    .flatMap(({ stays, except }) => [stays, except])
    .flatMap((text): Part[] => (text === null ? [] : [{ type: 'note', text }]));
}

function sameSteps({ shown: { removals }, appName, clock }: PlanToConfirm) {
  const [first, ...others] = removals;
  if (first === undefined || others.length === 0) return null;
  const app = appName(first.account.app);
  const text = ({ steps }: PlannedRemoval) =>
    [`${joined(steps.map(planStepText))}.`, ...steps.flatMap((step) => stepFacts(step, app, clock))].join(
      ' ',
    );
  const whole = (one: PlannedRemoval) => JSON.stringify([one.account.app, text(one), lastingNotes(one)]);
  const isSame = (one: PlannedRemoval) => whole(one) === whole(first);
  return others.every(isSame) ? { app, steps: text(first) } : null;
}

function removalRow(removal: PlannedRemoval, view: PlanToConfirm): Row {
  const { account, steps } = removal;
  const { clock, appName } = view;
  const app = appName(account.app);
  const same = sameSteps(view) !== null;
  const status = statusOf(account);
  return {
    type: 'row',
    mark: status,
    spans: same
      ? [{ bold: accountText(removal) }]
      : [{ bold: accountText(removal) }, ` in ${app}: ${joined(steps.map((step) => planStepText(step)))}`],
    detail:
      [
        ...(same ? [] : steps.flatMap((step) => stepFacts(step, app, clock))),
        savingText(removal, clock),
        ...(account.status === 'unknown' ? ['nobody owns this account'] : []),
        ...(account.givenUp === undefined ? [] : [givenUpText(account.givenUp, clock)]),
      ].join(' ') || null,
    buttons: [],
  };
}

function statusOf({ person, status, givenUp }: PlannedRemoval['account']): Row['mark'] {
  if (givenUp !== undefined) return 'waiting';
  if (person?.status === 'offboarded') return 'left';
  return status === 'unknown' ? 'unknown' : 'inactive';
}

function stepFacts(step: PlannedStep, app: string, clock: Clock): readonly string[] {
  const { because, undo, owner, url } = step;
  return [
    ...(because === null ? [] : [`Because ${byHandText(because, app)}.`]),
    ...(step.how === 'by-hand' && owner !== null ? [`${owner} does it.`] : []),
    ...(step.how === 'by-hand' && url !== null ? [url] : []),
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

function savingText({ saving }: PlannedRemoval, clock: Clock): string {
  if (saving.kind !== 'monthly')
    return saving.kind === 'unknown' ? 'What it saves is not known.' : 'No seat comes free.';
  const from = saving.from === null ? 'from a day that is not known' : `from ${dayText(saving.from, clock)}`;
  return `It saves ${moneyText(saving.monthly)} a month, ${from}.`;
}

function leftRow({ label, app, why }: LeftAlone, { appName }: PlanToConfirm): Row {
  const isUnderWay = why.kind === 'under-way';
  const what = isUnderWay ? ': its removal is under way' : ` is left alone: ${leftAloneText(why)}`;
  return {
    type: 'row',
    mark: isUnderWay ? 'waiting' : 'held',
    spans: [{ bold: label }, ` in ${appName(app)}${what}`],
    detail: null,
    buttons: [],
  };
}

function more(left: number, one: string, many?: string): readonly Part[] {
  return left > 0
    ? [{ type: 'note', text: `and ${count(left, `more ${one}`, `more ${many ?? `${one}s`}`)}` }]
    : [];
}

function notes({ shown, cut, appName, clock }: PlanToConfirm): readonly string[] {
  if (shown.removals.length === 0) return [];
  const { dryRun, second, rolesUnknown, ownUnknown = [] } = shown;
  return [
    isByHand(shown)
      ? 'I ask again after 3, 7 and 14 days, until a complete read shows that it is gone.'
      : 'Everything is read again first: nothing is done if anything has changed by then.',
    ...(isByHand(shown) ? [] : [oldFilesText(shown, clock)]).filter((text) => text !== null),
    ...(second === null ? [] : [secondText(second)]),
    ...(dryRun === null
      ? []
      : [
          `Dry run${dryRun.until === null ? '' : ` until ${dayText(dryRun.until, clock)}`}: everything is checked, and ${isByHand(shown) ? 'no task is opened' : 'nothing is asked of any app'}. removal: { dryRun: off } in seatkeeper.yaml ends it.`,
        ]),
    ...rolesUnknown.map((id) => `${appName(id)} tells no roles, so that nobody knows who its last admin is.`),
    ...ownUnknown.map(
      (id) =>
        `${appName(id)} does not tell which account my own credentials belong to. So that it is never removed, write it in seatkeeper.yaml: protect: [{ app: ${id}, account: <address or id> }].`,
    ),
    ...(cut ? ['There are more accounts; ask again once these are done.'] : []),
  ];
}

function secondText({ why, limit }: NonNullable<PlanShown['second']>): string {
  switch (why) {
    case 'size':
      return `A second person must approve it, because it is about more than ${numberText(limit ?? 0)} accounts.`;
    case 'app':
      return 'A second person must approve it, because seatkeeper.yaml says so for this app.';
    case 'breaker':
      return `A second person must approve it: without one, at most ${count(limit ?? 0, 'account')} may be removed within 24 hours.`;
    default:
      return why satisfies never;
  }
}
