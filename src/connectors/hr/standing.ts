import type { Day } from '../../domain/day.ts';
import type { Standing } from './person.ts';

/**
 * How somebody stands of whom an HR system tells a status that it works out itself, day by day: where that status and the days say
 * different things, the status is of today, and the days may be of another employment.
 */
export function standingOf({ status, startDate, endDate }: Standing, today: Day): Standing {
  const startsLater = startDate !== null && startDate > today;
  // Whoever has not begun yet is not active, and no leaver either.
  if (status === 'inactive' && startsLater && endDate === null)
    return { status: 'starting', startDate, endDate };
  // An offer that was taken back: nobody starts.
  if (status === 'offboarded' && startsLater) return { status, startDate: null, endDate };
  // Whoever came back works here, and some systems keep the last day of the time before.
  const works = status === 'active' || status === 'on-leave';
  const cameBack = startDate !== null && endDate !== null && startDate > endDate;
  if (works && endDate !== null && endDate < today && !cameBack) return { status, startDate, endDate: null };
  return { status, startDate, endDate };
}
