import { type AccountState, holdsSeat } from '../account.ts';
import type { AccountStatus } from './classify.ts';

/** What an admin had best do about an account. */
export type Recommendation =
  | 'none'
  | 'known'
  | 'no-seat'
  | 'review-removal'
  | 'review-access'
  | 'review-unknown';

/** By status; a decision that the account is fine, or one that holds no seat any more, leaves nothing to do. */
export function recommend(account: {
  readonly status: AccountStatus;
  readonly state: AccountState;
  readonly known: boolean;
  /** It holds no license in an app that is paid by licenses. */
  readonly withoutLicense?: boolean;
}): Recommendation {
  if (account.status === 'active') return 'none';
  if (account.known) return 'known';
  if (!holdsSeat(account)) return 'no-seat';
  if (account.status !== 'inactive') return 'review-unknown';
  return account.withoutLicense === true ? 'review-access' : 'review-removal';
}
