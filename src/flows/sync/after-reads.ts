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
}
