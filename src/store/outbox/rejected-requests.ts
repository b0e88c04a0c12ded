import { desc, eq, gt, lte, sql } from 'drizzle-orm';
import { DAY_MS } from '../../domain/day.ts';
import type { RejectionCount, RejectionReason } from '../../domain/rejected-request.ts';
import type { Store } from '../db/open.ts';
import { rejectedRequest } from './schema.ts';

/** Older requests say nothing about the present. */
const KEPT_MS = DAY_MS;

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
  if (accepted)
    store.db
      .update(rejectedRequest)
      .set({ answered: true })
      .where(eq(rejectedRequest.platform, platform))
      .run();
  for (const { reason, count, answered } of counts)
    store.db
      .insert(rejectedRequest)
      .values({ platform, reason, hour: at.slice(0, 13), count, lastAt: at, answered })
      .onConflictDoUpdate({
        target: [rejectedRequest.platform, rejectedRequest.reason, rejectedRequest.hour],
        set: { count: sql`${rejectedRequest.count} + ${count}`, lastAt: at, answered },
      })
      .run();
}

/** Requests rejected in the last 24 hours, by platform and reason, the latest first. */
export function rejectionsSince(store: Store, now: string): readonly RejectedRequests[] {
  const last = sql<string>`max(${rejectedRequest.lastAt})`;
  return store.db
    .select({
      platform: rejectedRequest.platform,
      reason: rejectedRequest.reason,
      count: sql<number>`sum(${rejectedRequest.count})`,
      answered: sql<number>`min(${rejectedRequest.answered})`,
      at: last,
    })
    .from(rejectedRequest)
    .where(gt(rejectedRequest.lastAt, dayBefore(now)))
    .groupBy(rejectedRequest.platform, rejectedRequest.reason)
    .orderBy(desc(last), rejectedRequest.platform, rejectedRequest.reason)
    .all()
    .map((row) => ({ ...row, answered: row.answered === 1 }));
}

/** Deletes counts older than a day. */
export function purgeRejections(store: Store, now: string): void {
  store.db
    .delete(rejectedRequest)
    .where(lte(rejectedRequest.lastAt, dayBefore(now)))
    .run();
}

function dayBefore(now: string): string {
  return new Date(Date.parse(now) - KEPT_MS).toISOString();
}

/** What is counted for each platform, reason and hour. */
export function rejectionRows(store: Store): readonly {
  readonly platform: string;
  readonly reason: RejectionReason;
  readonly hour: string;
  readonly count: number;
}[] {
  const { platform, reason, hour, count } = rejectedRequest;
  return store.db.select({ platform, reason, hour, count }).from(rejectedRequest).all();
}
