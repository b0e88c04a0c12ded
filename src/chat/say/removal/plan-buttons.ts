import type { Action } from '../../../domain/action.ts';
import type { Button } from '../../../domain/message.ts';
import { type Asked, type PlanShown, STEP_KINDS, type StepKind } from '../../../domain/removal/plan.ts';
import { count, dayText, joined, numberText } from '../words.ts';
import {
  accountText,
  isByHand,
  oldFilesText,
  type PlanToConfirm,
  planStepText,
  savedText,
} from './plan-to-confirm.ts';
import { removeCommand } from './typed.ts';

/** For a person's seats, one button for each kind of step, gentle before final; otherwise one button. */
export function confirmButtons(view: PlanToConfirm): readonly Button[] {
  const { parts = [], asked } = view;
  if (asked.scope !== 'person' || parts.length === 0) return [confirmButton(view)];
  return parts.map(({ only, shown, hash }) => {
    const button = confirmButton({ ...view, asked: { ...asked, only }, shown, hash });
    const kinds = kindsOf(shown);
    const isPlain = parts.length === 1 && (kinds.length === 1 || shown.removals.length === 1);
    return isPlain ? button : { ...button, label: partLabel(shown, kinds) };
  });
}

/** Every kind of step that the button confirms, not only the first: `Free 1 seat and delete 1 account…`. */
function partLabel({ removals }: PlanShown, kinds: readonly StepKind[]): string {
  const texts = kinds.map((kind) => {
    const steps = removals.flatMap((removal) => removal.steps.filter((step) => step.kind === kind));
    return PART_LABELS[kind](steps.length);
  });
  const text = joined(
    texts.map((one, at) => (at === 0 ? one : `${one.charAt(0).toLowerCase()}${one.slice(1)}`)),
  );
  return `${text}…`;
}

function kindsOf({ removals }: PlanShown): readonly StepKind[] {
  return STEP_KINDS.filter((kind) => removals.some(({ steps }) => steps.some((step) => step.kind === kind)));
}

const PART_LABELS: Readonly<Record<StepKind, (accounts: number) => string>> = {
  disable: (accounts) => `Disable ${count(accounts, 'account')}`,
  'free-seat': (accounts) => `Free ${count(accounts, 'seat')}`,
  delete: (accounts) => `Delete ${count(accounts, 'account')}`,
  'by-hand': (accounts) => `Open ${count(accounts, 'task')}`,
};

function confirmButton(view: PlanToConfirm): Button {
  const { asked, hash, shown } = view;
  const [first] = shown.removals;
  const one = shown.removals.length === 1 && first !== undefined;
  const byHand = isByHand(shown);
  const old = byHand ? null : oldFilesText(shown, view.clock);
  const label = byHand
    ? one
      ? 'Open the task…'
      : `Open ${numberText(shown.removals.length)} tasks…`
    : one
      ? 'Remove it…'
      : `Remove ${numberText(shown.removals.length)} accounts…`;
  const what = one
    ? `${accountText(first)} in ${view.appName(first.account.app)}: ${stepsText(shown)}.${effectText(view)}`
    : `${accountsText(view)}: ${stepsText(shown)}.${effectText(view)}${savedText(shown)}`;
  return {
    label,
    look: 'danger',
    // The confirmation names the age of the data, and so confirms that too.
    action: confirmAction(old === null ? asked : { ...asked, oldData: true }, hash),
    confirm: {
      title: byHand
        ? one
          ? 'Open the task?'
          : 'Open the tasks?'
        : `${old === null ? '' : 'On old data: '}${one ? 'Remove it?' : 'Remove them?'}`,
      text: `${old === null ? '' : `${old} `}${what}`.slice(0, 300),
      yes: byHand ? (one ? 'Open it' : 'Open them') : old === null ? 'Remove' : 'Remove all the same',
    },
  };
}

/** `8 accounts in Talk and 1 account in Okta` */
function accountsText({ shown: { removals }, appName }: PlanToConfirm): string {
  const apps = [...new Set(removals.map(({ account }) => account.app))];
  return joined(
    apps.map((app) => {
      const own = removals.filter(({ account }) => account.app === app);
      return `${count(own.length, 'account')} in ${appName(app)}`;
    }),
  );
}

/** `Suspend the user and Remove the license (Visio)`: everything that is done to one or the other. */
function stepsText({ removals }: PlanShown): string {
  return joined([...new Set(removals.flatMap(({ steps }) => steps.map(planStepText)))]);
}

/** ` It ends access and frees the seat. It can be undone until 1 Apr.` */
function effectText({ shown, clock }: PlanToConfirm): string {
  if (isByHand(shown)) return '';
  const steps = shown.removals.flatMap((removal) => removal.steps);
  const effects = [
    ...(steps.some(({ disablesAccess }) => disablesAccess) ? ['ends access'] : []),
    ...(steps.some(({ freesSeat }) => freesSeat === true) ? ['frees the seat'] : []),
  ];
  const lasting = steps.find(({ undo }) => undo.kind === 'no');
  const days = steps.flatMap(({ undo }) => (undo.kind === 'yes' && undo.until !== null ? [undo.until] : []));
  const [until] = days.toSorted();
  return [
    ...(effects.length === 0 ? [] : [`It ${joined(effects)}.`]),
    lasting !== undefined
      ? 'It cannot be undone.'
      : until === undefined
        ? 'It can be undone.'
        : `It can be undone until ${dayText(until, clock)}.`,
    ...(shown.dryRun === null ? [] : ['Dry run: nothing is asked of the app.']),
  ]
    .map((text) => ` ${text}`)
    .join('');
}

/** What a confirmation of exactly this plan asks for. */
export function confirmAction(asked: Asked, hash: string): Extract<Action, { type: 'confirm-removal' }> {
  const { way, inDays, unowned, oldData } = asked;
  const how = {
    ...(way === undefined ? {} : { way }),
    ...(inDays === undefined ? {} : { inDays }),
    ...(unowned === undefined ? {} : { unowned }),
    ...(oldData === undefined ? {} : { oldData }),
    hash,
  };
  switch (asked.scope) {
    case 'account':
      return { type: 'confirm-removal', app: asked.app, account: asked.account, ...how };
    case 'app':
      return { type: 'confirm-removal', app: asked.app, filter: asked.filter, ...how };
    case 'person':
      return {
        type: 'confirm-removal',
        person: asked.person,
        ...(asked.only === undefined ? {} : { only: asked.only }),
        ...how,
      };
    default:
      return asked satisfies never;
  }
}

/** For an account that nobody owns, or for which only a final step is left: still offers the plan, for an admin who means it. */
export function onceMore({ asked, shown }: PlanToConfirm): readonly Button[] {
  const [left] = shown.leftAlone;
  if (asked.scope === 'account' && left?.why.kind === 'only-named')
    return left.why.ways.slice(0, 4).flatMap((way) => {
      const command = removeCommand({ ...asked, way });
      return command === null ? [] : [{ label: `Plan way:${way}…`, command }];
    });
  if (asked.scope !== 'account' || (left?.why.kind !== 'nobody-owns-it' && left?.why.kind !== 'not-a-person'))
    return [];
  const command = removeCommand({ ...asked, unowned: true });
  const label = left.why.kind === 'nobody-owns-it' ? 'Nobody owns it: plan it…' : 'It is no person: plan it…';
  return command === null ? [] : [{ label, command }];
}
