/** `removal.breaker` of seatkeeper.yaml: what one person may start within 24 hours. */
export interface BreakerLimits {
  readonly accounts: number;
  /** Of the accounts of an app. */
  readonly percent: number;
  /** In the whole organisation. */
  readonly perDay: number;
}

export interface BreakerCount {
  /** The accounts that the app has. */
  readonly total: number;
  /** Accounts of the app that a plan would remove through its API. */
  readonly planned: number;
  /** Removals in the app that were started in the last 24 hours without a second person. */
  readonly started: number;
}

export interface BreakerHit {
  readonly limit: 'app' | 'day';
  readonly most: number;
}

/** The most accounts of an app that one person may remove within 24 hours: whichever limit is lower, but one at least. */
export function mostOfApp({ accounts, percent }: BreakerLimits, total: number): number {
  return Math.min(accounts, Math.max(1, Math.floor((total * percent) / 100)));
}

/** The first limit that is exceeded; `null` when all is within them. `startedToday`: in all apps. */
export function breakerHit(
  limits: BreakerLimits,
  apps: readonly BreakerCount[],
  startedToday: number,
): BreakerHit | null {
  for (const { total, planned, started } of apps) {
    const most = mostOfApp(limits, total);
    if (planned > 0 && planned + started > most) return { limit: 'app', most };
  }
  const planned = apps.reduce((sum, app) => sum + app.planned, 0);
  return planned > 0 && planned + startedToday > limits.perDay ? { limit: 'day', most: limits.perDay } : null;
}
