import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';

/** How many messages since then were in doubt when a newer version of them was posted: both may be in the chat. */
export function replacedDoubts(store: Store, since: Instant): number {
  return store.sqlite
    .prepare(
      `SELECT count(DISTINCT outbox.id) FROM audit JOIN outbox ON outbox.id = json_extract(audit.detail, '$.outbox')
       WHERE audit.action = 'message-in-doubt' AND audit.at >= ? AND outbox.status = 'superseded'`,
    )
    .pluck()
    .get(since) as number;
}
