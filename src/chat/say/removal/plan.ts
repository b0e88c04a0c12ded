import type { Message, Part, Row } from '../../../domain/message.ts';
import type { LeftAlone, PlannedRemoval, PlanShown } from '../../../domain/removal/plan.ts';
import { count, dayText, joined, numberText } from '../words.ts';
import { confirmButtons, onceMore } from './plan-buttons.ts';
import { inCommon, lastingNotes, sameSteps, savingText, stepFacts } from './plan-in-common.ts';
import {
  accountText,
  isByHand,
  oldFilesText,
  type PlanToConfirm,
  planStepText,
  savedText,
} from './plan-to-confirm.ts';
import { givenUpText, leftAloneText } from './reasons.ts';

/** How many accounts a plan names; the others are counted. */
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
      ...leftParts(view),
      ...notes(view).map((text): Part => ({ type: 'note', text })),
    ],
    buttons: shown.removals.length === 0 ? onceMore(view) : confirmButtons(view),
  };
}

function headline(view: PlanToConfirm): string {
  const { shown, person, appName } = view;
  const { removals, leftAlone } = shown;
  const [first] = removals;
  if (first === undefined) {
    const [left] = leftAlone;
    if (left === undefined) return 'There is nothing to remove.';
    // The card of the plan shows its progress, and a message below says what was just confirmed.
    if (leftAlone.every(({ why }) => why.kind === 'under-way'))
      return `The removal of ${leftAlone.length === 1 ? `${left.label} from ${appName(left.app)}` : count(leftAlone.length, 'account')} is under way.`;
    return leftAlone.length === 1
      ? `${left.label} in ${appName(left.app)} is not removed: ${leftAloneText(left.why)}.`
      : `There is nothing to remove: ${count(leftAlone.length, 'account is', 'accounts are')} left alone.`;
  }
  const saves = savedText(shown);
  if (isByHand(shown))
    return removals.length === 1
      ? `Open a task to remove ${accountText(first)} from ${appName(first.account.app)} by hand?`
      : `Open ${count(removals.length, 'task')} to remove accounts by hand?${saves}`;
  if (removals.length === 1)
    return `Remove ${accountText(first)} from ${appName(first.account.app)}?${saves}`;
  const who = person === null ? '' : `${person}: `;
  return `${who}Remove ${count(removals.length, 'account')}?${saves}`;
}

function removalRow(removal: PlannedRemoval, view: PlanToConfirm): Row {
  const { account, steps } = removal;
  const { clock, appName } = view;
  const app = appName(account.app);
  const same = sameSteps(view);
  const status = statusOf(account);
  return {
    type: 'row',
    mark: status,
    spans:
      same !== null
        ? [{ bold: accountText(removal) }]
        : [{ bold: accountText(removal) }, ` in ${app}: ${joined(steps.map((step) => planStepText(step)))}`],
    detail:
      [
        ...(same === null ? steps.flatMap((step) => stepFacts(step, app, clock)) : []),
        ...(same?.saving == null ? [savingText(removal, clock)] : []),
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

/** Where the removal of everything is under way, the headline says that and the card of its plan the rest. */
function leftParts(view: PlanToConfirm): readonly Part[] {
  const { leftAlone, removals } = view.shown;
  if (removals.length === 0 && leftAlone.every(({ why }) => why.kind === 'under-way')) return [];
  return [
    ...leftAlone.slice(0, SHOWN).map((left) => leftRow(left, view)),
    ...more(leftAlone.length - SHOWN, 'account that is left alone', 'accounts that are left alone'),
  ];
}

function leftRow({ label, app, why }: LeftAlone, { appName }: PlanToConfirm): Row {
  const [mark, what] =
    why.kind === 'under-way'
      ? (['waiting', ': its removal is under way'] as const)
      : why.kind === 'closed'
        ? (['done', ' is closed already'] as const)
        : (['held', ` is left alone: ${leftAloneText(why)}`] as const);
  return {
    type: 'row',
    mark,
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
    ...rolesUnknown.map((id) => `${appName(id)} gives no roles, so that nobody knows who its last admin is.`),
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
