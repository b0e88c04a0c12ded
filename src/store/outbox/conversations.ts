import { and, desc, eq, isNotNull, isNull, ne, notInArray } from 'drizzle-orm';
import { conversation } from '../db/chat-schema.ts';
import type { Store } from '../db/open.ts';

export interface ConversationProblem {
  readonly platform: string;
  readonly id: string;
  readonly problem: string;
  readonly at: string;
}

/**
 * Why a conversation could not be written to; `null`: it could, and what was wrong with others does not matter any more, because
 * alerts go to one. Keeps the moment at which the trouble began.
 */
export function noteConversation(
  store: Store,
  { platform, id, problem, at }: { platform: string; id: string; problem: string | null; at: string },
): void {
  if (problem === null) {
    forgetProblems(store, platform);
    return;
  }
  const before = store.db
    .select({ problem: conversation.problem })
    .from(conversation)
    .where(and(eq(conversation.platform, platform), eq(conversation.id, id)))
    .get();
  if (before?.problem === problem) return;
  const set = { problem, problemAt: at };
  store.db
    .insert(conversation)
    .values({ platform, id, kind: 'channel', ref: '{}', installedAt: at, ...set })
    .onConflictDoUpdate({ target: [conversation.platform, conversation.id], set })
    .run();
}

/** What was wrong with the conversations of a platform does not hold any more, but for one of them. */
export function forgetProblems(store: Store, platform: string, besides: string | null = null): void {
  const others = besides === null ? undefined : ne(conversation.id, besides);
  store.db
    .update(conversation)
    .set({ problem: null, problemAt: null })
    .where(and(eq(conversation.platform, platform), isNotNull(conversation.problem), others))
    .run();
}

/** Nobody writes to a platform that is not set up any more. */
export function forgetProblemsElsewhere(store: Store, platforms: readonly string[]): void {
  store.db
    .update(conversation)
    .set({ problem: null, problemAt: null })
    .where(and(notInArray(conversation.platform, [...platforms]), isNotNull(conversation.problem)))
    .run();
}

/** Conversations that cannot be written to now. */
export function conversationProblems(store: Store): readonly ConversationProblem[] {
  return store.db
    .select()
    .from(conversation)
    .where(and(isNotNull(conversation.problem), isNull(conversation.removedAt)))
    .all()
    .map(({ platform, id, problem, problemAt, installedAt }) => ({
      platform,
      id,
      problem: problem ?? '',
      at: problemAt ?? installedAt,
    }));
}

/** Keeps where the bot may speak; `false` when it was known. What was wrong there before is forgotten: it was put there anew. */
export function saveConversation(
  store: Store,
  {
    platform,
    id,
    kind,
    ref,
    at,
  }: { platform: string; id: string; kind: 'channel' | 'personal'; ref: object; at: string },
): boolean {
  const before = store.db
    .select()
    .from(conversation)
    .where(and(eq(conversation.platform, platform), eq(conversation.id, id)))
    .get();
  const known = before !== undefined && before.removedAt === null && before.ref !== '{}';
  const set = { kind, ref: JSON.stringify(ref), removedAt: null, problem: null, problemAt: null };
  store.db
    .insert(conversation)
    .values({ platform, id, installedAt: at, ...set })
    .onConflictDoUpdate({
      target: [conversation.platform, conversation.id],
      set: known ? set : { ...set, installedAt: at },
    })
    .run();
  return !known;
}

/** The bot was taken out: nothing is said there any more. */
export function dropConversation(store: Store, platform: string, id: string, at: string): void {
  store.db
    .update(conversation)
    .set({ removedAt: at })
    .where(and(eq(conversation.platform, platform), eq(conversation.id, id), isNull(conversation.removedAt)))
    .run();
}

/** Our references to where the bot may speak, the newest first. */
export function conversationsOf(store: Store, platform: string): readonly unknown[] {
  return store.db
    .select({ ref: conversation.ref })
    .from(conversation)
    .where(
      and(eq(conversation.platform, platform), isNull(conversation.removedAt), ne(conversation.ref, '{}')),
    )
    .orderBy(desc(conversation.installedAt), desc(conversation.id))
    .all()
    .map(({ ref }) => JSON.parse(ref) as unknown);
}
