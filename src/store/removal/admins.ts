import { VISIBLE } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';

/** The roles of an app's active accounts, counted, without the accounts that are being removed. */
export function roleCounts(
  store: Store,
  app: number,
): readonly { readonly role: string; readonly count: number }[] {
  return store.sqlite
    .prepare(
      `SELECT role, count(*) AS count FROM account WHERE app = ? AND role IS NOT NULL AND state = 'active' AND ${VISIBLE}
         AND NOT EXISTS (SELECT 1 FROM removal_operation o
           WHERE o.app = account.app AND o.account = account.external_id AND o.ended_at IS NULL)
       GROUP BY role`,
    )
    .all(app) as { role: string; count: number }[];
}

/** Whether any visible account of the app has a role. */
export function tellsRoles(store: Store, app: number): boolean {
  return (
    store.sqlite
      .prepare(`SELECT 1 FROM account WHERE app = ? AND role IS NOT NULL AND ${VISIBLE} LIMIT 1`)
      .get(app) !== undefined
  );
}

/** When the first complete read of any source ended; `null` before it. */
export function firstCompleteRead(store: Store): string | null {
  return store.sqlite.prepare("SELECT min(ended_at) FROM run WHERE status = 'complete'").pluck().get() as
    | string
    | null;
}
