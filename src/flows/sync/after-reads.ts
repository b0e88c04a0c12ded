import { introduceApps } from '../alerts/introduce-apps.ts';
import { notifyOldData } from '../alerts/notify-old-data.ts';
import type { Context } from '../context.ts';
import { countDrifts } from '../groups/count-drift.ts';
import { refreshSeats } from '../money/count-seats.ts';
import { remindRenewals } from '../money/remind-renewals.ts';

/** What is told about several apps together: once their reads have ended, and before those that keep a sync waiting. */
export function afterReads(context: Context): void {
  introduceApps(context);
  refreshSeats(context);
  remindRenewals(context);
  notifyOldData(context);
  countDrifts(context);
}
