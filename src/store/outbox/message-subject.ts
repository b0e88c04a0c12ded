import type { Day, Instant } from '../../domain/day.ts';

/**
 * The subject of a message that is updated in place: rows of the outbox with the same subject are versions of one message.
 * Subjects are stored, so these texts never change. A new message that is updated in place starts here.
 */
export const messageSubject = {
  /** The alert of an app. */
  alert: (app: string) => `alert:${app}` as const,
  /** The first word about several apps at once, by its moment. */
  introduction: (at: Instant) => `introduction:${at}` as const,
  /** A failed or held read of a source. */
  health: ({ kind, name }: { readonly kind: 'app' | 'roster'; readonly name: string }) =>
    `health:${kind}:${name}` as const,
  /** Every source whose data is old. */
  oldData: () => 'old-data' as const,
  /** Used by earlier versions for one such source. */
  oldDataOf: ({ kind, name }: { readonly kind: 'app' | 'roster'; readonly name: string }) =>
    `old-data:${kind}:${name}` as const,
  /** Rows of a source that cannot be read. */
  setAside: ({ kind, name }: { readonly kind: 'app' | 'roster'; readonly name: string }) =>
    `set-aside:${kind}:${name}` as const,
  /** The weekly digest, by the moment it was due. */
  digest: (dueAt: Instant) => `digest:${dueAt}` as const,
  /** A renewal that is coming. */
  renewal: (app: string, subscription: string, day: Day) => `renewal:${app}:${subscription}:${day}` as const,
  /** A chat platform that takes no messages. */
  chat: (platform: string) => `chat:${platform}` as const,
  /** A sync that somebody asked for in a chat, by the moment they did. */
  sync: (at: Instant) => `sync:${at}` as const,
  /** A plan to remove accounts, by its number. */
  removal: (plan: number) => `removal:${plan}` as const,
  /** What one person is asked about their seats, by the number of the first question in it. */
  question: (id: number) => `question:${id}` as const,
  /** What an answer to it asks of the admins. */
  request: (question: number) => `request:${question}` as const,
  /** Whom we asked on a day, and what they said. */
  asked: (day: Day) => `asked:${day}` as const,
  /** The database was restored at that moment. */
  restore: (at: Instant) => `restore:${at}` as const,
  /** A message that a restored database does not know, by the moment at which the chat has it. */
  stray: (at: Instant) => `stray:${at}` as const,
};

/** Beginnings of the subjects that are reported again and again, for as long as there is something to report. */
export const LASTING_SUBJECTS = ['alert:', 'health:', 'set-aside:', 'old-data', 'chat:'] as const;

export type MessageSubject = ReturnType<(typeof messageSubject)[keyof typeof messageSubject]>;
