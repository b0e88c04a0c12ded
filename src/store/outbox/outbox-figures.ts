import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';

/** How many messages of a platform are in a state in which somebody may have to look at them. */
export interface OutboxFigure {
  readonly platform: string;
  readonly status: 'pending' | 'sending' | 'in-doubt' | 'dead';
  readonly count: number;
  /** When the oldest of them was queued. */
  readonly oldest: Instant;
  /** How many of them the platform refused for now. */
  readonly refused: number;
  /** Since when the first of them has been on its way; only meaningful for `sending`. */
  readonly since: Instant;
}

/** Reads no message that was sent. Those in doubt or dead count only since then. */
export function outboxFigures(store: Store, since: Instant): readonly OutboxFigure[] {
  // Written out, because only then does SQLite see that the partial indexes hold everything that is asked for.
  return store.sqlite
    .prepare(
      `SELECT platform, status, count(*) AS count, min(created_at) AS oldest,
         count(problem) AS refused, min(coalesce(next_at, created_at)) AS since
       FROM outbox INDEXED BY outbox_waiting
       WHERE status IN ('pending', 'sending') GROUP BY platform, status
       UNION ALL
       SELECT platform, status, count(*), min(created_at), 0, min(created_at)
       FROM outbox INDEXED BY outbox_troubled
       WHERE status IN ('in-doubt', 'dead') AND created_at >= ? GROUP BY platform, status`,
    )
    .all(since) as OutboxFigure[];
}
