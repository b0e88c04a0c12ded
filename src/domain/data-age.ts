import { addDays, DAY_MS, type Day, dayIn, dayLimit, type Instant } from './day.ts';
import { type BucketDays, NEW_SEAT_DAYS } from './money/bucket.ts';

/** Where and when data was read, as opposed to the moment that the data describes. */
export interface DataOrigin {
  /** When the read began. */
  readonly readAt: Instant;
  /** The name of the file it came from, without the folder; `null` for an app that we asked directly: its data is as new as the read. */
  readonly file: string | null;
}

/**
 * The last day that the data covers: the day on which a file was written, or today for an app that was just read. Idle days are
 * counted up to this day everywhere, because later use cannot be in the data. `null`: there is no data yet.
 */
export function dataDay(dataAt: Instant | null, timezone: string, today: Day): Day {
  if (dataAt === null) return today;
  const day = dayIn(timezone, dataAt);
  return day < today ? day : today;
}

/** The days by which seats are sorted into buckets, counted to the day of the data. */
export function bucketDays(day: Day, idleDays: number, timezone: string): BucketDays {
  return {
    idleBefore: dayLimit(timezone, addDays(day, -idleDays)),
    newSince: dayLimit(timezone, addDays(day, -NEW_SEAT_DAYS)),
  };
}

/** Whether data is older than `maxAge` days. Missing data does not count as old. */
export function isOld(dataAt: Instant | null, maxAge: number, now: Instant): boolean {
  return dataAt !== null && Date.parse(now) - Date.parse(dataAt) > maxAge * DAY_MS;
}
