import { addDays, type Instant } from '../day.ts';
import { isCurrent } from '../person.ts';
import { givenNameHash, NO_NAME } from './given-name.ts';
import type { Employment } from './roster-entry.ts';

/**
 * Whether two records of one source with the same address are two people: their given names differ, and one had left before the other
 * came, as far as the dates show. Somebody who marries or comes back keeps their given name.
 */
export function areTwoPeople(a: Employment, b: Employment): boolean {
  if (a.givenName === NO_NAME || b.givenName === NO_NAME || a.givenName === b.givenName) return false;
  return !overlap(a, b);
}

function overlap(a: Employment, b: Employment): boolean {
  const during = (one: Employment, other: Employment) =>
    one.startDate !== null && other.endDate !== null && one.startDate <= other.endDate;
  const open = (one: Employment) => one.endDate === null && isCurrent(one.status);
  return (during(a, b) && (open(a) || during(b, a))) || (during(b, a) && (open(b) || during(a, b)));
}

/** What an account says about whose it is. */
export interface Evidence {
  readonly name: string | null;
  readonly created: Instant | null;
  readonly lastActive: Instant | null;
}

/** An account may be prepared before the first day, and used for a while after the last one. */
const AROUND = 30;

/**
 * Who owns an account, if several people had its address one after the other: the one to whom its name and its dates all point.
 * `null` when those say nothing or contradict each other, and while more than one of the people works here.
 */
export function ownerByEvidence(
  people: readonly Employment[],
  { name, created, lastActive }: Evidence,
): Employment | null {
  if (people.filter(({ status }) => isCurrent(status)).length > 1) return null;
  const given = name === null ? NO_NAME : givenNameHash(name);
  const votes = [
    given === NO_NAME ? people : people.filter(({ givenName }) => givenName === given),
    created === null ? people : people.filter((person) => wasThere(person, created)),
    lastActive === null ? people : people.filter((person) => wasThere(person, lastActive)),
  ].filter((vote) => vote.length > 0 && vote.length < people.length);
  const [first] = votes;
  const only = first?.length === 1 ? first[0] : undefined;
  return only !== undefined && votes.every((vote) => vote.length === 1 && vote[0] === only) ? only : null;
}

function wasThere({ startDate, endDate, status }: Employment, at: Instant): boolean {
  const day = at.slice(0, 10);
  if (startDate !== null && day < addDays(startDate, -AROUND)) return false;
  return endDate === null ? isCurrent(status) || startDate !== null : day <= addDays(endDate, AROUND);
}
