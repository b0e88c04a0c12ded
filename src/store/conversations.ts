import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { conversation } from './chat-schema.ts';
import type { Store } from './open.ts';

export interface ConversationProblem {
  readonly platform: string;
  readonly id: string;
  readonly problem: string;
  readonly at: string;
}

/** Why a conversation could not be written to; `null`: it could. Keeps the moment at which the trouble began. */
export function noteConversation(
  store: Store,
  { platform, id, problem, at }: { platform: string; id: string; problem: string | null; at: string },
): void {
  const before = store.db
    .select({ problem: conversation.problem })
    .from(conversation)
    .where(and(eq(conversation.platform, platform), eq(conversation.id, id)))
    .get();
  if (before === undefined ? problem === null : before.problem === problem) return;
  const set = { problem, problemAt: problem === null ? null : at };
  store.db
    .insert(conversation)
    .values({ platform, id, kind: 'channel', ref: '{}', installedAt: at, ...set })
    .onConflictDoUpdate({ target: [conversation.platform, conversation.id], set })
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
