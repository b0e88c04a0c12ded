import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { LicenseConcern } from '../../domain/licenses/license-concern.ts';
import type { CapabilityStatus, Term } from '../../domain/licenses/subscription.ts';
import { source } from '../sources/schema.ts';

/* What the apps report about their licenses, what admins know about them, and what follows from it. */

export const subscription = sqliteTable(
  'subscription',
  {
    app: integer('app')
      .notNull()
      .references(() => source.id),
    externalId: text('external_id').notNull(),
    sku: text('sku').notNull(),
    product: text('product'),
    model: text('model'),
    purchased: integer('purchased'),
    unlimited: integer('unlimited', { mode: 'boolean' }).notNull(),
    consumed: integer('consumed'),
    enabled: integer('enabled'),
    warning: integer('warning'),
    suspended: integer('suspended'),
    capabilityStatus: text('capability_status').$type<CapabilityStatus>(),
    /** In hundredths of `currency`. */
    unitPrice: integer('unit_price'),
    currency: text('currency'),
    term: text('term').$type<Term>(),
    renewsOn: text('renews_on'),
    endsOn: text('ends_on'),
    lastImport: text('last_import').notNull(),
    goneAt: text('gone_at'),
  },
  (t) => [primaryKey({ columns: [t.app, t.externalId] })],
);

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
 * Who has held which license since when, if the account itself does not tell: licenses gained after the account was first seen, and those
 * that ended. A license without a row has been held since the account was first seen.
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
