/** A calendar day, `2026-03-09`. Days compare as strings. */
export type Day = string;

/**
 * A moment as ISO 8601 in UTC, `2026-03-09T10:00:00.000Z`, or a bare `Day` where the source knows no more.
 * Instants of either shape compare as strings.
 */
export type Instant = string;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The day on the wall calendar of `timezone` (IANA name) at `instant`. A bare day is that day everywhere. */
export function dayIn(timezone: string, instant: Instant | Date): Day {
  if (typeof instant === 'string' && isBareDay(instant)) return instant;
  return formatter(timezone).format(new Date(instant));
}

/** Quarters of an hour in a day. */
const QUARTERS = 96;
const REMEMBERED = 5000;
const readers = new Map<string, (instant: Instant) => Day>();

/** `dayIn` for many moments: the wall clocks of all zones differ by whole quarters of an hour, and each is worked out once. */
export function dayReader(timezone: string): (instant: Instant) => Day {
  const found = readers.get(timezone);
  if (found !== undefined) return found;
  const days = new Map<number, (Day | undefined)[]>();
  const read = (instant: Instant) => {
    if (isBareDay(instant)) return instant;
    const utcDay = digits(instant, 0, 4) * 10_000 + digits(instant, 5, 7) * 100 + digits(instant, 8, 10);
    let quarters = days.get(utcDay);
    if (quarters === undefined) {
      if (days.size === REMEMBERED) days.clear();
      quarters = new Array<Day | undefined>(QUARTERS);
      days.set(utcDay, quarters);
    }
    const quarter = digits(instant, 11, 13) * 4 + Math.floor(digits(instant, 14, 16) / 15);
    let day = quarters[quarter];
    if (day === undefined) {
      day = dayIn(timezone, instant);
      quarters[quarter] = day;
    }
    return day;
  };
  readers.set(timezone, read);
  return read;
}

/** The number written in the characters from `from` up to `to`. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

/** Whether only the day is known. */
export function isBareDay(instant: Instant): boolean {
  return instant.length === 10;
}

/** Whether a day begins at this moment on the wall clock of `timezone`, also where the clock is set forward at midnight. */
export function startsDay(timezone: string, instant: Date): boolean {
  return dayIn(timezone, instant) !== dayIn(timezone, new Date(instant.getTime() - 1));
}

/**
 * The moment at which the wall clock of `timezone` shows this time on that day. If there are two such moments because the clock is set
 * back, the first; if there is none because it is set forward, the moment that the time would have been without the change.
 */
export function wallClock(timezone: string, day: Day, timeMs: number): Date {
  const wall = Date.parse(day) + timeMs;
  const found = [wall - DAY_MS, wall + DAY_MS]
    .map((near) => wall - offsetAt(timezone, near))
    .filter((at) => at + offsetAt(timezone, at) === wall);
  return new Date(found.length === 0 ? wall - offsetAt(timezone, wall - DAY_MS) : Math.min(...found));
}

/** Whether `text` is the name of a time zone that this computer knows. */
export function isTimezone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return /^[a-z]/i.test(text);
  } catch {
    return false;
  }
}

/** Milliseconds by which the wall clock of `timezone` is ahead of UTC at this moment. */
function offsetAt(timezone: string, at: number): number {
  const shown = wallClocks(timezone).format(new Date(at)).replace(' ', 'T');
  return Date.parse(`${shown}Z`) - Math.floor(at / 1000) * 1000;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The moment at which a day begins in `timezone`. */
export function dayStart(timezone: string, day: Day): Instant {
  // Zones are at most 14 hours from UTC. A binary search finds the first minute of that day.
  let [before, within] = [Date.parse(day) - 15 * HOUR_MS, Date.parse(day) + 15 * HOUR_MS];
  while (within - before > 60_000) {
    const middle = before + Math.floor((within - before) / 120_000) * 60_000;
    if (dayIn(timezone, new Date(middle)) < day) before = middle;
    else within = middle;
  }
  return new Date(within).toISOString();
}

/**
 * The start of a day, for both shapes of an instant. A moment is compared with the start of the day in the company's time zone; a bare
 * day, which a source gives without a zone, is compared with the day itself.
 */
export interface DayLimit {
  readonly day: Day;
  readonly at: Instant;
}

export function dayLimit(timezone: string, day: Day): DayLimit {
  return { day, at: dayStart(timezone, day) };
}

/** `beforeSql` in store/accounts/day-sql.ts is the same in SQL. */
export function isBefore(instant: Instant, { day, at }: DayLimit): boolean {
  return instant < (isBareDay(instant) ? day : at);
}

/** Whether the text is a day that exists: `2026-02-30` is not. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

// sv-SE writes 2026-03-09 and 2026-03-09 10:00:00.
const DATE = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const formatter = perTimezone(DATE);
const wallClocks = perTimezone({
  ...DATE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Building a formatter takes a hundred times as long as using it. */
function perTimezone(shows: Intl.DateTimeFormatOptions): (timezone: string) => Intl.DateTimeFormat {
  const built = new Map<string, Intl.DateTimeFormat>();
  return (timezone) => {
    const found = built.get(timezone) ?? new Intl.DateTimeFormat('sv-SE', { ...shows, timeZone: timezone });
    built.set(timezone, found);
    return found;
  };
}
