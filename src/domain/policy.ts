import type { Day } from './day.ts';

/** What the guard takes for implausible. Percentages of what the last good read had; both numbers must be reached. */
export interface GuardLimits {
  readonly shrinkPercent: number;
  readonly inactivePercent: number;
  /** Smaller changes are always believed. */
  readonly atLeast: number;
}

/** How the organisation's addresses relate; see `matchAccount`. */
export interface MatchingPolicy {
  /** The organisation's own domains. */
  readonly domains: readonly string[];
  /** Domains that mean another: `acmeco.onmicrosoft.com` → `acme.co`. */
  readonly domainAliases: Readonly<Record<string, string>>;
}

/** Everything a decision about one account depends on besides the account and its owner. */
export interface Policy {
  readonly matching: MatchingPolicy;
  readonly timezone: string;
  readonly today: Day;
}
