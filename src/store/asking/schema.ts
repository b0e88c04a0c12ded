import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { QuestionState } from '../../domain/asking/question.ts';

/** What people were asked about seats that they do not use, and what they said. Rows are never deleted: they are evidence, and the cool-down counts from them. */
export const seatQuestion = sqliteTable(
  'seat_question',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    app: integer('app').notNull(),
    account: text('account').notNull(),
    /** The account's owner. */
    person: integer('person').notNull(),
    state: text('state').$type<QuestionState>().notNull(),
    /** `SeatAsked` in domain/asking/question.ts as JSON: what the person read. */
    asked: text('asked').notNull(),
    /** The day on which it was chosen: its line is in that day's summary. */
    round: text('round').notNull(),
    /** The message that asks it, named by the number of the first question in it; `null` until it is asked. */
    asking: integer('asking'),
    /** When it is due next: to be asked, for a reminder, or because the time to answer is over. */
    dueAt: text('due_at').notNull(),
    askedAt: text('asked_at'),
    endedAt: text('ended_at'),
    /** Where and to whom it was sent, as `Caller.id`: nobody else can answer. */
    platform: text('platform'),
    chatUser: text('chat_user'),
    timezone: text('timezone'),
    reminders: integer('reminders').notNull().default(0),
    /** Until when they need the seat, or who is to have it. */
    until: text('until'),
    givenTo: integer('given_to'),
    /** Why it was closed, or why nobody could be asked, as JSON. */
    why: text('why'),
    /** Who answered: `Caller.id` and name; an admin, if they wrote down what they were told. */
    answeredBy: text('answered_by'),
    answeredName: text('answered_name'),
    /** Not asked about this seat again before this day. */
    notBefore: text('not_before'),
    /** What an answer asks of the admins: to remove the seat. */
    request: text('request').$type<'open' | 'done' | 'declined'>(),
    requestBy: text('request_by'),
    requestAt: text('request_at'),
  },
  (t) => [
    // At most one live question about one seat.
    uniqueIndex('seat_question_live').on(t.app, t.account).where(sql`ended_at is null`),
    index('seat_question_due').on(t.dueAt).where(sql`ended_at is null`),
    index('seat_question_account').on(t.app, t.account),
    index('seat_question_round').on(t.round),
    index('seat_question_asking').on(t.asking),
    index('seat_question_request').on(t.id).where(sql`request = 'open'`),
  ],
);
