import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';

/** When admins first and last said that accounts of an app were removed, as long as no read has shown it; `app`: its id in seatkeeper.yaml. */
export function removalsSaid(store: Store): readonly { readonly app: string; readonly said: Instant }[] {
  const rows = prepared(
    store,
    `SELECT source.name AS name, min(removal_said) AS first, max(removal_said) AS last
     FROM finding JOIN source ON source.id = finding.app
     WHERE removal_said IS NOT NULL AND closed_at IS NULL GROUP BY finding.app`,
  ).all() as { name: string; first: Instant; last: Instant }[];
  return rows.flatMap(({ name, first, last }) => [
    { app: name, said: first },
    { app: name, said: last },
  ]);
}
