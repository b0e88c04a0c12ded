import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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
