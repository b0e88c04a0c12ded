import { eq } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { job } from '../schema.ts';
import { digest } from './schema.ts';

/** Records that the digest of that moment is sent; `false` when it was sent before. */
export function claimDigest(store: Store, dueAt: string, sentAt: string): boolean {
  return store.db.insert(digest).values({ dueAt, sentAt }).onConflictDoNothing().run().changes > 0;
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
