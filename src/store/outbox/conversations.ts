import { and, desc, eq, isNotNull, isNull, ne, notInArray } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { conversation } from './schema.ts';

export interface ConversationProblem {
  readonly platform: string;
  readonly id: string;
  readonly problem: string;
  readonly at: string;
}

/**
 * Records why messages could not be sent to a conversation, and keeps the moment at which that began. `null` means that it worked: then
 * problems with the platform's other conversations are forgotten, because alerts go to only one.
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

/** Forgets the problems with the conversations of a platform, except with one of them. */
export function forgetProblems(store: Store, platform: string, besides: string | null = null): void {
  const others = besides === null ? undefined : ne(conversation.id, besides);
  store.db
    .update(conversation)
    .set({ problem: null, problemAt: null })
    .where(and(eq(conversation.platform, platform), isNotNull(conversation.problem), others))
    .run();
}

/** Forgets the problems with platforms that are no longer set up, because nothing is sent to them. */
export function forgetProblemsElsewhere(store: Store, platforms: readonly string[]): void {
  store.db
    .update(conversation)
    .set({ problem: null, problemAt: null })
    .where(and(notInArray(conversation.platform, [...platforms]), isNotNull(conversation.problem)))
    .run();
}

/** Conversations to which messages cannot be sent at present. */
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

/** Stores a conversation in which the bot was installed; `false` when it was known already. Earlier problems there are forgotten. */
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

/** The bot was removed from the conversation: nothing is sent there any more. */
export function dropConversation(store: Store, platform: string, id: string, at: string): void {
  store.db
    .update(conversation)
    .set({ removedAt: at })
    .where(and(eq(conversation.platform, platform), eq(conversation.id, id), isNull(conversation.removedAt)))
    .run();
}

/** Our references to the conversations in which the bot is installed, the newest first. */
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
