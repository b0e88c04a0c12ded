import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { outbox } from '../db/schema.ts';
import type { MessageSubject } from './message-subject.ts';
import { isAhead, type OutboxRow, postedRef, toRow } from './outbox.ts';

/**
 * The next message to one person. Who cannot be reached keeps nobody else waiting, so that it is not the oldest one that counts, but of
 * each subject the oldest one does: its versions go out in order.
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

/** What became of the messages about a subject to one person: whether any was delivered, and why the last one never can be. */
export function personalDelivery(
  store: Store,
  platform: string,
  subject: MessageSubject,
): { readonly delivered: boolean; readonly dead: string | null; readonly waits: string | null } {
  const rows = store.db
    .select({ status: outbox.status, problem: outbox.problem })
    .from(outbox)
    .where(and(eq(outbox.subject, subject), eq(outbox.platform, platform)))
    .orderBy(asc(outbox.id))
    .all();
  const last = rows.at(-1);
  return {
    delivered: postedRef(store, subject, platform) !== null,
    dead: last?.status === 'dead' ? (last.problem ?? '') : null,
    waits: last?.status === 'pending' ? last.problem : null,
  };
}

/** Messages about a subject that have not gone out are not sent any more. */
export function withdraw(store: Store, platform: string, subject: MessageSubject): void {
  store.db
    .update(outbox)
    .set({ status: 'superseded' })
    .where(and(eq(outbox.subject, subject), eq(outbox.platform, platform), eq(outbox.status, 'pending')))
    .run();
}
