import { hasIndex } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';

const DROPPED_AT_ONCE = 5000;

/** Deletes what an unsealed run brought, a batch at a time. Rows of other apps that were read in parallel may lie between its own. */
export function dropAccountIntake(store: Store, app: number, run: number): void {
  store.write(() => store.sqlite.prepare('DELETE FROM account_change WHERE run = ?').run(run));
  const next = rowsOfRun(store, app, run);
  const remove = store.sqlite.prepare('DELETE FROM account WHERE id IN (SELECT value FROM json_each(?))');
  for (let rows = next(); rows.length > 0; rows = next()) store.write(() => remove.run(JSON.stringify(rows)));
}

/** The next batch of the rows that a run added to an app; empty after the last. */
function rowsOfRun(store: Store, app: number, run: number): () => readonly number[] {
  // A first import has dropped the index by which an app's rows are found: it filled an empty table, and the rows are read in table order.
  const [order, first] = hasIndex(store, 'account_key') ? ['external_id', ''] : ['id', 0];
  const page = store.sqlite
    .prepare(
      `SELECT id, ${order} FROM account WHERE app = ? AND first_run = ? AND ${order} > ? ORDER BY ${order} LIMIT ${DROPPED_AT_ONCE}`,
    )
    .raw();
  let after: string | number = first;
  return () => {
    const rows = page.all(app, run, after) as [number, string | number][];
    after = rows.at(-1)?.[1] ?? after;
    return rows.map(([id]) => id);
  };
}
