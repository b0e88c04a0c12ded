import type { Store } from '../db/open.ts';

/** How many steps may have been carried out without anybody knowing. Steps that only wait for the next complete read do not count. */
export function countDoubts(store: Store): number {
  return store.sqlite
    .prepare(
      `SELECT count(*) FROM removal_operation
       WHERE ended_at IS NULL AND state = 'in-doubt' AND coalesce(json_extract(reason, '$.kind'), '') <> 'awaits-read'`,
    )
    .pluck()
    .get() as number;
}
