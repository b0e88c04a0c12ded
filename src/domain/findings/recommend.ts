import { type AccountState, holdsSeat } from '../account.ts';
import type { AccountStatus } from './classify.ts';

/** What an admin should do about an account. */
export type Recommendation =
  | 'none'
  | 'known'
  | 'no-seat'
  | 'review-removal'
  | 'review-access'
  | 'review-unknown';

/** Follows from the status. Nothing is left to do for an account that is marked as known, or that no longer uses a seat. */
export function recommend(account: {
  readonly status: AccountStatus;
  readonly state: AccountState;
  readonly known: boolean;
  /** It holds no license, in an app that is paid for by license. */
  readonly withoutLicense?: boolean;
}): Recommendation {
  if (account.status === 'active') return 'none';
  if (account.known) return 'known';
  if (!holdsSeat(account)) return 'no-seat';
  if (account.status !== 'inactive') return 'review-unknown';
  return account.withoutLicense === true ? 'review-access' : 'review-removal';
}
