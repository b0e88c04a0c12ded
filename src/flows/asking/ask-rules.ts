import { allowedFrom } from '../../domain/asking/quiet-hours.ts';
import type { AskRules, QuietHours } from '../../domain/asking/rules.ts';
import { DAY_MS, type Instant } from '../../domain/day.ts';
import type { Context } from '../context.ts';

/** How the people of this app are asked; `null` where they are not. */
export function askRules({ config: { ask } }: Context, app: string): AskRules | null {
  const own = ask.apps[app];
  if (own === undefined) return null;
  const { release, noAnswer, cooldownDays, reminders, remindAfterDays, answerDays } = ask;
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return {
    ...{ release, noAnswer, cooldownDays, reminders, remindAfterDays, answerDays },
    ...(Object.fromEntries(given) as Partial<AskRules>),
  };
}

export function isAskingOn({ config: { ask } }: Context): boolean {
  return Object.keys(ask.apps).length > 0;
}

export function daysAfter(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * DAY_MS).toISOString();
}

/** When a question that was asked is next due: for a reminder, by the person's clock, or because the time to answer is over. */
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
