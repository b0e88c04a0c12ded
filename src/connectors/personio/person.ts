import type { Day } from '../../domain/day.ts';
import { textIn } from '../base/text.ts';
import { type AddressReading, addressesOf, fullName } from '../hr/addresses.ts';
import type { HrPerson, Standing } from '../hr/person.ts';
import { standingOf } from '../hr/standing.ts';
import type { PersonioEmployee } from './employees.ts';

export function personOf(
  employee: PersonioEmployee,
  reading: AddressReading & { readonly today: Day },
): HrPerson {
  const { id, first_name, last_name, preferred_name, email, supervisor } = employee;
  const department = textIn(employee.department?.attributes.name);
  const boss = supervisor?.attributes;
  return {
    id,
    alsoIds: [],
    name: fullName(first_name, last_name) ?? textIn(preferred_name),
    ...addressesOf([email], [], reading),
    usernames: [],
    ...standing(employee, reading.today),
    department,
    manager: { id: boss?.id ?? null, name: fullName(boss?.first_name, boss?.last_name) },
    groups: [department, textIn(employee.team?.attributes.name), textIn(employee.employment_type)].filter(
      (group) => group !== null,
    ),
  };
}

/**
 * Personio works out the status from the end of the contract. Somebody may stop working before that. A last working day without an end of
 * the contract is a leftover that nobody sees in Personio, and says nothing.
 */
function standing(employee: PersonioEmployee, today: Day): Standing {
  const {
    status,
    hire_date: startDate = null,
    termination_date: end = null,
    last_working_day = null,
  } = employee;
  const last = end !== null && last_working_day !== null && last_working_day < end ? last_working_day : end;
  const isReleased = last !== null && last < today && end !== null && end >= today;
  if (isReleased) return { status: 'inactive', startDate, endDate: last };
  return standingOf({ status, startDate, endDate: last }, today);
}
