import type { AccountCounts } from '../account-part.ts';
import type { Money } from '../money/money.ts';

/** One app in numbers, as every table and message counts it. */
export interface AppCounts extends AccountCounts {
  /** Seats in the bucket `idle` of savings; `null` when the app gives no activity data. */
  readonly idle: number | null;
  /** What the seats of people who left or are inactive cost a month, snoozed ones included. */
  readonly atStake: Money;
  /** The part of it that waits for a decision, without snoozed findings. */
  readonly openStake: Money;
  /** Findings to decide on, about accounts and about subscriptions. */
  readonly open: number;
  readonly licenses: number;
}
