import { and, asc, desc, gte, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { type OutboxRow, toRow } from './outbox.ts';
import { type OutboxStatus, outbox } from './schema.ts';

/** Messages that wait because a platform refused them, oldest first. */
export function refusedOutgoing(store: Store, limit: number): readonly OutboxRow[] {
  return store.db
    .select()
    .from(outbox)
    .where(and(inArray(outbox.status, ['pending', 'sending']), isNotNull(outbox.problem)))
    .orderBy(asc(outbox.id))
    .limit(limit)
    .all()
    .map(toRow);
}

/** How many messages have each status; messages in doubt or dead are counted only since then. */
export function outboxCounts(store: Store, since: Instant): Readonly<Partial<Record<OutboxStatus, number>>> {
  const rows = store.db
    .select({ status: outbox.status, n: sql<number>`count(*)` })
    .from(outbox)
    .where(or(notInArray(outbox.status, TROUBLED), gte(outbox.createdAt, since)))
    .groupBy(outbox.status)
    .all();
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

const TROUBLED: OutboxStatus[] = ['in-doubt', 'dead'];

/** Messages since then that are in doubt or dead, newest first. */
export function troubledOutgoing(store: Store, since: Instant, limit: number): readonly OutboxRow[] {
  return store.db
    .select()
    .from(outbox)
    .where(and(inArray(outbox.status, TROUBLED), gte(outbox.createdAt, since)))
    .orderBy(desc(outbox.id))
    .limit(limit)
    .all()
    .map(toRow);
}
