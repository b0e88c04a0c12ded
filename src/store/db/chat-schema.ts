import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RejectionReason } from '../../domain/rejected-request.ts';

/* What the chat platforms need remembered: what they delivered, where they may be written to, and who looks at a home page. */

/** Deliveries that were taken in, by the platform's own id, so that a replay or a retry does nothing. Kept for 7 days. */
export const received = sqliteTable(
  'received',
  {
    platform: text('platform').notNull(),
    /** `event_id`, `trigger_id`, an activity's id. */
    id: text('id').notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.id] }), index('received_at').on(t.at)],
);

/** A channel or chat the bot was installed in or is told to post to. */
export const conversation = sqliteTable(
  'conversation',
  {
    platform: text('platform').notNull(),
    id: text('id').notNull(),
    kind: text('kind').$type<'channel' | 'personal'>().notNull(),
    /** Our own reference to it, as JSON: never the SDK's. */
    ref: text('ref').notNull(),
    installedAt: text('installed_at').notNull(),
    removedAt: text('removed_at'),
    /** Why it could not be written to when it was tried last. */
    problem: text('problem'),
    problemAt: text('problem_at'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.id] })],
);

/** Requests in a platform's name that were refused, counted by the hour; nothing of what was in them. Kept for 24 hours. */
export const refused = sqliteTable(
  'refused',
  {
    platform: text('platform').notNull(),
    reason: text('reason').$type<RejectionReason>().notNull(),
    /** `2026-03-02T09` */
    hour: text('hour').notNull(),
    count: integer('count').notNull(),
    lastAt: text('last_at').notNull(),
    /** Whether the platform was let in since. */
    answered: integer('answered', { mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.reason, t.hour] })],
);

/** Who has opened the bot's home page, so that it can be kept true. */
export const home = sqliteTable(
  'home',
  {
    platform: text('platform').notNull(),
    user: text('user').notNull(),
    openedAt: text('opened_at').notNull(),
    /** Stands for what was shown last: the same again is not sent. */
    shown: integer('shown'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.user] })],
);
