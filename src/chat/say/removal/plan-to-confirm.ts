import { addMoney } from '../../../domain/money/money.ts';
import type {
  Asked,
  PlannedRemoval,
  PlannedStep,
  PlanShown,
  StepKind,
} from '../../../domain/removal/plan.ts';
import { agoText, type Clock, count, joined, moneyText, nameThenAddress } from '../words.ts';

/** A plan before it is confirmed. */
export interface PlanToConfirm {
  readonly asked: Asked;
  readonly shown: PlanShown;
  readonly hash: string;
  /** There are more accounts than one plan takes. */
  readonly cut: boolean;
  /** Names of apps by their ids. */
  readonly appName: (id: string) => string;
  /** For a plan of one person: their name, and the plan of each kind of step, which is confirmed on its own. */
  readonly person: string | null;
  readonly parts?: readonly { readonly only: StepKind; readonly shown: PlanShown; readonly hash: string }[];
  readonly clock: Clock;
}

/** All of it is done in the apps themselves. */
export function isByHand({
  removals,
}: {
  readonly removals: readonly Pick<PlannedRemoval, 'steps'>[];
}): boolean {
  return removals.every(({ steps }) => steps.every(({ how }) => how === 'by-hand'));
}

/** `Ben Okafor (ben@acme.example)` */
export function accountText({
  account: { label, person, account },
}: Pick<PlannedRemoval, 'account'>): string {
  return nameThenAddress(person?.name ?? account.name, label);
}

/** What the question of an undo says. */
export function getsBackText(label: string, app: string): string {
  return `${label} in ${app} gets back what the app allows.`;
}

/** ` It saves 64 USD a month.`, or nothing where no saving is known. */
export function savedText({ removals }: Pick<PlanShown, 'removals'>): string {
  const saving = moneyText(
    addMoney(removals.map((one) => (one.saving.kind === 'monthly' ? one.saving.monthly : {}))),
  );
  return saving === null ? '' : ` It saves ${saving} a month.`;
}

/** `Suspend the user`, `Remove the license (Visio)`, `remove it in the app by hand`. */
export function planStepText({ how, name, license, inDays }: PlannedStep): string {
  const what = how === 'api' ? (license === null ? name : `${name} (${license})`) : byHandText(name, license);
  return inDays === 0 ? what : `${what} in ${count(inDays, 'day')}`;
}

function byHandText(name: string, license: string | null): string {
  if (license !== null) return `take ${license} away in the app by hand`;
  return name === '' ? 'remove it in the app by hand' : `${name} by hand`;
}

/** `The file of roster hr was written 5 days ago.`; `null` where all is new. */
export function oldFilesText({ oldFiles = [] }: Pick<PlanShown, 'oldFiles'>, clock: Clock): string | null {
  if (oldFiles.length === 0) return null;
  const each = oldFiles.map(
    ({ name, dataAt }) => `the file of ${name} was written ${agoText(dataAt, clock.now)}`,
  );
  const text = joined(each);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}: who came back since is not in it.`;
}
