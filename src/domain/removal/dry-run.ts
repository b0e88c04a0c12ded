import { addDays, type Day, dayIn, type Instant } from '../day.ts';

/** For this many days after the first complete sync, nothing is asked of any app. */
const TRIAL_DAYS = 7;

/** Whether only rehearsed, and until which day; `null` when it is meant. `firstRead`: of the organisation, `null` before it. */
export function dryRunOn(
  setting: 'auto' | 'on' | 'off',
  firstRead: Instant | null,
  { today, timezone }: { readonly today: Day; readonly timezone: string },
): { readonly until: Day | null } | null {
  if (setting === 'off') return null;
  if (setting === 'on') return { until: null };
  if (firstRead === null) return { until: addDays(today, TRIAL_DAYS) };
  const until = addDays(dayIn(timezone, firstRead), TRIAL_DAYS);
  return today < until ? { until } : null;
}
