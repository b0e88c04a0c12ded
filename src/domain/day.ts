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
  if (typeof instant === 'string' && instant.length === 10) return instant;
  return formatter(timezone).format(new Date(instant));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the text is a day that exists: `2026-02-30` is not. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  let found = formatters.get(timezone);
  if (found === undefined) {
    // sv-SE writes dates as 2026-03-09.
    found = new Intl.DateTimeFormat('sv-SE', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(timezone, found);
  }
  return found;
}
