import type { Day } from '../../domain/day.ts';
import type { PersonStatus } from '../../domain/person.ts';

/** Somebody's status and dates in one employment. */
export interface Standing {
  readonly status: PersonStatus;
  /** First working day. */
  readonly startDate: Day | null;
  /** Last working day. */
  readonly endDate: Day | null;
}

/** One employment of one person, as an HR system tells it. */
export interface HrPerson extends Standing {
  /** The id of the person: the same in every employment, as far as the system knows. */
  readonly id: string;
  /** Further ids by which others name this person as their manager. */
  readonly alsoIds: readonly string[];
  readonly name: string | null;
  /** The work address, normalised. */
  readonly email: string | null;
  readonly aliases: readonly string[];
  readonly usernames: readonly string[];
  readonly department: string | null;
  /** `name` is shown if nobody has the id. */
  readonly manager: { readonly id: string | null; readonly name: string | null };
  readonly groups: readonly string[];
}
