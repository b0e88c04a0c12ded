import { asc, eq } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { type OutboxRow, toRow } from './outbox.ts';
import { outbox } from './schema.ts';

/** No platform takes longer to answer. */
export const LONGEST_SENDING_MS = 120_000;

/** Messages that have been on their way for longer than any platform takes, or since a moment ahead of a clock that was set back. */
export function stuckOutgoing(store: Store, now: Instant, limit: number): readonly OutboxRow[] {
  const sending = store.db
    .select()
    .from(outbox)
    .where(eq(outbox.status, 'sending'))
    .orderBy(asc(outbox.id))
    .limit(limit)
    .all();
  return sending.map(toRow).filter(({ nextAt, createdAt }) => {
    const since = Date.parse(now) - Date.parse(nextAt ?? createdAt);
    return Math.abs(since) > LONGEST_SENDING_MS;
  });
}
