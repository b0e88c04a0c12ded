import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';

/**
 * The rows of an app's accounts whose removal was seen after that moment: a list that was read earlier may still show them as they were.
 */
export function removedAfter(store: Store, app: number, moment: Instant): ReadonlySet<number> {
  const rows = prepared(
    store,
    `SELECT account.id FROM removal_operation o JOIN account ON account.app = o.app AND account.external_id = o.account
     WHERE o.app = ? AND o.state IN ('verified', 'already') AND o.ended_at > ? AND o.undoes IS NULL`,
  ).all(app, moment) as { id: number }[];
  return new Set(rows.map(({ id }) => id));
}
