import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { MessageRef } from '../../domain/message.ts';
import type { Store } from '../db/open.ts';
import type { MessageSubject } from './message-subject.ts';
import { isAhead, markOutgoing, type OutboxRow, postedRef, savePosted, subjectAt, toRow } from './outbox.ts';
import { outbox } from './schema.ts';

/**
 * The next message to one person. Somebody who cannot be reached must keep nobody else waiting, so the oldest message overall does not
 * block the others; but within a subject the oldest goes first, so its versions go out in order.
 */
export function nextPersonal(store: Store, platform: string, now: Instant): OutboxRow | null {
  const waiting = store.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.platform, platform), eq(outbox.status, 'pending'), isNotNull(outbox.recipient)))
    .orderBy(asc(outbox.id))
    .limit(1000)
    .all();
  const seen = new Set<string>();
  for (const row of waiting) {
    if (!seen.has(row.subject) && (row.nextAt === null || !isAhead(row.nextAt, now))) return toRow(row);
    seen.add(row.subject);
  }
  return null;
}

/** What became of the messages about a subject to one person. */
export interface PersonalDelivery {
  /** One of them arrived. */
  readonly delivered: boolean;
  /** When the first one did. */
  readonly deliveredAt: Instant | null;
  /** Why the last one to be posted can never arrive. */
  readonly dead: string | null;
  /** Why it has not gone out. */
  readonly waits: string | null;
  /** The chat never said whether it arrived. */
  readonly inDoubt: boolean;
  /** A change of the message they have was queued since. */
  readonly isChanged: boolean;
  /** One of them, or a change of it, is on its way. */
  readonly isSending: boolean;
}

export function personalDelivery(store: Store, platform: string, subject: MessageSubject): PersonalDelivery {
  const rows = store.db
    .select({ status: outbox.status, mode: outbox.mode, problem: outbox.problem, sentAt: outbox.sentAt })
    .from(outbox)
    .where(and(eq(outbox.subject, subject), eq(outbox.platform, platform)))
    .orderBy(asc(outbox.id))
    .all();
  const posted = rows.findLastIndex(({ mode }) => mode === 'post');
  const last = rows[posted];
  return {
    delivered: postedRef(store, subject, platform) !== null,
    deliveredAt: rows.find(({ mode, sentAt }) => mode === 'post' && sentAt !== null)?.sentAt ?? null,
    dead: last?.status === 'dead' ? (last.problem ?? '') : null,
    waits: last?.status === 'pending' ? last.problem : null,
    inDoubt: last?.status === 'in-doubt',
    isChanged: rows.slice(posted + 1).some(({ status }) => status !== 'superseded'),
    isSending: rows.some(({ status }) => status === 'sending'),
  };
}

/** Messages about a subject that have not gone out are not sent any more. Returns whether one of them was to be posted. */
export function withdraw(store: Store, platform: string, subject: MessageSubject): boolean {
  const withdrawn = store.db
    .update(outbox)
    .set({ status: 'superseded' })
    .where(and(eq(outbox.subject, subject), eq(outbox.platform, platform), eq(outbox.status, 'pending')))
    .returning({ mode: outbox.mode })
    .all();
  return withdrawn.some(({ mode }) => mode === 'post');
}

/**
 * The person turned out to have a message for which the chat never confirmed the arrival: it arrived, and it is this one. Returns whether
 * there was such a message.
 */
export function foundAgain(
  store: Store,
  {
    platform,
    subject,
    ref,
    at,
  }: {
    readonly platform: string;
    readonly subject: MessageSubject;
    readonly ref: MessageRef;
    readonly at: Instant;
  },
): boolean {
  const last = store.db
    .select({ id: outbox.id, status: outbox.status })
    .from(outbox)
    .where(and(eq(outbox.subject, subject), eq(outbox.platform, platform), eq(outbox.mode, 'post')))
    .orderBy(desc(outbox.id))
    .limit(1)
    .get();
  if (last?.status !== 'in-doubt' || subjectAt(store, platform, ref) !== null) return false;
  markOutgoing(store, last.id, { status: 'sent', sentAt: at, problem: null });
  savePosted(store, subject, platform, ref);
  return true;
}
