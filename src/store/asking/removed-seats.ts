import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';

/** Whether a seat that was given up then is free for good: its account is gone or closed, or its removal was proven since. */
export function seatWasRemoved(store: Store, app: number, account: string, since: Instant): boolean {
  const underWay = store.sqlite
    .prepare('SELECT 1 FROM removal_operation WHERE app = ? AND account = ? AND ended_at IS NULL LIMIT 1')
    .get(app, account);
  if (underWay !== undefined) return false;
  const held = store.sqlite
    .prepare(
      `SELECT 1 FROM account WHERE app = ? AND external_id = ? AND gone_at IS NULL AND state NOT IN ('deactivated', 'deleted')`,
    )
    .get(app, account);
  if (held === undefined) return true;
  const removed = store.sqlite
    .prepare(
      `SELECT 1 FROM removal_operation WHERE app = ? AND account = ? AND state IN ('verified', 'already')
       AND ended_at >= ? AND undoes IS NULL LIMIT 1`,
    )
    .get(app, account, since);
  return removed !== undefined;
}
