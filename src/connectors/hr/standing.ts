import type { Day } from '../../domain/day.ts';
import type { Standing } from './person.ts';

/**
 * The standing of somebody whose status the HR system works out itself, day by day. Where status and dates disagree, the status
 * describes today, and the dates may belong to another employment.
 */
export function standingOf({ status, startDate, endDate }: Standing, today: Day): Standing {
  const startsLater = startDate !== null && startDate > today;
  // Somebody who has not started yet is not active, but has not left either.
  if (status === 'inactive' && startsLater && endDate === null)
    return { status: 'starting', startDate, endDate };
  // An offer that was taken back: nobody starts.
  if (status === 'offboarded' && startsLater) return { status, startDate: null, endDate };
  // Somebody who came back works here, and some systems keep the last day of the earlier employment.
  const works = status === 'active' || status === 'on-leave';
  const cameBack = startDate !== null && endDate !== null && startDate > endDate;
  if (works && endDate !== null && endDate < today && !cameBack) return { status, startDate, endDate: null };
  return { status, startDate, endDate };
}
