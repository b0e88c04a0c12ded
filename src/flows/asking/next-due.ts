import { allowedFrom } from '../../domain/asking/quiet-hours.ts';
import type { AskRules, QuietHours } from '../../domain/asking/rules.ts';
import type { Instant } from '../../domain/day.ts';
import { daysAfter } from './ask-rules.ts';

/** When something is done next about a question that was asked: a reminder, by the person's clock, or the end of the time to answer. */
export function nextDue(
  {
    askedAt,
    reminders,
    timezone,
  }: { readonly askedAt: Instant; readonly reminders: number; readonly timezone: string },
  rules: AskRules,
  quiet: QuietHours,
): Instant {
  const end = daysAfter(askedAt, rules.answerDays);
  if (reminders >= rules.reminders) return end;
  const reminder = allowedFrom(daysAfter(askedAt, (reminders + 1) * rules.remindAfterDays), timezone, quiet);
  return reminder < end ? reminder : end;
}
