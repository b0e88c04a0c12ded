import { type Day, type DayLimit, dayReader, type Instant, isBefore } from '../day.ts';
import type { AccountStatus } from '../findings/classify.ts';

/**
 * The bucket of a seat that is held. The first that applies counts, so that every seat is in exactly one:
 * - `known`: an admin marked it as known, so it is never a saving.
 * - `leaver`: its owner left or is inactive.
 * - `duplicate`: its owner has another seat in the app and used that one later.
 * - `new`: in its first 30 days.
 * - `no-activity`: the app does not report when it was last used.
 * - `idle`: not used for the app's idle days.
 * - `used`: none of these.
 */
export const HELD_BUCKETS = ['known', 'leaver', 'duplicate', 'new', 'no-activity', 'idle', 'used'] as const;
export type HeldBucket = (typeof HELD_BUCKETS)[number];

/** The buckets whose seats could be given back; `unassigned` seats are bought and held by nobody. */
const SAVABLE_BUCKETS = ['unassigned', 'leaver', 'duplicate', 'idle'] as const;
export type Bucket = HeldBucket | 'unassigned';

/** In the order in which they are shown. */
export const BUCKETS: readonly Bucket[] = [...SAVABLE_BUCKETS, 'no-activity', 'new', 'known', 'used'];

/** For how many days a new seat may remain unused. */
export const NEW_SEAT_DAYS = 30;

export interface HeldSeat {
  readonly known: boolean;
  readonly status: AccountStatus;
  /** The same person has another seat in the app that is kept: see `keptBefore`. */
  readonly duplicate: boolean;
  /** When it was created, or was first seen by a read after the first; `null` for a seat that was already there at the first read. */
  readonly since: Instant | null;
  readonly lastActive: Instant | null;
}

export interface BucketDays {
  /** Idle when last used before this day. */
  readonly idleBefore: DayLimit;
  /** New when it exists since this day or later. */
  readonly newSince: DayLimit;
}

export function bucketOf(seat: HeldSeat, { idleBefore, newSince }: BucketDays): HeldBucket {
  if (seat.known) return 'known';
  if (seat.status === 'inactive') return 'leaver';
  if (seat.duplicate) return 'duplicate';
  if (seat.since !== null && !isBefore(seat.since, newSince)) return 'new';
  if (seat.lastActive === null) return 'no-activity';
  return isBefore(seat.lastActive, idleBefore) ? 'idle' : 'used';
}

/** Of two seats of one person, the one used later is kept; of two used on the same day in `timezone`, the one stored first. */
export function keptBefore(
  one: { readonly lastActive: Instant | null; readonly row: number },
  other: { readonly lastActive: Instant | null; readonly row: number },
  timezone: string,
): boolean {
  const dayOf = dayReader(timezone);
  const [a, b] = [one, other].map(({ lastActive }) => (lastActive === null ? '' : dayOf(lastActive))) as [
    Day,
    Day,
  ];
  return a === b ? one.row < other.row : a > b;
}

export function isSavable(bucket: Bucket): boolean {
  return (SAVABLE_BUCKETS as readonly Bucket[]).includes(bucket);
}

/** Accounts that hold the same licenses and are in the same bucket. */
export interface SeatGroup {
  readonly licenses: readonly string[];
  readonly bucket: HeldBucket;
  readonly count: number;
  /** Absent where nothing depends on it. */
  readonly since?: HeldSince;
}

/** Since which day each license has been held, by the app's name for it; the entry with the empty name covers all the others. */
export type HeldSince = readonly (readonly [license: string, day: Day])[];
