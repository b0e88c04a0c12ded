import { dayIn, type Instant } from '../../../domain/day.ts';
import { momentText } from '../words.ts';

/** The current moment and the organisation's time zone, which decide how a past moment is worded. */
export interface Clock {
  readonly now: Instant;
  readonly timezone: string;
}

/** `at 14:02` today, `on 12 Nov 14:02` before. */
export function decidedWhen(at: Instant, { now, timezone }: Clock): string {
  const moment = momentText(at, timezone, now);
  return dayIn(timezone, at) === dayIn(timezone, now) ? `at ${moment.split(' ').at(-1)}` : `on ${moment}`;
}
