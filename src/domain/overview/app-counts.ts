import type { Money } from '../money/money.ts';

/** One app in numbers, as every table and message counts it. */
export interface AppCounts {
  readonly accounts: number;
  readonly active: number;
  readonly left: number;
  readonly inactive: number;
  /** Deactivated accounts of people who are not active: they no longer use a seat. */
  readonly closed: number;
  readonly unknown: number;
  readonly known: number;
  /** `null` when the app gives no activity data. */
  readonly idle: number | null;
  readonly atStake: Money;
  /** Findings to decide on. */
  readonly open: number;
}
