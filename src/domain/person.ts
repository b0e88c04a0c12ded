import type { Day } from './day.ts';

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

/**
 * The status on `today`. Dates overrule the reported status: with a future end date nobody has left yet, with a past one they
 * have, a future start date is `starting`, and a start after the end is a return.
 */
export function personStatus(
  person: Pick<PersonRecord, 'status' | 'startDate' | 'endDate'>,
  today: Day,
): PersonStatus {
  const { startDate, endDate } = person;
  const returned = startDate !== null && endDate !== null && startDate > endDate;
  const ended = endDate !== null && endDate < today && !(returned && startDate <= today);
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

/** Whether the person counts as one of the company's people today; people on leave and those about to start do. */
export function isCurrent(status: PersonStatus): boolean {
  return status === 'active' || status === 'on-leave' || status === 'starting';
}

function startsLater(startDate: Day | null, today: Day): boolean {
  return startDate !== null && startDate > today;
}
