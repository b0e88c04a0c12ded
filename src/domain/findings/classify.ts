import type { Account } from '../account.ts';
import { partOf } from '../account-part.ts';
import { addDays, type Day, dayIn, type Instant, isBareDay } from '../day.ts';
import { isCurrent } from '../person.ts';
import type { Owner } from '../roster-index/roster-index.ts';

/** **Active**: the owner is active, on leave or about to start. **Inactive**: the owner is none of these. **Unknown**: no owner. */
export type AccountStatus = 'active' | 'inactive' | 'unknown';

export interface OwnerStatus {
  readonly status: AccountStatus;
  /** ⚠️ the owner has left the company. */
  readonly offboarded: boolean;
}

export function ownerStatus(owner: Owner | null): OwnerStatus {
  if (owner === null) return { status: 'unknown', offboarded: false };
  return {
    status: isCurrent(owner.status) ? 'active' : 'inactive',
    offboarded: owner.status === 'offboarded',
  };
}

/** What is wrong with an account, worst first. */
export const CONCERNS = ['active-after-leaving', 'offboarded', 'inactive', 'unknown'] as const;
export type Concern = (typeof CONCERNS)[number];

/**
 * What an admin should look at, or `null`. An account that no longer uses a seat is no concern, and a bot, service or
 * shared account without an owner is listed among the unmatched accounts without raising a finding.
 */
export function concern(
  account: Pick<Account, 'state' | 'kind' | 'lastActive'>,
  owner: Owner | null,
  timezone: string,
): Concern | null {
  const { state, kind } = account;
  const part = partOf({ state, kind, ...ownerStatus(owner), known: false });
  if (part === 'unknown' || part === 'inactive') return part;
  if (part !== 'left') return null;
  return usedAfter(account.lastActive, owner?.endDate ?? null, timezone)
    ? 'active-after-leaving'
    : 'offboarded';
}

/**
 * Whether this use proves that the account was used after the last working day, in days of the organisation's time zone. A bare
 * day may be UTC's, or any other clock's: only the second day after is proof.
 */
function usedAfter(lastActive: Instant | null, endDate: Day | null, timezone: string): boolean {
  if (lastActive === null || endDate === null || lastActive.slice(0, 10) < endDate) return false;
  return isBareDay(lastActive) ? lastActive > addDays(endDate, 1) : dayIn(timezone, lastActive) > endDate;
}
