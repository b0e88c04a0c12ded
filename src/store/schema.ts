import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/* What belongs to the organisation as a whole. The tables of each subject are in the `schema.ts` of its folder. */

/** Append-only (by trigger) and hash-chained; see store/audit.ts. */
export const audit = sqliteTable('audit', {
  seq: integer('seq').primaryKey(),
  at: text('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: text('detail').notNull(),
  hash: text('hash').notNull(),
});

/** A number for each subject that cached results are computed from; see versions.ts. */
export const version = sqliteTable('version', {
  subject: text('subject').primaryKey(),
  value: integer('value').notNull(),
});

/** What the organisation chose to see, such as the columns of an app's table. */
export const setting = sqliteTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
  by: text('by').notNull(),
  at: text('at').notNull(),
});

/** When a scheduled job is due next: one that was due while Seatkeeper was stopped is recognised as late. */
export const job = sqliteTable('job', {
  name: text('name').primaryKey(),
  /** The schedule that the due time was computed from. */
  schedule: text('schedule').notNull(),
  dueAt: text('due_at').notNull(),
});
