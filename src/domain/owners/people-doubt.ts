import type { Day } from '../day.ts';
import type { PersonStatus } from '../person.ts';

/** What a roster says about its people that cannot be right as it is. */
export type PeopleDoubt =
  /** Its word says that somebody works there whose last day is long over; see `contradictsLastDay`. */
  | {
      readonly kind: 'contradiction';
      readonly roster: string;
      readonly name: string;
      readonly status: PersonStatus;
      readonly endDate: Day;
    }
  /** Two people who work there have one address, so it identifies neither of them. */
  | {
      readonly kind: 'shared-address';
      readonly roster: string;
      readonly email: string;
      readonly names: readonly string[];
    }
  /** One person is listed more than once: the same name and address, as two people who work there. */
  | {
      readonly kind: 'listed-twice';
      readonly roster: string;
      readonly email: string;
      readonly name: string;
    };
