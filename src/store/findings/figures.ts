import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';

/** How the findings about accounts of one app ended since a moment. */
export interface EndedFindings {
  readonly app: number;
  /** Hours from reading the change in the roster to the free seat, for people who left or are inactive, shortest first. */
  readonly hours: readonly number[];
  /** Ended because an admin said that the account is fine: known, linked or added. */
  readonly falseAlarms: number;
  /** All findings that ended. */
  readonly ended: number;
}

/** If a finding came back, the last time counts. */
export function endedFindings(store: Store, since: Instant): readonly EndedFindings[] {
  const rows = store.sqlite
    .prepare(
      `SELECT app, count(*) AS ended, count(*) FILTER (WHERE closing IN ('known', 'linked', 'added')) AS falseAlarms,
         json_group_array((julianday(closed_at) - julianday(opened_at)) * 24 ORDER BY julianday(closed_at) - julianday(opened_at))
           FILTER (WHERE closing IN ('gone', 'no-seat') AND concern IN ('active-after-leaving', 'offboarded', 'inactive')) AS hours
       FROM finding WHERE closed_at >= ? GROUP BY app`,
    )
    .all(since) as { app: number; ended: number; falseAlarms: number; hours: string }[];
  return rows.map(({ hours, ...row }) => ({ ...row, hours: JSON.parse(hours) as number[] }));
}
