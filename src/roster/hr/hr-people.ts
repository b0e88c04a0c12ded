import { onePerPerson } from '../../connectors/hr/employments.ts';
import type { HrPerson } from '../../connectors/hr/person.ts';
import type { Day } from '../../domain/day.ts';
import type { PersonRecord } from '../../domain/person.ts';
import { managerNames } from '../manager-names.ts';

/** Each person of an HR system once, with their manager's name. */
export function hrPeople(rows: readonly HrPerson[], today: Day): readonly PersonRecord[] {
  const people = onePerPerson(rows, today);
  const idOf = new Map(
    people.flatMap(({ id, alsoIds }) => [id, ...alsoIds].map((each) => [each, id] as const)),
  );
  const managers = managerNames<Listed>(({ person: { id, manager } }) => {
    const found = manager.id === null ? undefined : idOf.get(manager.id);
    if (found !== undefined) return found === id ? null : { id: found };
    return manager.name === null ? null : { name: manager.name };
  });
  // Everybody is known before the first manager is looked up, so nobody waits.
  return managers.take(people.map(listed)).map(({ item, manager }) => recordOf(item.person, manager));
}

interface Listed {
  readonly id: string;
  readonly name: string | null;
  readonly username: null;
  readonly emails: readonly string[];
  readonly person: HrPerson;
}

function listed(person: HrPerson): Listed {
  const { id, name, email } = person;
  return { id, name, username: null, emails: email === null ? [] : [email], person };
}

function recordOf(person: HrPerson, manager: string | null): PersonRecord {
  const { id, email, aliases, usernames, status, department, groups, startDate, endDate } = person;
  const name = person.name ?? email ?? id;
  return {
    id,
    email,
    aliases,
    usernames,
    name,
    status,
    department,
    manager,
    groups: [...new Set(groups)],
    startDate,
    endDate,
  };
}
