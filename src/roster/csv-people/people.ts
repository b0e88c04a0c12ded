import { addressesOf } from '../../connectors/csv-cells/address-cell.ts';
import {
  BadCell,
  type CsvRow,
  type HeaderColumn,
  listOf,
  textOrNull,
} from '../../connectors/csv-cells/cell.ts';
import type { DateReading } from '../../connectors/csv-cells/date.ts';
import { firstDayOf, lastDayOf } from '../../connectors/csv-cells/date-cell.ts';
import { areRounded, idText, roundedProblem } from '../../connectors/csv-cells/id-cell.ts';
import { halvesOf, nameColumns } from '../../connectors/csv-cells/name-cell.ts';
import type { ChosenColumns } from '../../connectors/csv-columns/chosen.ts';
import { fieldsByColumn } from '../../connectors/csv-columns/column-fields.ts';
import type { Header } from '../../connectors/csv-columns/header.ts';
import { addressIn, otherAddressColumns } from '../../connectors/csv-columns/other-addresses.ts';
import { identityOf } from '../../connectors/csv-columns/row-identity.ts';
import { valuesOf } from '../../connectors/csv-columns/sample.ts';
import {
  secondIdentifiers,
  withEmployeeNumbers,
  withPrincipalNames,
} from '../../connectors/csv-columns/second-identifiers.ts';
import { flagColumns } from '../../connectors/csv-states/flag-names.ts';
import type { Shape } from '../../connectors/csv-table/shape.ts';
import { type Day, dayIn } from '../../domain/day.ts';
import type { ColumnReading } from '../../domain/files/file-reading.ts';
import type { PersonRecord } from '../../domain/person.ts';
import { differentPeople, uniteEmployments } from './employments.ts';
import { kindsOnlyColumn, kindsOnlyProblem } from './kinds-only.ts';
import { madeAddresses } from './made-address.ts';
import { PERSON_NAMES, type PersonField } from './person-names.ts';
import { PERSON_PRESETS, settlePeople } from './settle-people.ts';
import { isOwnFormat, noLeaverProblem, statusColumns, statusReading } from './status.ts';
import { wrongPeople } from './wrong-people.ts';

export interface PersonReading {
  readonly dates: DateReading;
  readonly now: Date;
  readonly columns?: ChosenColumns<PersonField> | undefined;
  /** The file lists who works here and nobody else: people who are no longer in it have left. */
  readonly currentOnly?: boolean;
  /** How addresses follow from names, for a file that has none. */
  readonly made?: string | undefined;
}

export const PERSON_FIELDS = Object.keys(PERSON_NAMES) as [PersonField, ...PersonField[]];

/** A file of people. Two of them may have one address by a slip: the rest is read, and `health` names both. */
export function personShape(reading: PersonReading): Shape<PersonField, PersonRecord> {
  const today = dayIn(reading.dates.timezone, reading.now);
  return {
    names: PERSON_NAMES,
    oneOf: ['id', 'email'],
    chosen: reading.columns,
    presets: PERSON_PRESETS,
    settle: settlePeople,
    reader: (header, orders) => personReader(header, { ...reading, dates: { ...reading.dates, orders } }),
    wrongKind: (header) => wrongPeople(header, reading.columns),
    refusal: (header) => {
      const { id } = header.fields;
      if (id !== null && areRounded(valuesOf(header.sample, id))) return roundedProblem(id);
      return reading.currentOnly === true || isOwnFormat(header) ? null : noLeaverProblem(header);
    },
    refusalByRows: async (header, rows) =>
      reading.currentOnly === true ? null : await kindsOnlyProblem(header, rows()),
    notes: (header) => [
      ...(saysNobodyLeft(header) ? [{ kind: 'current-only' as const }] : []),
      ...(tellsAddress(header) ? [] : [{ kind: 'no-address' as const, made: reading.made !== undefined }]),
    ],
    unused: (header) => unusedColumns(header),
    id: (person) => person.id,
    unite: (first, next) => uniteEmployments(first, next, today),
    contradiction: differentPeople,
    twice: (id) => `two rows for person "${id}" name different people; delete one or correct its id`,
    addresses: ({ fields, others }) => [fields.email, ...otherAddressColumns(others, [])],
    // Without them, a row would say that somebody works here.
    needs: ({ fields, others }) =>
      [fields.status, fields.end_date, ...flagColumns(others)].filter((column) => column !== null),
    // Several people may have one username, so it identifies nobody here.
    identifier: ({ fields }) => {
      const columns = { ...fields, username: null };
      return (cells) => identityOf(cells, columns, ['email']);
    },
  };
}

/** Nobody in such a file could ever have left. */
function saysNobodyLeft(header: Header<PersonField>): boolean {
  return noLeaverProblem(header) !== null || kindsOnlyColumn(header) !== null;
}

/** Columns from which nothing is read, except those that the settings declare as unused. */
function unusedColumns(header: Header<PersonField>): readonly HeaderColumn[] {
  const { fields, others, declined, sample } = header;
  const { principals, numbers } = secondIdentifiers(header);
  const { columns } = nameColumns(fields.name, others, sample);
  const used = new Set([
    ...[...declined, ...principals, ...numbers, ...columns, ...flagColumns(others)],
    ...[...statusColumns(header), ...otherAddressColumns(others, [])],
  ]);
  return others.filter((column) => !used.has(column));
}

/** What is read from each column of a roster. */
export function personColumnFields(header: Header<PersonField>): readonly ColumnReading[] {
  const { fields, others, sample } = header;
  const { principals, numbers } = secondIdentifiers(header);
  return fieldsByColumn(header, [
    ['status', [...flagColumns(others), ...statusColumns(header)]],
    ['name', nameColumns(fields.name, others, sample).columns],
    ['email', otherAddressColumns(others, [])],
    ['aliases', principals],
    ['usernames', numbers],
  ]);
}

function personReader(
  header: Header<PersonField>,
  { dates, now, made }: PersonReading,
): (cells: CsvRow) => PersonRecord {
  const { fields, others, sample } = header;
  const second = secondIdentifiers(header);
  const addresses = otherAddressColumns(others, []);
  const name = nameColumns(fields.name, others, sample);
  const statusOf = statusReading(header, { dates, now });
  const form = made === undefined || tellsAddress(header) ? null : made;
  const madeIn = (cells: CsvRow): readonly string[] => {
    if (form === null) return [];
    const { first, last } = halvesOf(cells, others, name.nameIn(cells));
    return madeAddresses(form, first, last);
  };
  return (cells) => {
    const main = addressesOf(cells, fields.email, fields.aliases);
    const [madeFirst = null, ...madeMore] = madeIn(cells);
    const email = main.email ?? (addresses.length === 0 ? madeFirst : addressIn(cells, addresses));
    const aliases = [...withPrincipalNames(main.aliases, email, cells, second), ...madeMore];
    const id = (idText(cells, fields.id) || null) ?? email ?? aliases[0] ?? null;
    const endDate = lastDayOf(cells, fields.end_date, dates);
    if (id === null) throw new BadCell(null, 'has neither an id nor an email; fill in one of them');
    return {
      id,
      email: email ?? aliases[0] ?? null,
      aliases: email === null ? aliases.slice(1) : aliases,
      usernames: withEmployeeNumbers(listOf(cells, fields.usernames), cells, second),
      name: name.nameIn(cells) ?? email ?? id,
      status: statusOf(cells, endDate),
      department: textOrNull(cells, fields.department),
      manager: textOrNull(cells, fields.manager),
      groups: listOf(cells, fields.groups),
      startDate: laterOf(
        firstDayOf(cells, fields.start_date, dates),
        firstDayOf(cells, fields.rehire_date, dates),
      ),
      endDate,
    };
  };
}

/** Whether anything in the file is an address. */
function tellsAddress(header: Header<PersonField>): boolean {
  const { fields, others } = header;
  const { principals } = secondIdentifiers(header);
  return (
    fields.email !== null ||
    fields.aliases !== null ||
    principals.length > 0 ||
    otherAddressColumns(others, []).length > 0
  );
}

/** Somebody who came back started on the later of the two days. */
function laterOf(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
