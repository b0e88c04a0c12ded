import { and, asc, desc, eq, gt, inArray, isNull, lt, max } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { Message, MessageRef } from '../../domain/message.ts';
import type { Store } from '../db/open.ts';
import { takeSaidLater } from '../restored/told-later.ts';
import type { MessageSubject } from './message-subject.ts';
import { type OutboxStatus, outbox, posted } from './schema.ts';

export interface Outgoing {
  readonly platforms: readonly string[];
  /** The message that this is a version of. */
  readonly subject: MessageSubject;
  readonly mode: 'post' | 'edit';
  readonly quiet: boolean;
  readonly message: Message;
  /** The only person it is for, as `Caller.id`; if left out, it goes to the admin channel. */
  readonly recipient?: string | null;
  readonly at: string;
}

export interface OutboxRow {
  readonly id: number;
  readonly platform: string;
  readonly subject: MessageSubject;
  readonly mode: 'post' | 'edit';
  readonly quiet: boolean;
  readonly message: Message;
  readonly recipient: string | null;
  readonly status: OutboxStatus;
  readonly tries: number;
  readonly nextAt: string | null;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
}

/** Must be called inside the transaction that makes the change. An edit replaces edits of the same message still waiting. */
export function enqueue(
  store: Store,
  { platforms, subject, mode: asked, quiet, message, recipient = null, at }: Outgoing,
): void {
  if (!store.sqlite.inTransaction) throw new Error('a message belongs to the transaction of its change');
  for (const platform of platforms) {
    let loud = !quiet;
    const mode = asked === 'post' && takeSaidLater(store, platform, subject, at) ? 'edit' : asked;
    if (mode === 'edit') {
      const waiting = and(
        eq(outbox.platform, platform),
        eq(outbox.subject, subject),
        eq(outbox.mode, 'edit'),
        eq(outbox.status, 'pending'),
        gt(outbox.id, lastPost(store, platform, subject)),
      );
      const replaced = store.db
        .update(outbox)
        .set({ status: 'superseded' })
        .where(waiting)
        .returning({ quiet: outbox.quiet })
        .all();
      loud ||= replaced.some((row) => !row.quiet);
    }
    store.db
      .insert(outbox)
      .values({
        platform,
        subject,
        mode,
        quiet: !loud,
        message: JSON.stringify(message),
        recipient,
        status: 'pending',
        createdAt: at,
      })
      .run();
  }
}

/** An edit before the last post is about another message: the one that post replaced. */
function lastPost(store: Store, platform: string, subject: MessageSubject): number {
  const posts = and(eq(outbox.platform, platform), eq(outbox.subject, subject), eq(outbox.mode, 'post'));
  return (
    store.db
      .select({ id: max(outbox.id) })
      .from(outbox)
      .where(posts)
      .get()?.id ?? 0
  );
}

/** The next message to the admin channel: one that waits for a later try keeps those behind it waiting. */
export function nextOutgoing(store: Store, platform: string, now: string): OutboxRow | null {
  const row = store.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.platform, platform), eq(outbox.status, 'pending'), isNull(outbox.recipient)))
    .orderBy(asc(outbox.id))
    .limit(1)
    .get();
  return row === undefined || (row.nextAt !== null && isAhead(row.nextAt, now)) ? null : toRow(row);
}

/** Nothing waits longer than this: a later moment was noted by a clock that has been set back since. */
export const LONGEST_WAIT_MS = 3_600_000;

export function isAhead(nextAt: Instant, now: Instant): boolean {
  const wait = Date.parse(nextAt) - Date.parse(now);
  return wait > 0 && wait <= LONGEST_WAIT_MS;
}

/** Messages that wait for a later try are tried at once. */
export function tryNow(store: Store): void {
  store.db.update(outbox).set({ nextAt: null }).where(eq(outbox.status, 'pending')).run();
}

export function inFlight(store: Store, platform: string): readonly OutboxRow[] {
  return store.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.platform, platform), eq(outbox.status, 'sending')))
    .orderBy(asc(outbox.id))
    .all()
    .map(toRow);
}

export function markOutgoing(
  store: Store,
  id: number,
  change: {
    status: OutboxStatus;
    sentAt?: string;
    nextAt?: string | null;
    problem?: string | null;
    tries?: number;
  },
): void {
  store.db.update(outbox).set(change).where(eq(outbox.id, id)).run();
}

export function postedRef(store: Store, subject: MessageSubject, platform: string): MessageRef | null {
  const row = store.db
    .select({ ref: posted.ref })
    .from(posted)
    .where(and(eq(posted.subject, subject), eq(posted.platform, platform)))
    .get();
  return row === undefined ? null : (JSON.parse(row.ref) as MessageRef);
}

export function savePosted(store: Store, subject: MessageSubject, platform: string, ref: MessageRef): void {
  const json = JSON.stringify(ref);
  store.db
    .insert(posted)
    .values({ subject, platform, ref: json })
    .onConflictDoUpdate({ target: [posted.subject, posted.platform], set: { ref: json } })
    .run();
}

/** The subject of the message that was posted with this ref. */
export function subjectAt(store: Store, platform: string, ref: MessageRef): MessageSubject | null {
  const rows = store.db
    .select({ subject: posted.subject, ref: posted.ref })
    .from(posted)
    .where(eq(posted.platform, platform))
    .all();
  const wanted = JSON.stringify(ref);
  const found = rows.find((row) => row.ref === wanted)?.subject ?? null;
  return found as MessageSubject | null;
}

/** The last message that was queued about a subject, whatever became of it. */
export function lastOutgoing(store: Store, platform: string, subject: MessageSubject): OutboxRow | null {
  const row = store.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.subject, subject), eq(outbox.platform, platform)))
    .orderBy(desc(outbox.id))
    .limit(1)
    .get();
  return row === undefined ? null : toRow(row);
}

/** Whether the last thing sent about this subject may not have arrived. */
export function isInDoubt(store: Store, { platform, subject, id }: OutboxRow): boolean {
  const row = store.db
    .select({ status: outbox.status })
    .from(outbox)
    .where(
      and(
        eq(outbox.subject, subject),
        eq(outbox.platform, platform),
        inArray(outbox.status, ['sent', 'in-doubt']),
        lt(outbox.id, id),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(1)
    .get();
  return row?.status === 'in-doubt';
}

/** A newer version of a message was sent, so trouble with older versions no longer matters. */
export function supersede(store: Store, { platform, subject, id }: OutboxRow): void {
  store.db
    .update(outbox)
    .set({ status: 'superseded' })
    .where(
      and(
        eq(outbox.subject, subject),
        eq(outbox.platform, platform),
        inArray(outbox.status, ['in-doubt', 'dead']),
        lt(outbox.id, id),
      ),
    )
    .run();
}

export function toRow(row: typeof outbox.$inferSelect): OutboxRow {
  return { ...row, subject: row.subject as MessageSubject, message: JSON.parse(row.message) as Message };
}
