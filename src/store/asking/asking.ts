import { and, asc, eq, gte, isNotNull, isNull } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { type StoredQuestion, toQuestion } from './questions.ts';
import { seatQuestion } from './schema.ts';

/** The questions of one message, answered or not, in the order in which it lists them. */
export function questionsOfAsking(store: Store, asking: number): readonly StoredQuestion[] {
  return store.db
    .select()
    .from(seatQuestion)
    .where(eq(seatQuestion.asking, asking))
    .orderBy(asc(seatQuestion.id))
    .all()
    .map(toQuestion);
}

/** Whether somebody has a message with an open question: until it is answered, no other message is sent to them. */
export function hasOpenQuestion(store: Store, platform: string, chatUser: string): boolean {
  const open = store.db
    .select({ id: seatQuestion.id })
    .from(seatQuestion)
    .where(
      and(
        isNull(seatQuestion.endedAt),
        eq(seatQuestion.state, 'open'),
        eq(seatQuestion.platform, platform),
        eq(seatQuestion.chatUser, chatUser),
      ),
    )
    .limit(1)
    .get();
  return open !== undefined;
}

/** People whose questions were asked and have ended since then. */
export function askedUntil(store: Store, since: Instant): readonly number[] {
  return store.db
    .selectDistinct({ person: seatQuestion.person })
    .from(seatQuestion)
    .where(and(gte(seatQuestion.endedAt, since), isNotNull(seatQuestion.asking)))
    .all()
    .map(({ person }) => person);
}
