import { dayIn, type Instant } from '../../../domain/day.ts';
import { type Clock, momentText } from '../words.ts';

/** `at 14:02` today, `on 12 Nov 14:02` before. */
export function decidedWhen(at: Instant, { now, timezone }: Clock): string {
  const moment = momentText(at, timezone, now);
  return dayIn(timezone, at) === dayIn(timezone, now) ? `at ${moment.split(' ').at(-1)}` : `on ${moment}`;
}
