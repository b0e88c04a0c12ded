import { momentText } from '../chat/say/words.ts';
import { dayIn } from '../domain/day.ts';
import { type Context, timestamp, today } from './context.ts';

/** `at 14:02` today, `on 12 Nov 14:02` before. */
export function whenText(context: Context, at: string): string {
  const { timezone } = context.config;
  const moment = momentText(at, timezone, timestamp(context));
  return dayIn(timezone, at) === today(context) ? `at ${moment.split(' ').at(-1)}` : `on ${moment}`;
}
