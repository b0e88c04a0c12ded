import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { type OutboxRow, toRow } from './outbox.ts';
import { outbox } from './schema.ts';

/** Messages that wait for platforms that are not among these. */
export function orphanedMessages(store: Store, platforms: readonly string[]): readonly OutboxRow[] {
  return store.db
    .select()
    .from(outbox)
    .where(and(inArray(outbox.status, ['pending', 'sending']), notInArray(outbox.platform, [...platforms])))
    .orderBy(asc(outbox.id))
    .limit(500)
    .all()
    .map(toRow);
}

/** Whether the same message was queued for one of these platforms too. */
export function isQueuedFor(
  store: Store,
  platforms: readonly string[],
  { subject, mode, createdAt }: OutboxRow,
): boolean {
  const row = store.db
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.subject, subject),
        inArray(outbox.platform, [...platforms]),
        eq(outbox.mode, mode),
        eq(outbox.createdAt, createdAt),
      ),
    )
    .limit(1)
    .get();
  return row !== undefined;
}
