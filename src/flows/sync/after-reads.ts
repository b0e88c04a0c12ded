import { DAY_MS } from '../../domain/day.ts';
import { forgetKeptLists } from '../../store/sources/kept-lists.ts';
import { findSource } from '../../store/sources/sources.ts';
import { introduceApps } from '../alerts/introduce-apps.ts';
import { notifyOldData } from '../alerts/notify-old-data.ts';
import type { Context } from '../context.ts';
import { countDrifts } from '../groups/count-drift.ts';
import { refreshSeats } from '../money/count-seats.ts';
import { remindRenewals } from '../money/remind-renewals.ts';

/** Tells what concerns several apps together. Called once their reads have ended, without waiting for slow ones. */
export function afterReads(context: Context): void {
  introduceApps(context);
  refreshSeats(context);
  remindRenewals(context);
  notifyOldData(context);
  countDrifts(context);
  forgetOldLists(context);
}

/** No read starts from an older list. */
const KEPT_MS = 7 * DAY_MS;

/** Deletes lists that nobody starts from any more, and those of apps and roster sources that are no longer in seatkeeper.yaml. */
function forgetOldLists({ store, config, now }: Context): void {
  const named = [
    ...config.apps.map(({ id }) => findSource(store, 'app', id)),
    ...config.roster.map(({ id }) => findSource(store, 'roster', id)),
  ];
  const except = named.flatMap((source) => source?.id ?? []);
  forgetKeptLists(store, except, new Date(now().getTime() - KEPT_MS).toISOString());
}
