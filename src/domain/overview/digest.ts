import { DAY_MS, type Day, type Instant } from '../day.ts';
import type { Drift } from '../groups.ts';
import { addMoney, type Money } from '../money/money.ts';
import type { RenewalItem } from '../money/renewal.ts';
import type { Savings } from '../money/saving.ts';
import type { Withheld } from '../sync/withheld.ts';
import { type Decidable, toDecide } from './to-decide.ts';

/** One app as the digest sees it. */
export interface DigestApp extends Decidable {
  readonly state: 'good' | 'old' | 'held' | 'failed' | 'never-read' | 'retiring';
  readonly dataAt: Instant | null;
  readonly accounts: number;
  /** What the seats of people who left or are inactive cost a month, snoozed ones included. */
  readonly atStake: Money;
  /** How many of the findings are about accounts without an owner. */
  readonly unknown: number;
  readonly snoozed: number;
  /** Accounts without an owner: the unknown ones, snoozed ones included, and those that are not people. */
  readonly clearing: number;
  /** Accounts without an owner that need none: bots, rooms, service accounts. */
  readonly notPeople: number;
  /** What groups grant against what people have; never an alert. */
  readonly drift?: Drift | null;
  readonly givesActivity: boolean;
  /** What was missing from its last read because of the app's plan or a missing right. */
  readonly withheld?: readonly Withheld[];
  readonly oldestOpenedAt: Instant | null;
}

/** What happened since the previous digest. */
interface DigestWeek {
  readonly opened: number;
  readonly reopened: number;
  /** Findings that were open already and got worse: a seat was used after its owner left. */
  readonly worse: number;
  readonly closed: number;
  /** Seats proven free by a complete read, and what they cost a month. */
  readonly freed: number;
  readonly saved: Money;
  /** The same by the day from which it saves. */
  readonly savings: Savings;
  readonly peopleLeft: number;
  /** Of those, how many no longer hold a seat. */
  readonly peopleClean: number;
  /** The names of the first few. */
  readonly names: readonly string[];
  readonly decisions: Decisions;
}

/** How often admins decided since the previous digest. */
export interface Decisions {
  readonly known: number;
  readonly linked: number;
  readonly added: number;
  readonly snoozed: number;
  /** Accounts that an admin said were removed. */
  readonly removalSaid: number;
  /** Mail domains that an admin said mean another one. */
  readonly ruled: number;
  /** Subscriptions for which an admin filled in what the app does not tell. */
  readonly completed: number;
  /** Earlier decisions that were taken back. */
  readonly takenBack: number;
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
  /** People with accounts who leave within a month, the first to leave first. */
  readonly leaving: readonly { readonly name: string; readonly on: Day; readonly accounts: number }[];
  /** Of the people who left and still hold seats, the one who left first, with the apps; `null` when there is none. */
  readonly longest: { readonly name: string; readonly leftOn: Day; readonly apps: readonly string[] } | null;
  readonly oldest: readonly { readonly app: string; readonly label: string; readonly openedAt: Instant }[];
  readonly days: readonly { readonly day: Day; readonly open: number; readonly seats: number }[];
}

export interface Digest extends DigestFacts {
  readonly open: number;
  readonly licenses: number;
  readonly unknown: number;
  readonly snoozed: number;
  /** What the seats of people who left or are inactive cost a month, snoozed ones included. */
  readonly atStake: Money;
  /** The part of it that is to be decided on. */
  readonly openStake: Money;
  /** The apps with something to decide on, most at stake first. */
  readonly worst: readonly DigestApp[];
  readonly complete: number;
  readonly stale: readonly {
    readonly name: string;
    readonly state: DigestApp['state'];
    readonly dataAt: Instant | null;
  }[];
  readonly withoutActivity: readonly string[];
  /** Nothing has happened since the last digest, every source is good, and no key expires soon. */
  readonly nothingNew: boolean;
}

export function buildDigest(facts: DigestFacts): Digest {
  const { apps, roster, week } = facts;
  const sum = (of: (app: DigestApp) => number) => apps.reduce((total, app) => total + of(app), 0);
  const stale = [...roster, ...apps].filter(({ state }) => state !== 'good');
  const ending = apps.some(({ withheld = [] }) => withheld.some(({ from }) => from !== undefined));
  const decided = Object.values(week.decisions).reduce((total, number) => total + number, 0);
  const moved =
    week.opened + week.reopened + week.worse + week.closed + week.freed + week.peopleLeft + decided;
  return {
    ...facts,
    open: sum(({ open }) => open),
    licenses: sum(({ licenses }) => licenses),
    unknown: sum(({ unknown }) => unknown),
    snoozed: sum(({ snoozed }) => snoozed),
    atStake: addMoney(apps.map((app) => app.atStake)),
    openStake: addMoney(apps.map((app) => app.openStake)),
    worst: toDecide(apps),
    complete: apps.filter(({ state }) => state === 'good').length,
    stale,
    withoutActivity: apps
      .filter(({ givesActivity, accounts }) => !givesActivity && accounts > 0)
      // The reason is told with it.
      .filter(({ withheld = [] }) => !withheld.some(({ capability }) => capability === 'lastActive'))
      .map(({ name }) => name),
    nothingNew:
      moved === 0 && stale.length === 0 && !ending && facts.renewals.length + facts.leaving.length === 0,
  };
}

/** ISO 8601 week: `{ year: 2026, week: 47 }`. The week belongs to the year of its Thursday. */
export function isoWeek(day: Day): { year: number; week: number } {
  const date = new Date(`${day}T00:00:00Z`);
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1 };
}
