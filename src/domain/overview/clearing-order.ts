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
  /** What it looks like; `null` for a person's. */
  readonly hint: AccountHint | null;
  /** From 0 to 1: how likely the person is to whom it could be linked at once; 0 without one. */
  readonly proposal: number;
  readonly monthlyCost: Money;
}

/**
 * The order in which an admin clears unmatched accounts: strangers with power over the app first; then those for which one press is
 * enough, because a person is proposed; then people of whom nothing is known, guests, what looks like something else, and what the app
 * says is no person. Among equals the dearest comes first. `0`: as they were.
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
