import type { Instant } from '../day.ts';

/** How old a read may be when a step relies on it. */
const FRESH_MS = 30 * 60_000;

/** When a source was read, and the data that it gave. */
export interface ReadMoment {
  /** When its last complete read began; `null` when it was never read. */
  readonly readAt: Instant | null;
  /** The data is older than the source's `maxAge` allows, which can be true of a file that was just read. */
  readonly old: boolean;
}

/** Whether a step may be carried out on what was read then. A read from the future, after a clock was set back, proves nothing. */
export function isFresh({ readAt, old }: ReadMoment, now: Instant): boolean {
  if (readAt === null || old) return false;
  const age = Date.parse(now) - Date.parse(readAt);
  return age >= 0 && age <= FRESH_MS;
}
