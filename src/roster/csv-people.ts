import type { ChosenColumns, Header } from '../connectors/csv/header.ts';
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
  type HeaderColumn,
  listOf,
  otherMeaning,
  textOrNull,
  wordOf,
} from '../connectors/csv-cells/cell.ts';
import type { DateReading } from '../connectors/csv-cells/date.ts';
import { firstDayOf, lastDayOf } from '../connectors/csv-cells/date-cell.ts';
import { type NameColumns, nameColumns } from '../connectors/csv-cells/name-cell.ts';
import { flagColumns, stateFlags } from '../connectors/csv-cells/state-flags.ts';
import type { Day } from '../domain/day.ts';
import type { PersonRecord } from '../domain/person.ts';
import { PERSON_NAMES, STATUSES } from './person-words.ts';

export type PersonField = keyof typeof PERSON_NAMES;

export interface PersonReading {
  readonly dates: DateReading;
  readonly columns?: ChosenColumns<PersonField> | undefined;
}

export const PERSON_FIELDS = Object.keys(PERSON_NAMES) as [PersonField, ...PersonField[]];

/** A file of people. Two of them may have one address by a slip: the rest is read, and `health` names both. */
export function personShape(reading: PersonReading): Shape<PersonField, PersonRecord> {
  return {
    names: PERSON_NAMES,
    oneOf: ['id', 'email'],
    chosen: reading.columns,
    reader: (header) => {
      const second = secondIdentifiers(header);
      const flags = stateFlags(header.others);
      const name = nameColumns(header.fields.name, header.others);
      return (cells) => readPerson(cells, header, reading, { second, name, blocked: flags(cells) !== null });
    },
    unused: (header) => unusedColumns(header),
    id: (person) => person.id,
    twice: (id) => `two rows for person "${id}"; delete one or correct its id`,
    // Several people may have one username, so it identifies nobody here.
    identifier: ({ fields }) => {
      const columns = { ...fields, username: null };
      return (cells) => identityOf(cells, columns, ['email']);
    },
  };
}

/** Columns that say nothing that is read, and of which the settings do not say so. */
function unusedColumns({ fields, others, declined }: Header<PersonField>): readonly HeaderColumn[] {
  const { principals, numbers } = secondIdentifiers({ fields, others });
  const { columns } = nameColumns(fields.name, others);
  const used = new Set([...declined, ...principals, ...numbers, ...columns, ...flagColumns(others)]);
  return others.filter((column) => !used.has(column));
}

interface PersonParts {
  readonly second: SecondIdentifiers;
  readonly name: NameColumns;
  readonly blocked: boolean;
}

function readPerson(
  cells: CsvRow,
  { fields }: Header<PersonField>,
  { dates }: PersonReading,
  { second, name, blocked }: PersonParts,
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
    name: name.nameIn(cells) ?? email ?? id,
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
