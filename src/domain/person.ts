import { addDays, type Day } from './day.ts';

/** The status a roster source may report for a person; dates can overrule it, see `personStatus`. */
export const PERSON_STATUSES = ['active', 'on-leave', 'starting', 'inactive', 'offboarded'] as const;
export type PersonStatus = (typeof PERSON_STATUSES)[number];

/** One person as one roster source reported them. */
export interface PersonRecord {
  /** The source's own stable id (employee number, directory object id). */
  readonly id: string;
  /** Normalised; `null` for people without a work address. */
  readonly email: string | null;
  /** Further addresses, normalised. */
  readonly aliases: readonly string[];
  /** Usernames and employee numbers, for apps that give no email. Compared without regard to case. */
  readonly usernames: readonly string[];
  readonly name: string;
  readonly status: PersonStatus;
  readonly department: string | null;
  readonly manager: string | null;
  readonly groups: readonly string[];
  /** First working day. */
  readonly startDate: Day | null;
  /** Last working day: the person has left from the day after. */
  readonly endDate: Day | null;
}

type Standing = Pick<PersonRecord, 'status' | 'startDate' | 'endDate'>;

/**
 * The status on `today`. Dates overrule the reported status: with a future end date nobody has left yet, with a past one they
 * have, a future start date is `starting`, and a start after the end is a return. A last day that has contradicted the reported status
 * for a long time does not overrule it: see `contradictsLastDay`.
 */
export function personStatus(person: Standing, today: Day): PersonStatus {
  const { startDate, endDate } = person;
  const returned = startDate !== null && endDate !== null && startDate > endDate;
  const ended =
    endDate !== null &&
    endDate < today &&
    !(returned && startDate <= today) &&
    !contradictsLastDay(person, today);
  if (ended) return startsLater(startDate, today) ? 'starting' : 'offboarded';
  if (startsLater(startDate, today)) return person.status === 'inactive' ? 'inactive' : 'starting';
  switch (person.status) {
    case 'offboarded':
      return endDate === null ? 'offboarded' : 'active';
    case 'starting':
      return startDate === null ? 'starting' : 'active';
    default:
      return person.status;
  }
}

/** For this many days after somebody's last day, a source may still report the old status. */
export const LATE_WITH_THE_WORD = 45;

/**
 * Whether the source says that somebody works there although their last day is long over and they have not started again since. One of
 * the two is wrong, and nobody is accused on such data. A row without a status contradicts nothing.
 */
export function contradictsLastDay({ status, startDate, endDate }: Standing, today: Day): boolean {
  if (!isCurrent(status) || endDate === null) return false;
  if (startDate !== null && startDate > endDate) return false;
  return addDays(endDate, LATE_WITH_THE_WORD) < today;
}

/**
 * The status on `today` of somebody whom their source has not listed since the day `goneOn`: offboarded once the last day that the
 * source gave is over, else inactive, because lists leave people out for many reasons.
 */
export function goneStatus(person: Standing, goneOn: Day, today: Day): PersonStatus {
  const { status, startDate, endDate } = person;
  if (endDate === null) return status === 'offboarded' ? 'offboarded' : 'inactive';
  const returned = startDate !== null && startDate > endDate && startDate <= goneOn;
  if (returned || contradictsLastDay(person, goneOn)) return 'inactive';
  return endDate < today ? 'offboarded' : 'inactive';
}

/** Whether the person counts as one of the company's people today; people on leave and those about to start do. */
export function isCurrent(status: PersonStatus): boolean {
  return status === 'active' || status === 'on-leave' || status === 'starting';
}

function startsLater(startDate: Day | null, today: Day): boolean {
  return startDate !== null && startDate > today;
}
