import type { Day } from '../../domain/day.ts';
import { textIn } from '../base/text.ts';
import { type AddressReading, addressesOf, fullName } from '../hr/addresses.ts';
import type { HrPerson } from '../hr/person.ts';
import { standingOf } from '../hr/standing.ts';
import type { BambooEmployee } from './report.ts';

/**
 * BambooHR works out the status itself. A last day may belong to an earlier employment or to one that has not ended yet, and the kind of
 * employment may be one that begins later, so neither decides whether somebody works here.
 */
export function personOf(
  employee: BambooEmployee,
  reading: AddressReading & { readonly today: Day },
): HrPerson {
  const { id, status, hireDate, terminationDate, employeeNumber, supervisorEId } = employee;
  const department = textIn(employee.department);
  const kind = textIn(employee.employmentHistoryStatus);
  const groups = [
    department,
    textIn(employee.division),
    kind !== null && /terminat/i.test(kind) ? null : kind,
  ];
  return {
    id,
    alsoIds: [],
    name: fullName(textIn(employee.preferredName) ?? employee.firstName, employee.lastName),
    ...addressesOf([employee.workEmail], [employee.homeEmail], reading),
    usernames: employeeNumber ? [employeeNumber] : [],
    ...standingOf({ status, startDate: hireDate, endDate: terminationDate }, reading.today),
    department,
    manager: { id: supervisorEId || null, name: textIn(employee.supervisor) },
    groups: groups.filter((group) => group !== null),
  };
}
