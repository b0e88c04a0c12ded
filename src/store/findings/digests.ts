import { desc, eq, lt } from 'drizzle-orm';
import { isSeat } from '../accounts/account-sql.ts';
import type { Store } from '../db/open.ts';
import { digest, job } from '../db/schema.ts';

/** Records that the digest of that moment is sent; `false` when it was sent before. */
export function claimDigest(store: Store, dueAt: string, sentAt: string): boolean {
  return store.db.insert(digest).values({ dueAt, sentAt }).onConflictDoNothing().run().changes > 0;
}

/** When the newest digest before that moment was sent. */
export function lastDigestAt(store: Store, before: string): string | null {
  return (
    store.db
      .select({ at: digest.sentAt })
      .from(digest)
      .where(lt(digest.sentAt, before))
      .orderBy(desc(digest.sentAt))
      .limit(1)
      .get()?.at ?? null
  );
}

export function jobDue(store: Store, name: string): { schedule: string; dueAt: string } | null {
  return (
    store.db.select({ schedule: job.schedule, dueAt: job.dueAt }).from(job).where(eq(job.name, name)).get() ??
    null
  );
}

export function setJobDue(store: Store, name: string, schedule: string, dueAt: string): void {
  store.db
    .insert(job)
    .values({ name, schedule, dueAt })
    .onConflictDoUpdate({ target: job.name, set: { schedule, dueAt } })
    .run();
}

/** How many findings opened, reopened and closed since a moment, in one app or all. */
export interface FindingMoves {
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
}

export function movesSince(store: Store, since: string): FindingMoves {
  const row = store.sqlite
    .prepare(
      `SELECT count(*) FILTER (WHERE closed_at IS NULL AND opened_at >= @since AND reopened = 0) AS opened,
         count(*) FILTER (WHERE closed_at IS NULL AND opened_at >= @since AND reopened > 0) AS reopened,
         count(*) FILTER (WHERE closed_at >= @since) AS closed FROM finding`,
    )
    .get({ since });
  return row as FindingMoves;
}

export function oldestFindings(
  store: Store,
  limit: number,
): readonly { row: number; app: number; openedAt: string }[] {
  return store.sqlite
    .prepare(
      'SELECT account AS row, app, opened_at AS openedAt FROM finding WHERE closed_at IS NULL AND snoozed_until IS NULL ORDER BY opened_at, account LIMIT ?',
    )
    .all(limit) as { row: number; app: number; openedAt: string }[];
}

export function oldestOpenedAt(store: Store, app: number): string | null {
  return store.sqlite
    .prepare('SELECT min(opened_at) FROM finding WHERE app = ? AND closed_at IS NULL')
    .pluck()
    .get(app) as string | null;
}

/** People who left since a day, and how many of them hold no seat any more. */
export function leaversSince(store: Store, day: string): { left: number; clean: number } {
  return store.sqlite
    .prepare(
      `SELECT count(*) AS "left", count(*) FILTER (WHERE NOT EXISTS (
           SELECT 1 FROM account WHERE account.person = person.id AND account.gone_at IS NULL AND ${isSeat('account')})) AS clean
       FROM person WHERE status = 'offboarded' AND coalesce(end_date, since) >= @day AND since >= @day AND replaced_by IS NULL`,
    )
    .get({ day }) as { left: number; clean: number };
}
