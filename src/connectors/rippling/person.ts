import type { Day } from '../../domain/day.ts';
import { textIn } from '../base/text.ts';
import { type AddressReading, addressesOf, fullName } from '../hr/addresses.ts';
import type { HrPerson } from '../hr/person.ts';
import { standingOf } from '../hr/standing.ts';
import type { RipplingWorker } from './workers.ts';

/** A worker is one employment; the user is the person, who may have had several. A manager is named by one of them. */
export function personOf(
  worker: RipplingWorker,
  reading: AddressReading & { readonly today: Day },
): HrPerson {
  const {
    id,
    user_id: user,
    status,
    start_date,
    end_date,
    number,
    manager_id,
    employment_type: kind,
  } = worker;
  const department = textIn(worker.department?.name);
  const groups = [
    department,
    ...(worker.teams ?? []).map((team) => textIn(team.name)),
    textIn(kind?.label) ?? textIn(kind?.name) ?? textIn(kind?.type),
  ];
  return {
    id: user || id,
    alsoIds: [id],
    name: nameOf(worker),
    ...addressesOf([worker.work_email], [worker.personal_email], reading),
    usernames: number === null || number === undefined || number === '' ? [] : [String(number)],
    ...standingOf({ status, startDate: start_date, endDate: end_date }, reading.today),
    department,
    manager: { id: manager_id || null, name: null },
    groups: groups.filter((group) => group !== null),
  };
}

/** Where somebody has no name yet, Rippling shows their user name, which may be a private address. */
function nameOf({ user }: RipplingWorker): string | null {
  const shown = textIn(user?.display_name);
  if (shown !== null && !shown.includes('@')) return shown;
  return textIn(user?.name?.formatted) ?? fullName(user?.name?.given_name, user?.name?.family_name);
}
