/** How often a source is read. */
export interface Rhythm {
  /** Milliseconds from the beginning of one read to that of the next, or a cron expression. */
  readonly every: number | string;
  /** The least that the vendor asks for between two reads, in milliseconds; 0 when it asks for nothing. */
  readonly least: number;
}

/** The first moment of a cron expression after another moment. */
export type NextMoment = (schedule: string, after: Date) => Date;

/** When a source is due, if its last read or attempt began at `last`; `null` when it is due at once, because it was never read. */
export function dueAt({ every, least }: Rhythm, last: Date | null, next: NextMoment): Date | null {
  if (last === null) return null;
  const own = typeof every === 'number' ? last.getTime() + every : next(every, last).getTime();
  return new Date(Math.max(own, last.getTime() + least));
}

/** Whether the vendor's least interval keeps a source from being read as often as its rhythm says. */
export function isSlowed({ every, least }: Rhythm, now: Date, next: NextMoment): boolean {
  if (least === 0) return false;
  if (typeof every === 'number') return every < least;
  const first = next(every, now);
  return next(every, first).getTime() - first.getTime() < least;
}
