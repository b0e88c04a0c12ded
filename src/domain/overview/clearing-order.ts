import type { AccountKind } from '../account.ts';
import { NO_PERSON } from '../account-part.ts';
import type { Money } from '../money/money.ts';
import type { AccountHint } from '../owners/account-hint.ts';
import { forSorting } from './to-decide.ts';

/** What decides on the place of an unmatched account in a list. */
export interface Unmatched {
  /** Its role gives power over the app. */
  readonly isAdmin: boolean;
  readonly kind: AccountKind;
  /** What it looks like; `null` for an account that looks like a person's. */
  readonly hint: AccountHint | null;
  /** From 0 to 1: how likely the proposed person is the owner; 0 without a proposal. */
  readonly proposal: number;
  readonly monthlyCost: Money;
}

/**
 * The order in which an admin clears unmatched accounts: strangers with power over the app first; then accounts with a proposed person,
 * because one press is enough; then people about whom nothing is known, guests, accounts that look like something else, and accounts
 * that the app says are not people. Among equals the most expensive comes first. `0`: no order between the two.
 */
export function compareUnmatched(a: Unmatched, b: Unmatched): number {
  return (
    place(a) - place(b) ||
    Number(b.isAdmin) - Number(a.isAdmin) ||
    b.proposal - a.proposal ||
    forSorting(b.monthlyCost) - forSorting(a.monthlyCost)
  );
}

function place({ isAdmin, kind, hint, proposal }: Unmatched): number {
  const isPerson = !(NO_PERSON as readonly AccountKind[]).includes(kind);
  if (isAdmin && isPerson) return 0;
  if (proposal > 0) return 1;
  if (!isPerson) return 5;
  if (hint === null) return 2;
  return hint === 'guest' ? 3 : 4;
}
