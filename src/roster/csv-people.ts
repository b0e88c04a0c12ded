import type { ChosenColumns, FieldNames, Header } from '../connectors/csv/header.ts';
import { alike, EMAIL_NAMES, NAME_NAMES, USERNAME_NAMES } from '../connectors/csv/header-names.ts';
import { identityOf } from '../connectors/csv/row-identity.ts';
import {
  type SecondIdentifiers,
  secondIdentifiers,
  withEmployeeNumbers,
  withPrincipalNames,
} from '../connectors/csv/second-identifiers.ts';
import type { Shape } from '../connectors/csv/table.ts';
import { addressesOf } from '../connectors/csv-cells/address-cell.ts';
import {
  BadCell,
  type CsvRow,
  csvText,
  listOf,
  otherMeaning,
  textOrNull,
  wordOf,
} from '../connectors/csv-cells/cell.ts';
import type { DateReading } from '../connectors/csv-cells/date.ts';
import { firstDayOf, lastDayOf } from '../connectors/csv-cells/date-cell.ts';
import { stateFlags } from '../connectors/csv-cells/state-flags.ts';
import type { Day } from '../domain/day.ts';
import type { PersonRecord, PersonStatus } from '../domain/person.ts';

const NAMES = {
  id: [
    'id',
    'employee_id',
    'person_id',
    'user_id',
    'worker_id',
    'staff_id',
    'employee_number',
    'employee_no',
    'personnel_number',
    'uid',
  ],
  email: EMAIL_NAMES,
  aliases: ['aliases', 'alias', 'email_aliases', 'other_emails', 'secondary_emails', 'proxy_addresses'],
  usernames: ['usernames', ...USERNAME_NAMES],
  name: NAME_NAMES,
  status: ['status', 'employment_status', 'employee_status', 'state'],
  department: ['department', 'dept', 'team', 'division'],
  manager: ['manager', 'manager_name', 'supervisor', 'reports_to', 'line_manager'],
  groups: ['groups', 'group', 'teams'],
  start_date: [
    'start_date',
    'startdate',
    'start',
    'hire_date',
    'hired',
    'joined',
    'first_day',
    'original_hire_date',
  ],
  rehire_date: [
    'rehire_date',
    'rehired',
    'rehired_on',
    'latest_hire_date',
    'last_hire_date',
    'most_recent_hire_date',
  ],
  end_date: [
    'end_date',
    'enddate',
    'end',
    'termination_date',
    'terminated_on',
    'leave_date',
    'left_on',
    'last_day',
    'last_working_day',
  ],
} as const satisfies FieldNames<string>;

export type PersonField = keyof typeof NAMES;

const STATUSES: ReadonlyMap<string, PersonStatus> = new Map([
  ...alike('active', 'employed', 'current'),
  ...alike(
    'on-leave',
    'leave',
    'loa',
    'leave-of-absence',
    'parental-leave',
    'maternity-leave',
    'paternity-leave',
    'sick-leave',
  ),
  ...alike('starting', 'pre-hire', 'prehire', 'onboarding', 'pending'),
  ...alike('inactive', 'disabled', 'suspended'),
  ...alike('offboarded', 'terminated', 'left', 'leaver', 'former', 'departed'),
]);

export interface PersonReading {
  readonly dates: DateReading;
  readonly columns?: ChosenColumns<PersonField> | undefined;
}

export const PERSON_FIELDS = Object.keys(NAMES) as [PersonField, ...PersonField[]];

/** A file of people. Two of them may have one address by a slip: the rest is read, and `health` names both. */
export function personShape(reading: PersonReading): Shape<PersonField, PersonRecord> {
  return {
    names: NAMES,
    oneOf: ['id', 'email'],
    chosen: reading.columns,
    reader: (header) => {
      const second = secondIdentifiers(header);
      const flags = stateFlags(header.others);
      return (cells) => readPerson(cells, header, reading, { second, blocked: flags(cells) !== null });
    },
    id: (person) => person.id,
    twice: (id) => `two rows for person "${id}"; delete one or correct its id`,
    // Several people may have one username, so it identifies nobody here.
    identifier: ({ fields }) => {
      const columns = { ...fields, username: null };
      return (cells) => identityOf(cells, columns, ['email']);
    },
  };
}

function readPerson(
  cells: CsvRow,
  { fields }: Header<PersonField>,
  { dates }: PersonReading,
  { second, blocked }: { readonly second: SecondIdentifiers; readonly blocked: boolean },
): PersonRecord {
  const { email, aliases } = addressesOf(cells, fields.email, fields.aliases);
  const id = textOrNull(cells, fields.id) ?? email;
  const endDate = lastDayOf(cells, fields.end_date, dates);
  if (id === null) throw new BadCell(null, 'has neither an id nor an email; fill in one of them');
  // Without a word, the last day alone says when somebody has left.
  const unsaid = endDate === null || blocked ? 'active' : 'offboarded';
  const status = wordOf(cells, fields.status, STATUSES, unsaid, otherMeaning(fields.status, 'department'));
  return {
    id,
    email,
    aliases: withPrincipalNames(aliases, email, cells, second),
    usernames: withEmployeeNumbers(listOf(cells, fields.usernames), cells, second),
    name: csvText(cells, fields.name) || (email ?? id),
    status: blocked && status === 'active' ? 'inactive' : status,
    department: textOrNull(cells, fields.department),
    manager: textOrNull(cells, fields.manager),
    groups: listOf(cells, fields.groups),
    startDate: laterOf(
      firstDayOf(cells, fields.start_date, dates),
      firstDayOf(cells, fields.rehire_date, dates),
    ),
    endDate,
  };
}

/** Whoever came back started on the later of both days. */
function laterOf(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
