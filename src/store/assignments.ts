import { type HeldSet, heldCounter } from '../domain/holders.ts';
import type { Store } from './open.ts';

/** An account that is a seat; as `holdsSeat` in domain/account.ts. */
const SEAT = "state NOT IN ('deactivated', 'deleted')";

/** The licences that seats hold, counted by set, as of a run that is about to be sealed: reads every account. */
export function countHeld(store: Store, app: number, run: number): readonly HeldSet[] | null {
  const rows = store.sqlite
    .prepare(
      `SELECT licenses, count(*) AS count FROM account
       WHERE app = ? AND first_run <= ? AND gone_at IS NULL AND licenses IS NOT NULL AND ${SEAT} GROUP BY licenses`,
    )
    .all(app, run) as { licenses: string; count: number }[];
  const counter = heldCounter();
  for (const { licenses, count } of rows) counter.add(JSON.parse(licenses) as string[], count);
  return counter.sets();
}
