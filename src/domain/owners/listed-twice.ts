import type { Day } from '../day.ts';
import { nameKey } from '../lookup/name-key.ts';
import { isCurrent, type PersonRecord, personStatus } from '../person.ts';

export interface ListedTwice {
  readonly name: string;
  readonly email: string;
}

/** Who is in a list of one source more than once: two records of people who work there have the same name and address. */
export function listedTwice(people: readonly PersonRecord[], today: Day): readonly ListedTwice[] {
  const seen = new Map<string, number>();
  return people.flatMap((person) => {
    const { name, email } = person;
    if (email === null || !isCurrent(personStatus(person, today))) return [];
    const key = JSON.stringify([email, nameKey(name)]);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 2 ? [{ name, email }] : [];
  });
}
