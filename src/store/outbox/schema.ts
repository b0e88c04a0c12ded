import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { RejectionReason } from '../../domain/rejected-request.ts';

/* Outgoing messages, and what the chat platforms need remembered: what they delivered, where they may be written to, and who looks at a home page. */

export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'in-doubt' | 'dead' | 'superseded';

/** Outgoing messages in order, one row per platform. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    platform: text('platform').notNull(),
    /** The message that is updated in place: `alert:figma`, `health:app:figma`, `digest:2026-11-16T09:00:00.000Z`. */
    subject: text('subject').notNull(),
    mode: text('mode').$type<'post' | 'edit'>().notNull(),
    quiet: integer('quiet', { mode: 'boolean' }).notNull(),
    message: text('message').notNull(),
    /** The only person it is for, as `Caller.id`; `null` for messages to the admin channel. */
    recipient: text('recipient'),
    status: text('status').$type<OutboxStatus>().notNull(),
    tries: integer('tries').notNull().default(0),
    nextAt: text('next_at'),
    problem: text('problem'),
    createdAt: text('created_at').notNull(),
    sentAt: text('sent_at'),
  },
  (t) => [
    index('outbox_waiting').on(t.platform, t.id).where(sql`status in ('pending', 'sending')`),
    // The few among all that were ever sent: they are asked for every few seconds.
    index('outbox_troubled').on(t.createdAt).where(sql`status in ('in-doubt', 'dead')`),
    index('outbox_subject').on(t.subject, t.platform),
  ],
);

/** Where the message of a subject was posted, so that it can be updated in place. */
export const posted = sqliteTable(
  'posted',
  {
    subject: text('subject').notNull(),
    platform: text('platform').notNull(),
    ref: text('ref').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.platform] })],
);

/** Deliveries that were handled, by the platform's own id, so that a replay or a retry does nothing. Kept for 7 days. */
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

/** A channel or chat in which the bot was installed or is configured to post. */
export const conversation = sqliteTable(
  'conversation',
  {
    platform: text('platform').notNull(),
    id: text('id').notNull(),
    kind: text('kind').$type<'channel' | 'personal'>().notNull(),
    /** Our own reference to it as JSON, never the SDK's. */
    ref: text('ref').notNull(),
    installedAt: text('installed_at').notNull(),
    removedAt: text('removed_at'),
    /** Why the last message to it could not be sent. */
    problem: text('problem'),
    problemAt: text('problem_at'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.id] })],
);

/** Rejected requests that claimed to be from a platform, counted by the hour. Nothing of their content is kept. Kept for 24 hours. */
export const rejectedRequest = sqliteTable(
  'refused',
  {
    platform: text('platform').notNull(),
    reason: text('reason').$type<RejectionReason>().notNull(),
    /** `2026-03-02T09` */
    hour: text('hour').notNull(),
    count: integer('count').notNull(),
    lastAt: text('last_at').notNull(),
    /** Whether a request from the platform has been accepted since. */
    answered: integer('answered', { mode: 'boolean' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.reason, t.hour] })],
);

/** Who has opened the bot's home page, so that it can be kept up to date. */
export const home = sqliteTable(
  'home',
  {
    platform: text('platform').notNull(),
    user: text('user').notNull(),
    openedAt: text('opened_at').notNull(),
    /** Fingerprint of what was shown last: the same page is not sent twice. */
    shown: integer('shown'),
  },
  (t) => [primaryKey({ columns: [t.platform, t.user] })],
);
