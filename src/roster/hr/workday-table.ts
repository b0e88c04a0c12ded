import type { ConnectorIo } from '../../connectors/base/connector.ts';
import { BadCell } from '../../connectors/csv-cells/cell.ts';
import type { ChosenColumns } from '../../connectors/csv-columns/chosen.ts';
import { readHeader } from '../../connectors/csv-columns/header.ts';
import { SAMPLE_ROWS } from '../../connectors/csv-columns/sample.ts';
import { flagColumns } from '../../connectors/csv-states/flag-names.ts';
import { badFile } from '../../connectors/csv-text/file.ts';
import type { HrPerson } from '../../connectors/hr/person.ts';
import { standingOf } from '../../connectors/hr/standing.ts';
import type { WorkdayClient } from '../../connectors/workday/client.ts';
import { badEntry, furtherColumns, managerIn, statusToday } from '../../connectors/workday/entry.ts';
import type { ReportTable } from '../../connectors/workday/report.ts';
import type { WorkdayServer } from '../../connectors/workday/settings.ts';
import { dayIn } from '../../domain/day.ts';
import type { PersonRecord } from '../../domain/person.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import { personShape } from '../csv-people/people.ts';
import type { PersonField } from '../csv-people/person-names.ts';

export interface WorkdayTable {
  readonly people: readonly HrPerson[];
  readonly unused: UnusedColumns;
}

/** A report is a table whose columns the company named: it is read as a file of people is. */
export async function peopleIn(
  { columns, rows }: ReportTable,
  client: WorkdayClient,
  { settings, chosen, io }: { settings: WorkdayServer; chosen: ChosenColumns<PersonField>; io: ConnectorIo },
): Promise<WorkdayTable> {
  const { app, reportName } = client;
  const shape = personShape({
    dates: { order: settings.dates, zone: null, timezone: io.timezone },
    now: io.now(),
    columns: chosen,
    currentOnly: settings.currentOnly,
  });
  if (rows.length === 0) return { people: [], unused: { file: reportName, columns: [] } };
  const file = { app, name: reportName, path: reportName, signal: io.signal };
  const header = readHeader(file, columns, 1, shape, rows.slice(0, SAMPLE_ROWS));
  const whole = async function* () {
    yield rows;
  };
  const refusal = shape.refusal?.(header) ?? (await shape.refusalByRows?.(header, whole)) ?? null;
  if (refusal !== null) throw badFile(file, refusal);
  const reader = shape.reader(header, new Map(), (_field, column, word) => {
    throw new BadCell(column, word);
  });
  const further = furtherColumns(header.others);
  const today = dayIn(io.timezone, io.now());
  const { status } = header.fields;
  const saysStatus = status !== null || flagColumns(header.others).length > 0;
  const people = rows.map((cells, index) => {
    const person = read(
      () => reader(cells),
      (error) => badEntry(client, { number: index + 1, status }, { error, cells }),
    );
    // A status in words wins over a column of yes and no.
    const told = status === null ? statusToday(person.status, cells, further) : person.status;
    const standing = { ...person, status: told };
    return {
      ...person,
      ...(saysStatus ? standingOf(standing, today) : standing),
      alsoIds: [],
      manager: managerIn(person.manager, cells, further),
    };
  });
  const used = new Set([further.managerId, further.onLeave]);
  const unused = (shape.unused?.(header) ?? []).filter((column) => !used.has(column));
  return { people, unused: { file: reportName, columns: unused.map(({ label }) => label) } };
}

function read(work: () => PersonRecord, failed: (error: BadCell) => Error): PersonRecord {
  try {
    return work();
  } catch (error) {
    throw error instanceof BadCell ? failed(error) : error;
  }
}
