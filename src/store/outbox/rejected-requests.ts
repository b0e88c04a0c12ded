import { desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { RejectionCount, RejectionReason } from '../../domain/rejected-request.ts';
import { refused } from '../db/chat-schema.ts';
import type { Store } from '../db/open.ts';

/** Older ones say nothing about the present. */
const KEPT_MS = 24 * 3_600_000;

export interface RejectedRequests extends RejectionCount {
  readonly platform: string;
  readonly reason: RejectionReason;
  /** When the last one came. */
  readonly at: string;
}

/** Counts rejected requests. `accepted`: a request was accepted after those already counted. */
export function recordRejections(
  store: Store,
  {
    platform,
    counts,
    accepted,
    at,
  }: { platform: string; counts: readonly RejectionCount[]; accepted: boolean; at: string },
): void {
  purgeRejections(store, at);
  if (accepted) store.db.update(refused).set({ answered: true }).where(eq(refused.platform, platform)).run();
  for (const { reason, count, answered } of counts)
    store.db
      .insert(refused)
      .values({ platform, reason, hour: at.slice(0, 13), count, lastAt: at, answered })
      .onConflictDoUpdate({
        target: [refused.platform, refused.reason, refused.hour],
        set: { count: sql`${refused.count} + ${count}`, lastAt: at, answered },
      })
      .run();
}

/** Requests rejected in the last 24 hours, by platform and reason, the latest first. */
export function rejectionsSince(store: Store, now: string): readonly RejectedRequests[] {
  const last = sql<string>`max(${refused.lastAt})`;
  return store.db
    .select({
      platform: refused.platform,
      reason: refused.reason,
      count: sql<number>`sum(${refused.count})`,
      answered: sql<number>`min(${refused.answered})`,
      at: last,
    })
    .from(refused)
    .where(gt(refused.lastAt, dayBefore(now)))
    .groupBy(refused.platform, refused.reason)
    .orderBy(desc(last), refused.platform, refused.reason)
    .all()
    .map((row) => ({ ...row, answered: row.answered === 1 }));
}

/** Deletes counts older than a day. */
export function purgeRejections(store: Store, now: string): void {
  store.db
    .delete(refused)
    .where(lte(refused.lastAt, dayBefore(now)))
    .run();
}

function dayBefore(now: string): string {
  return new Date(Date.parse(now) - KEPT_MS).toISOString();
}
