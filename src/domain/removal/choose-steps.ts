import type { Account } from '../account.ts';
import type { StepKey } from './operation.ts';
import type { NoSteps } from './plan.ts';

type Step = Pick<StepKey, 'way' | 'license'>;

/** The part of `RemovalWay` that decides which ways go together. */
interface WayFacts {
  readonly key: string;
  readonly way: 'disable' | 'free-seat' | 'delete';
  readonly disablesAccess: boolean;
  readonly vanishes?: true;
}

/** What an admin asked for, and what seatkeeper.yaml says. */
export interface StepWishes {
  /** The key of a way. */
  readonly way?: string | undefined;
  /** The way that the settings choose for the whole app. */
  readonly usualWay?: string | undefined;
  /** Delete this many days later. */
  readonly inDays?: number | undefined;
  /** The same by the settings; 0 for never. */
  readonly deleteAfterDays: number;
}

export interface StepsOffered {
  readonly ways: readonly WayFacts[];
  readonly usual: readonly Step[];
  readonly offered: readonly Step[];
}

export type StepChoice =
  | { readonly kind: 'steps'; readonly steps: readonly (Step & { readonly inDays: number })[] }
  | NoSteps
  /** The app can do nothing about it. */
  | { readonly kind: 'nothing' };

const CLOSED: readonly Account['state'][] = ['suspended', 'deactivated', 'deleted'];

/** The steps that remove one account, gentle before final: what deletes comes after what disables, where the app has both. */
export function chooseSteps(
  { state }: Pick<Account, 'state'>,
  { ways, usual, offered }: StepsOffered,
  { way, usualWay, inDays, deleteAfterDays }: StepWishes,
): StepChoice {
  const factsOf = (step: Step) => ways.find(({ key }) => key === step.way);
  const deletes = (step: Step) => factsOf(step)?.way === 'delete';
  const named = (key: string | undefined) => offered.filter((step) => step.way === key);
  const chosen = named(way);
  if (way !== undefined && chosen.length === 0) return { kind: 'no-way' };
  // A way that is set for the whole app, and that this account does not have, gives way to the usual one.
  const set = way === undefined ? named(usualWay) : chosen;
  const wanted = set.length > 0 ? set : usual;
  const final = finalSteps();
  if (final === null) return { kind: 'no-delay' };
  const gentle = gentleSteps();
  const days = final.length > 0 ? (inDays ?? deleteAfterDays) : 0;
  const steps = [
    ...gentle.map((step) => ({ ...step, inDays: 0 })),
    ...final.map((step) => ({ ...step, inDays: days })),
  ];
  if (steps.length > 0) return { kind: 'steps', steps };
  return offered.length > 0
    ? { kind: 'only-named', ways: [...new Set(offered.map((step) => step.way))] }
    : { kind: 'nothing' };

  /** Those that delete; `null` where the admin wants to delete later, and nothing can. */
  function finalSteps(): readonly Step[] | null {
    const own = wanted.filter(deletes);
    if (own.length > 0) return own;
    const [first] = way === undefined ? offered.filter(deletes) : [];
    if (inDays !== undefined) return first === undefined ? null : [first];
    return deleteAfterDays > 0 && set.length === 0 && first !== undefined ? [first] : [];
  }

  /** Those that go before. */
  function gentleSteps(): readonly Step[] {
    const own = wanted.filter((step) => !deletes(step));
    if (final === null || final.length === 0) return own;
    const later = (inDays ?? deleteAfterDays) > 0;
    const first = own.length === 0 && later ? usual.filter((step) => !deletes(step)) : own;
    const disabled = CLOSED.includes(state) || first.some((step) => factsOf(step)?.way === 'disable');
    const disable = disabled ? undefined : offered.find(disables);
    return disable === undefined ? first : [disable, ...first];
  }

  /** Removing an account for good is not disabling: afterwards there would be nothing left to delete. */
  function disables(step: Step): boolean {
    const facts = factsOf(step);
    return (
      step.license === null && facts?.way === 'disable' && facts.disablesAccess && facts.vanishes !== true
    );
  }
}
