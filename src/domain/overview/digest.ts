import { DAY_MS, type Day, type Instant } from '../day.ts';
import type { Drift } from '../groups.ts';
import { addMoney, isFree, type Money } from '../money/money.ts';
import type { RenewalItem } from '../money/renewal.ts';
import type { Savings } from '../money/saving.ts';

/** One app as the digest sees it. */
export interface DigestApp {
  readonly name: string;
  readonly state: 'good' | 'held' | 'failed' | 'never-read' | 'retiring';
  readonly dataAt: Instant | null;
  readonly accounts: number;
  /** Findings to decide on. */
  readonly open: number;
  /** Those of them about accounts without an owner. */
  readonly unknown: number;
  /** Findings about subscriptions: over-assigned, or in grace. */
  readonly licenses: number;
  /** Accounts without an owner, including those that are not in any alert. */
  readonly clearing: number;
  readonly atStake: Money;
  /** What groups grant against what people have; never an alert. */
  readonly drift?: Drift | null;
  readonly givesActivity: boolean;
  readonly oldestOpenedAt: Instant | null;
}

/** What happened since the previous digest. */
interface DigestWeek {
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
  /** Seats proven free by a complete read, and what they cost a month. */
  readonly freed: number;
  readonly saved: Money;
  /** The same by the day from which it saves. */
  readonly savings: Savings;
  readonly peopleLeft: number;
  /** Of those, how many no longer hold a seat. */
  readonly peopleClean: number;
}

export interface DigestFacts {
  /** What giving back every savable seat would save. */
  readonly possible: Savings;
  /** What renews, or must be cancelled, within two months; the most urgent first. */
  readonly renewals: readonly RenewalItem[];
  readonly apps: readonly DigestApp[];
  readonly roster: readonly {
    readonly name: string;
    readonly state: DigestApp['state'];
    readonly dataAt: Instant | null;
  }[];
  readonly week: DigestWeek;
  readonly oldest: readonly { readonly app: string; readonly label: string; readonly openedAt: Instant }[];
  readonly days: readonly { readonly day: Day; readonly open: number; readonly seats: number }[];
}

export interface Digest extends DigestFacts {
  readonly open: number;
  readonly licenses: number;
  readonly unknown: number;
  readonly atStake: Money;
  /** Most at stake first. */
  readonly worst: readonly DigestApp[];
  readonly complete: number;
  readonly stale: readonly {
    readonly name: string;
    readonly state: DigestApp['state'];
    readonly dataAt: Instant | null;
  }[];
  readonly withoutActivity: readonly string[];
  /** Nothing happened since the last one and every source is good, so one line is enough. */
  readonly nothingNew: boolean;
}

export function buildDigest(facts: DigestFacts): Digest {
  const { apps, roster, week } = facts;
  const open = apps.reduce((sum, app) => sum + app.open, 0);
  const stale = [...roster, ...apps].filter(({ state }) => state !== 'good');
  const moved = week.opened + week.reopened + week.closed + week.freed + week.peopleLeft;
  return {
    ...facts,
    open,
    licenses: apps.reduce((sum, app) => sum + app.licenses, 0),
    unknown: apps.reduce((sum, app) => sum + app.unknown, 0),
    atStake: addMoney(apps.map((app) => app.atStake)),
    worst: apps
      .filter((app) => app.open + app.licenses > 0)
      .sort(
        (a, b) =>
          total(b) - total(a) || b.open + b.licenses - a.open - a.licenses || (a.name < b.name ? -1 : 1),
      ),
    complete: apps.filter(({ state }) => state === 'good').length,
    stale,
    withoutActivity: apps
      .filter(({ givesActivity, accounts }) => !givesActivity && accounts > 0)
      .map(({ name }) => name),
    nothingNew: moved === 0 && stale.length === 0 && facts.renewals.length === 0,
  };
}

/** For sorting only: what is shown never adds up currencies. */
function total({ atStake }: DigestApp): number {
  return isFree(atStake) ? 0 : Object.values(atStake).reduce((sum, value) => sum + value, 0);
}

/** ISO 8601 week: `{ year: 2026, week: 47 }`. The week belongs to the year of its Thursday. */
export function isoWeek(day: Day): { year: number; week: number } {
  const date = new Date(`${day}T00:00:00Z`);
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1 };
}
