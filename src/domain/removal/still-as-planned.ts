import type { Account } from '../account.ts';
import { licenseName } from '../licenses/subscription.ts';
import type { ChangedFact } from './operation.ts';
import type { PlannedAccount } from './plan.ts';

/** An account as it is now, in our data or in the app itself. */
export interface AccountFactsNow {
  readonly account: Account;
  readonly person: { readonly ref: number; readonly status: string } | null;
  readonly status: PlannedAccount['status'];
  readonly known: boolean;
  readonly givenUp?: PlannedAccount['givenUp'];
}

/** What has changed about a planned account; `null` when it is still as it was confirmed. */
export function changedSince(planned: PlannedAccount, now: AccountFactsNow): ChangedFact | null {
  const seen = changedInApp(planned.account, now.account);
  if (seen !== null) return seen;
  if ((planned.person?.ref ?? null) !== (now.person?.ref ?? null)) return 'owner';
  if (planned.status !== now.status) return 'status';
  // Somebody who says that they need it after all keeps it.
  if (planned.givenUp?.question !== now.givenUp?.question) return 'status';
  return planned.known === now.known ? null : 'known';
}

/** What the app now says differently. The last use, the name and the app's own columns may change. */
export function changedInApp(before: Account, now: Account): ChangedFact | null {
  if (!isSameAccount(before, now) || before.state !== now.state || before.kind !== now.kind) return 'account';
  if (before.role !== now.role) return 'role';
  return sameTexts(before.licenses.map(licenseName), now.licenses.map(licenseName)) ? null : 'licenses';
}

/** Whether the id still means the same login: a vendor may give it to somebody else. */
export function isSameAccount(before: Account, now: Account): boolean {
  // Reads may list several addresses in different orders.
  return before.id === now.id && before.username === now.username && sameTexts(before.emails, now.emails);
}

function sameTexts(before: readonly string[], now: readonly string[]): boolean {
  return JSON.stringify([...before].sort()) === JSON.stringify([...now].sort());
}
