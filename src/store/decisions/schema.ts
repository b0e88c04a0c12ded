import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** `lapsed`: it ended by itself, because its day came or the facts changed. */
export type DecisionEnding = 'replaced' | 'taken-back' | 'lapsed' | 'gone';

/** What admins decided about single accounts. Rows stay when a decision is taken back or lapses. */
export const decision = sqliteTable(
  'decision',
  {
    id: integer('id').primaryKey(),
    kind: text('kind').$type<'known' | 'link'>().notNull(),
    app: integer('app').notNull(),
    account: text('account').notNull(),
    /** The linked person. */
    person: integer('person'),
    reason: text('reason'),
    /** What the admin saw: `KnownFacts` in domain/findings/known.ts. */
    facts: text('facts'),
    until: text('until'),
    by: text('by').notNull(),
    at: text('at').notNull(),
    endedAt: text('ended_at'),
    ending: text('ending').$type<DecisionEnding>(),
    /** Why it ended, in words. */
    ended: text('ended'),
  },
  (t) => [uniqueIndex('decision_current').on(t.kind, t.app, t.account).where(sql`ended_at is null`)],
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
