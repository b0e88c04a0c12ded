import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AlertPhase } from '../../domain/findings/alert.ts';
import type { Concern } from '../../domain/findings/classify.ts';
import type { Closing } from '../../domain/findings/finding.ts';
import { account } from '../accounts/schema.ts';
import { source } from '../sources/schema.ts';

export const finding = sqliteTable(
  'finding',
  {
    account: integer('account')
      .primaryKey()
      .references(() => account.id),
    app: integer('app')
      .notNull()
      .references(() => source.id),
    concern: text('concern').$type<Concern>().notNull(),
    openedAt: text('opened_at').notNull(),
    closedAt: text('closed_at'),
    closing: text('closing').$type<Closing>(),
    closedBy: text('closed_by'),
    reopened: integer('reopened').notNull(),
    snoozedUntil: text('snoozed_until'),
    /** When an admin said that the seat was removed; `null` once a complete read showed whether it was. */
    removalSaid: text('removal_said'),
  },
  (t) => [
    index('finding_open').on(t.app, t.concern, t.snoozedUntil, t.openedAt).where(sql`closed_at is null`),
    index('finding_closed').on(t.closedAt).where(sql`closed_at is not null`),
    index('finding_removal').on(t.app, t.concern).where(sql`removal_said is not null`),
  ],
);

/**
 * What happened to an account in addition to what the other tables keep: how its finding changed, and when it was gone and came back. A
 * finding that was opened once and never changed has no rows here.
 */
export const accountEvent = sqliteTable(
  'account_event',
  {
    id: integer('id').primaryKey(),
    /** The account's row. */
    account: integer('account').notNull(),
    at: text('at').notNull(),
    /** Its kind; `detail` is the whole as JSON: `Happening` in domain/findings/happening.ts. */
    kind: text('kind').notNull(),
    detail: text('detail').notNull(),
    /** The admin who did it; `null` for Seatkeeper. */
    by: text('by'),
  },
  (t) => [index('account_event_of').on(t.account, t.id)],
);

export const alert = sqliteTable('alert', {
  app: integer('app')
    .primaryKey()
    .references(() => source.id),
  phase: text('phase').$type<AlertPhase>().notNull(),
  postedAt: text('posted_at').notNull(),
  /** Rows handled since the last sync: they stay visible until the next. */
  handled: text('handled').notNull().default('[]'),
  snoozedUntil: text('snoozed_until'),
  /** What is new in it, as JSON: `NewsList` in domain/findings/news.ts. */
  news: text('news'),
});

/** One row per weekly digest that was due. */
export const digest = sqliteTable('digest', {
  /** The moment it was due by its schedule. */
  dueAt: text('due_at').primaryKey(),
  sentAt: text('sent_at').notNull(),
});

/** Open findings and money at stake per app and day: the digest's chart. */
export const daily = sqliteTable(
  'daily',
  {
    day: text('day').notNull(),
    app: integer('app').notNull(),
    open: integer('open').notNull(),
    seats: integer('seats').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.app] })],
);
