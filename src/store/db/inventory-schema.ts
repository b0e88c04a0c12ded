import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { LicenseConcern } from '../../domain/licenses/license-concern.ts';
import type { Term } from '../../domain/licenses/subscription.ts';

/*
 * What admins know of licenses and groups, and what follows from it. What the sources themselves report is in schema.ts.
 */

/** Terms of a subscription that an admin completed; with `null`, those of the vendor or of seatkeeper.yaml apply. */
export const subscriptionTerms = sqliteTable(
  'subscription_terms',
  {
    app: integer('app').notNull(),
    externalId: text('external_id').notNull(),
    product: text('product'),
    model: text('model'),
    pool: text('pool'),
    purchased: integer('purchased'),
    /** In hundredths of `currency`, per seat and `term`. */
    unitPrice: integer('unit_price'),
    currency: text('currency'),
    term: text('term').$type<Term>(),
    renewsOn: text('renews_on'),
    noticeDays: integer('notice_days'),
    /** The minimum entitlement period. */
    entitlementDays: integer('entitlement_days'),
    by: text('by').notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.app, t.externalId] })],
);

/**
 * Who holds which license since when, where the account itself does not tell: a license gained after the account was first
 * seen, and one that ended. A license without a row is held since the account was first seen.
 */
export const assignment = sqliteTable(
  'assignment',
  {
    account: integer('account').notNull(),
    /** As the app calls it. */
    license: text('license').notNull(),
    since: text('since').notNull(),
    endedAt: text('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.license] }),
    index('assignment_ended').on(t.endedAt).where(sql`ended_at is not null`),
  ],
);

/** What is wrong with a subscription as a whole: more used than bought, grace that ends. */
export const licenseFinding = sqliteTable(
  'license_finding',
  {
    app: integer('app').notNull(),
    subscription: text('subscription').notNull(),
    concern: text('concern').$type<LicenseConcern>().notNull(),
    /** The figures behind it, as JSON. */
    detail: text('detail').notNull(),
    openedAt: text('opened_at').notNull(),
    closedAt: text('closed_at'),
    /** What an admin decided about it, as JSON: `LicenseDecision` in domain/licenses/license-decision.ts; `null` while nothing is. */
    decision: text('decision'),
  },
  (t) => [primaryKey({ columns: [t.app, t.subscription, t.concern] })],
);

/** A seat that a complete read proved free, with what it cost then. */
export const saving = sqliteTable(
  'saving',
  {
    id: integer('id').primaryKey(),
    app: integer('app').notNull(),
    account: integer('account').notNull(),
    license: text('license').notNull(),
    /** Millionths of `currency` a month: a twelfth of an annual price is not rounded to the hundredth. */
    monthly: integer('monthly').notNull(),
    currency: text('currency').notNull(),
    /** The day from which it saves money: the same day, or the renewal of an annual term. */
    from: text('from_day').notNull(),
    at: text('at').notNull(),
  },
  (t) => [index('saving_at').on(t.at)],
);

/** Renewals and notice days that were announced, so that none is announced twice. */
export const reminder = sqliteTable(
  'reminder',
  {
    app: integer('app').notNull(),
    subscription: text('subscription').notNull(),
    kind: text('kind').$type<'renewal' | 'notice'>().notNull(),
    day: text('day').notNull(),
    daysBefore: integer('days_before').notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.app, t.subscription, t.kind, t.day, t.daysBefore] })],
);

/** Matching rules that an admin accepted from an offer. Ended ones stay. */
export const rule = sqliteTable(
  'rule',
  {
    id: integer('id').primaryKey(),
    /** `domain-alias`: addresses of the domain `from` mean the same local part at `to`. */
    kind: text('kind').$type<'domain-alias'>().notNull(),
    from: text('from_value').notNull(),
    to: text('to_value').notNull(),
    by: text('by').notNull(),
    at: text('at').notNull(),
    endedAt: text('ended_at'),
    endedBy: text('ended_by'),
  },
  (t) => [uniqueIndex('rule_current').on(t.kind, t.from).where(sql`ended_at is null`)],
);

/** What the organisation chose to see, such as the columns of an app's table. */
export const setting = sqliteTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
  by: text('by').notNull(),
  at: text('at').notNull(),
});

/** Groups of a directory and the groups they contain. Their members are in `person.groups`. */
export const directoryGroup = sqliteTable(
  'directory_group',
  {
    source: integer('source').notNull(),
    name: text('name').notNull(),
    /** Names of the groups in it, as a JSON list. */
    contains: text('contains').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.name] })],
);
