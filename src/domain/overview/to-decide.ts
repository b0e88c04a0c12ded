import type { Money } from '../money/money.ts';

/** The part of an app's figures that needs decisions. */
export interface Decidable {
  readonly name: string;
  /** Findings about accounts. */
  readonly open: number;
  /** Findings about subscriptions. */
  readonly licenses: number;
  /** What the seats with open findings cost a month, without snoozed ones. */
  readonly openStake: Money;
}

/** How many findings there are to decide on: those about accounts and those about subscriptions. */
export function findingsOf({ open, licenses }: Pick<Decidable, 'open' | 'licenses'>): number {
  return open + licenses;
}

/** The apps with something to decide on, in the order of every list: most at stake first, then most findings, then by name. */
export function toDecide<App extends Decidable>(apps: readonly App[]): readonly App[] {
  return apps
    .filter((app) => findingsOf(app) > 0)
    .toSorted(
      (a, b) =>
        forSorting(b.openStake) - forSorting(a.openStake) ||
        findingsOf(b) - findingsOf(a) ||
        (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
    );
}

/** For sorting only: what is shown never adds up currencies. */
export function forSorting(amount: Money): number {
  return Object.values(amount).reduce((sum, value) => sum + value, 0);
}
