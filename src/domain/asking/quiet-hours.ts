import { addDays, dayIn, type Instant, wallClock } from '../day.ts';
import type { QuietHours } from './rules.ts';

/** The first moment, from `now` on, at which we may write to somebody in `timezone`: `now` itself outside their quiet hours. */
export function allowedFrom(now: Instant, timezone: string, quiet: QuietHours): Instant {
  let at = now;
  // A night, a Saturday and a Sunday can follow one another.
  for (let tries = 0; tries < 5; tries++) {
    const next = quietUntil(at, timezone, quiet);
    if (next === null) return at;
    at = next;
  }
  return at;
}

/** When the current quiet time ends, looking at this day only; `null` when it is not quiet now. */
function quietUntil(at: Instant, timezone: string, { from, to, weekends }: QuietHours): Instant | null {
  const day = dayIn(timezone, at);
  if (weekends && isWeekend(day)) return wallClock(timezone, addDays(day, 1), 0).toISOString();
  const [begin, end] = [from, to].map((time) => wallClock(timezone, day, timeMs(time)).toISOString());
  if (begin === undefined || end === undefined || begin === end) return null;
  if (begin < end) return at >= begin && at < end ? end : null;
  // Over midnight.
  if (at < end) return end;
  return at >= begin ? wallClock(timezone, addDays(day, 1), timeMs(to)).toISOString() : null;
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(day).getUTCDay());
}

/** `18:30` in milliseconds since midnight. */
function timeMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
