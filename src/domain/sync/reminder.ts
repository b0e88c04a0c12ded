import { DAY_MS, type Instant } from '../day.ts';

/** A source that stays in trouble is reported again after a day, then every week. */
export function isReminderDue(
  { since, told }: { readonly since: Instant; readonly told: Instant },
  now: Instant,
): boolean {
  const waited = Date.parse(now) - Date.parse(told);
  return waited >= (told === since ? DAY_MS : 7 * DAY_MS);
}
