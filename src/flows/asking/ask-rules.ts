import type { AskRules } from '../../domain/asking/rules.ts';
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
