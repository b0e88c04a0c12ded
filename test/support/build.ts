import type { Account } from '../../src/domain/account.ts';
import { type AccountPast, type Assessment, assess } from '../../src/domain/findings/assess.ts';
import type { FindingRecord } from '../../src/domain/findings/finding.ts';
import type { Known } from '../../src/domain/findings/known.ts';
import type { Subscription } from '../../src/domain/licenses/subscription.ts';
import type { Savings } from '../../src/domain/money/saving.ts';
import type { DigestApp, DigestFacts } from '../../src/domain/overview/digest.ts';
import { domainClasses } from '../../src/domain/owners/domain-classes.ts';
import type { PersonRecord } from '../../src/domain/person.ts';
import type { GuardLimits, MatchingPolicy } from '../../src/domain/policy.ts';
import type { Owner, RosterEntry } from '../../src/domain/roster-index/roster-index.ts';
import { rosterIndex } from '../../src/domain/roster-index/roster-index.ts';
import type { AppEffects } from '../../src/domain/sync/guard.ts';

const NO_SAVINGS: Savings = { nominal: {}, now: {}, later: [], unknown: {}, atMost: null };

/** The company of the tests. A test sets only what matters to it; the rest comes from here. */
export const ACME: MatchingPolicy = {
  domains: ['acme.example'],
  domainAliases: { 'acmeco.onmicrosoft.com': 'acme.example' },
};
export const ACME_DOMAINS = domainClasses(ACME);
export const BERLIN = 'Europe/Berlin';
export const TODAY = '2026-03-09';

/** The default limits of the guard. */
export const APP_LIMITS: GuardLimits = {
  shrinkPercent: 20,
  inactivePercent: 10,
  growPercent: 50,
  atLeast: 5,
};
export const ROSTER_LIMITS: GuardLimits = {
  shrinkPercent: 10,
  inactivePercent: 10,
  growPercent: 50,
  atLeast: 5,
};

/** What a roster read would do to Figma: nothing, but for what a test sets. */
export function effects(facts: Partial<AppEffects> = {}): AppEffects {
  return { app: 'Figma', of: 100, newInactive: 0, newUnowned: 0, ownerChanged: 0, moved: null, ...facts };
}

export function account(facts: Partial<Account> = {}): Account {
  return {
    id: 'u1',
    emails: [],
    username: null,
    name: null,
    state: 'active',
    kind: 'person',
    role: null,
    licenses: [],
    lastActive: null,
    created: null,
    columns: {},
    ...facts,
  };
}

export function entry(facts: Partial<RosterEntry> = {}): RosterEntry {
  return {
    ref: 1,
    source: 1,
    email: null,
    aliases: [],
    usernames: [],
    name: 'Ana Smith',
    status: 'active',
    endDate: null,
    ...facts,
  };
}

export function owner(facts: Partial<Owner> = {}): Owner {
  return { ref: 1, status: 'active', endDate: null, ...facts };
}

export function person(facts: Partial<PersonRecord> = {}): PersonRecord {
  return {
    id: 'p1',
    email: null,
    aliases: [],
    usernames: [],
    name: 'Ana Smith',
    status: 'active',
    department: null,
    manager: null,
    groups: [],
    startDate: null,
    endDate: null,
    ...facts,
  };
}

export function finding(facts: Partial<FindingRecord> = {}): FindingRecord {
  return {
    key: 'figma/u1',
    concern: 'offboarded',
    openedAt: '2026-03-01T06:00:00.000Z',
    closedAt: null,
    closing: null,
    reopened: 0,
    snoozedUntil: null,
    removalSaid: null,
    ...facts,
  };
}

export function known(facts: Partial<Known> = {}): Known {
  return {
    reason: 'contractor',
    by: 'kim',
    until: null,
    facts: { email: null, role: null, owner: null },
    ...facts,
  };
}

export function subscription(facts: Partial<Subscription> = {}): Subscription {
  return {
    id: 'sub-1',
    sku: 'PRO',
    product: null,
    model: null,
    purchased: null,
    unlimited: false,
    consumed: null,
    enabled: null,
    warning: null,
    suspended: null,
    capabilityStatus: null,
    unitPrice: null,
    currency: null,
    term: null,
    renewsOn: null,
    endsOn: null,
    ...facts,
  };
}

export function digestApp(facts: Partial<DigestApp> = {}): DigestApp {
  return {
    name: 'Figma',
    state: 'good',
    dataAt: '2026-03-09T06:00:00.000Z',
    accounts: 10,
    open: 0,
    unknown: 0,
    licenses: 0,
    clearing: 0,
    notPeople: 0,
    snoozed: 0,
    atStake: {},
    openStake: {},
    givesActivity: true,
    oldestOpenedAt: null,
    ...facts,
  };
}

export function digestFacts(
  facts: Partial<Omit<DigestFacts, 'week'>> & { week?: Partial<DigestFacts['week']> } = {},
): DigestFacts {
  return {
    apps: [],
    roster: [],
    oldest: [],
    days: [],
    possible: NO_SAVINGS,
    renewals: [],
    leaving: [],
    longest: null,
    ...facts,
    week: {
      opened: 0,
      reopened: 0,
      worse: 0,
      closed: 0,
      freed: 0,
      saved: {},
      savings: NO_SAVINGS,
      peopleLeft: 0,
      peopleClean: 0,
      names: [],
      decisions: {
        known: 0,
        linked: 0,
        added: 0,
        snoozed: 0,
        removalSaid: 0,
        ruled: 0,
        completed: 0,
        takenBack: 0,
      },
      ...facts.week,
    },
  };
}

/** One account of Acme against these people, today in Berlin. */
export function assessed(
  facts: Partial<Account>,
  people: readonly RosterEntry[],
  past: Partial<AccountPast> & { today?: string } = {},
): Assessment {
  const { today = TODAY, ...remembered } = past;
  return assess(
    account(facts),
    { link: null, known: null, earlier: null, ...remembered },
    rosterIndex(people),
    ACME_DOMAINS,
    { timezone: BERLIN, today },
  );
}
