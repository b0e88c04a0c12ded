import type { Day } from '../day.ts';
import type { PersonStatus } from '../person.ts';

/** A person's number in the store: stable, never reused. */
export type PersonRef = number;

/** What matching needs to know of one roster record. Addresses and usernames arrive normalised. */
export interface RosterEntry {
  readonly ref: PersonRef;
  readonly source: number;
  readonly email: string | null;
  readonly aliases: readonly string[];
  readonly usernames: readonly string[];
  readonly name: string;
  readonly status: PersonStatus;
  /** First working day; left out where it is not known. */
  readonly startDate?: Day | null;
  readonly endDate: Day | null;
}

export interface Owner {
  readonly ref: PersonRef;
  readonly status: PersonStatus;
  readonly endDate: Day | null;
}

/** What tells two people with one address apart. Names are hashes, see `nameHashes`. */
export interface Employment extends Owner {
  readonly startDate: Day | null;
  readonly givenName: number;
}
