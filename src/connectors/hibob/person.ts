import type { Day } from '../../domain/day.ts';
import { textIn } from '../base/text.ts';
import { type AddressReading, addressesOf, fullName } from '../hr/addresses.ts';
import type { HrPerson } from '../hr/person.ts';
import { standingOf } from '../hr/standing.ts';
import type { HibobPerson } from './people.ts';

export function personOf(person: HibobPerson, reading: AddressReading & { readonly today: Day }): HrPerson {
  const { id, lifecycleStatus: status, startDate, terminationDate: endDate } = person;
  const { reportsTo, manager, number } = person;
  const department = textIn(person.department);
  return {
    id,
    alsoIds: [],
    name: textIn(person.displayName) ?? fullName(person.firstName, person.surname),
    ...addressesOf([person.email], [person.privateEmail], reading),
    usernames: number === null || number === '' ? [] : [number],
    ...standingOf({ status, startDate, endDate }, reading.today),
    department,
    manager: { id: reportsTo?.id || textIn(manager), name: textIn(reportsTo?.displayName) },
    groups: department === null ? [] : [department],
  };
}
