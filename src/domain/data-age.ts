import { addDays, DAY_MS, type Day, dayIn, dayLimit, type Instant } from './day.ts';
import { type BucketDays, NEW_SEAT_DAYS } from './money/bucket.ts';

/** Where and when data was read, beside the moment it is of. */
export interface DataOrigin {
  /** When the read began. */
  readonly readAt: Instant;
  /** The file it was in, without its folder; `null` for an app that was asked itself: its data is as new as the read. */
  readonly file: string | null;
}

/**
 * The last day of which the data knows anything: the day on which a file was written, or today for an app that was just read.
 * Idle is counted to this day everywhere; after it, nobody could have been seen using anything. `null`: there is no data yet.
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

/** Whether data is older than `maxAge` days; no data is not old. */
export function isOld(dataAt: Instant | null, maxAge: number, now: Instant): boolean {
  return dataAt !== null && Date.parse(now) - Date.parse(dataAt) > maxAge * DAY_MS;
}
