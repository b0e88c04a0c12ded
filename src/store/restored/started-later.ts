import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { startedAlone } from '../removal/due.ts';
import { readSetting } from '../settings.ts';
import { presentHas } from './present.ts';
import { unknownRestore } from './restored.ts';

/** A setting: the accounts whose removal one person started in the time that a restore took back, `[[app, account, startedAt]]`. */
const NAME = 'started-later';

/** Takes them over. `present` is attached and holds the database that is replaced. Call it in the transaction of the restore. */
export function carryStarted(store: Store, at: Instant): void {
  if (!presentHas(store, 'removal_operation', 'started_at')) return;
  store.sqlite
    .prepare(
      `INSERT OR REPLACE INTO main.setting (name, value, by, at)
       SELECT ?, json_group_array(json_array(here.id, o.account, o.started_at)), 'seatkeeper', ?
       FROM present.removal_operation o JOIN present.removal_plan p ON p.id = o.plan
         JOIN present.source s ON s.id = o.app JOIN main.source here ON here.kind = s.kind AND here.name = s.name
       WHERE o.started_at IS NOT NULL AND p.approved_at IS NULL AND p.scope <> 'undo'
         AND NOT EXISTS (SELECT 1 FROM main.removal_operation b WHERE b.id = o.id AND b.started_at = o.started_at)`,
    )
    .run(NAME, at);
}

/**
 * How many accounts one person started to remove since then, in one app or in all: what the breaker counts. A restore does not
 * reduce the number. `Infinity` within a day of a restore after which nobody knows what was started.
 */
export function startedByOne(
  store: Store,
  { since, now }: { readonly since: Instant; readonly now: Instant },
  app: number | null = null,
  besides?: { readonly app: number; readonly account: string },
): number {
  if (unknownRestore(store, now) !== null) return Number.POSITIVE_INFINITY;
  const counted = startedAlone(store, since, app, besides);
  if (readSetting(store, NAME) === null) return counted;
  const { count } = prepared(
    store,
    `SELECT count(DISTINCT json_array(started.value ->> 0, started.value ->> 1)) AS count
     FROM setting, json_each(setting.value) started
     WHERE setting.name = ? AND started.value ->> 2 >= ? AND (? IS NULL OR started.value ->> 0 = ?)`,
  ).get(NAME, since, app, app) as { count: number };
  return counted + count;
}
