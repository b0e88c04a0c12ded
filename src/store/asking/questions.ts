import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { ClosedWhy, QuestionState, SeatAsked, UnreachableWhy } from '../../domain/asking/question.ts';
import { isLiveQuestion } from '../../domain/asking/question.ts';
import type { Day, Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { seatQuestion } from './schema.ts';

type Row = typeof seatQuestion.$inferSelect;

/** One person, asked about one seat. */
export interface StoredQuestion extends Omit<Row, 'asked' | 'why'> {
  readonly asked: SeatAsked;
  /** For a closed question, or for one that reached nobody. */
  readonly why: { readonly closed: ClosedWhy } | { readonly unreachable: UnreachableWhy } | null;
}

export interface NewQuestion {
  readonly app: number;
  readonly account: string;
  readonly person: number;
  readonly asked: SeatAsked;
  readonly round: Day;
  readonly dueAt: Instant;
}

/** Throws when the seat has a question that has not ended: there are never two. */
export function addQuestion(store: Store, { asked, ...row }: NewQuestion): number {
  inTransaction(store);
  const values = { ...row, asked: JSON.stringify(asked), state: 'waiting' as const };
  return Number(store.db.insert(seatQuestion).values(values).run().lastInsertRowid);
}

/** What changes with a question, besides its state. */
export type QuestionChange = Partial<
  Pick<
    Row,
    | 'asking'
    | 'dueAt'
    | 'askedAt'
    | 'platform'
    | 'chatUser'
    | 'timezone'
    | 'reminders'
    | 'until'
    | 'givenTo'
    | 'answeredBy'
    | 'answeredName'
    | 'notBefore'
    | 'request'
  >
> & { readonly why?: StoredQuestion['why'] };

/** Works by compare-and-set: if several try at once, only one gets `true`. Call it in the transaction of the change. */
export function changeQuestion(
  store: Store,
  { id, state: from }: Pick<StoredQuestion, 'id' | 'state'>,
  to: QuestionChange & { readonly state: QuestionState; readonly at: Instant },
): boolean {
  inTransaction(store);
  const { state, at, why, ...rest } = to;
  return (
    store.db
      .update(seatQuestion)
      .set({
        ...rest,
        state,
        ...(isLiveQuestion(state) ? {} : { endedAt: at }),
        ...(why === undefined ? {} : { why: why === null ? null : JSON.stringify(why) }),
      })
      .where(and(eq(seatQuestion.id, id), eq(seatQuestion.state, from), isNull(seatQuestion.endedAt)))
      .run().changes === 1
  );
}

/** The admins did what an answer asked for, or decided against it. */
export function endRequest(
  store: Store,
  id: number,
  { to, by, at }: { readonly to: 'done' | 'declined'; readonly by: string; readonly at: Instant },
): boolean {
  inTransaction(store);
  return (
    store.db
      .update(seatQuestion)
      .set({ request: to, requestBy: by, requestAt: at })
      .where(and(eq(seatQuestion.id, id), eq(seatQuestion.request, 'open')))
      .run().changes === 1
  );
}

export function questionById(store: Store, id: number): StoredQuestion | null {
  const row = store.db.select().from(seatQuestion).where(eq(seatQuestion.id, id)).get();
  return row === undefined ? null : toQuestion(row);
}

/** The questions that are due by now, in the order of their due times. */
export function dueQuestions(store: Store, now: Instant, limit: number): readonly StoredQuestion[] {
  return store.db
    .select()
    .from(seatQuestion)
    .where(and(isNull(seatQuestion.endedAt), lte(seatQuestion.dueAt, now)))
    .orderBy(asc(seatQuestion.dueAt), asc(seatQuestion.id))
    .limit(limit)
    .all()
    .map(toQuestion);
}

/** Questions that have not ended. */
export function liveQuestions(store: Store): readonly StoredQuestion[] {
  return store.db
    .select()
    .from(seatQuestion)
    .where(isNull(seatQuestion.endedAt))
    .orderBy(asc(seatQuestion.id))
    .all()
    .map(toQuestion);
}

/** Answers with a request to the admins that is still open. */
export function openRequests(store: Store): readonly StoredQuestion[] {
  return store.db
    .select()
    .from(seatQuestion)
    .where(sql`request = 'open'`)
    .orderBy(asc(seatQuestion.id))
    .all()
    .map(toQuestion);
}

/** The answer by which the owner of this account gave the seat up, as long as nobody has acted on it. */
export function releaseOf(store: Store, app: number, account: string): StoredQuestion | null {
  const row = store.db
    .select()
    .from(seatQuestion)
    .where(
      and(eq(seatQuestion.app, app), eq(seatQuestion.account, account), eq(seatQuestion.request, 'open')),
    )
    .orderBy(desc(seatQuestion.id))
    .limit(1)
    .get();
  return row === undefined ? null : toQuestion(row);
}

/** The questions that were chosen on that day. */
export function questionsOfRound(store: Store, round: Day): readonly StoredQuestion[] {
  return store.db
    .select()
    .from(seatQuestion)
    .where(eq(seatQuestion.round, round))
    .orderBy(asc(seatQuestion.id))
    .all()
    .map(toQuestion);
}

/** Newest first. */
export function latestQuestions(store: Store, limit: number): readonly StoredQuestion[] {
  return store.db
    .select()
    .from(seatQuestion)
    .orderBy(desc(seatQuestion.id))
    .limit(limit)
    .all()
    .map(toQuestion);
}

/** The last question of each seat in an app whose owner needed it until a day that is now over. */
export function overdueSnoozes(store: Store, app: number, today: Day): readonly StoredQuestion[] {
  return store.db
    .select()
    .from(seatQuestion)
    .where(
      and(
        eq(seatQuestion.app, app),
        eq(seatQuestion.state, 'snoozed'),
        lte(seatQuestion.notBefore, today),
        sql`NOT EXISTS (SELECT 1 FROM seat_question later WHERE later.app = ${seatQuestion.app} AND later.account = ${seatQuestion.account} AND later.id > ${seatQuestion.id})`,
      ),
    )
    .orderBy(asc(seatQuestion.id))
    .all()
    .map(toQuestion);
}

function inTransaction(store: Store): void {
  if (!store.sqlite.inTransaction) throw new Error('a change of a question belongs to a transaction');
}

export function toQuestion({ asked, why, ...row }: Row): StoredQuestion {
  return {
    ...row,
    asked: JSON.parse(asked) as SeatAsked,
    why: why === null ? null : (JSON.parse(why) as StoredQuestion['why']),
  };
}
