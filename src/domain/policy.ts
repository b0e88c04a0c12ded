import type { Day } from './day.ts';

/** What the guard holds a read for. Percentages are of the last good read; percentage and `atLeast` must both be reached. */
export interface GuardLimits {
  readonly shrinkPercent: number;
  /** Also for accounts that lose or change their owner, and for people who come back. */
  readonly inactivePercent: number;
  /** Growth by this much is asked about, from four times `atLeast` on. */
  readonly growPercent: number;
  /** Smaller changes are always accepted. */
  readonly atLeast: number;
}

/** How the organisation's addresses relate; see `matchAccount`. */
export interface MatchingPolicy {
  /** The organisation's own domains. */
  readonly domains: readonly string[];
  /** Domains that mean another: `acmeco.onmicrosoft.com` → `acme.co`. */
  readonly domainAliases: Readonly<Record<string, string>>;
}

/** Everything that a verdict on an account depends on besides the account and its owner. */
export interface Policy {
  readonly matching: MatchingPolicy;
  readonly timezone: string;
  readonly today: Day;
}
