import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectorIo } from '../../connectors/base/connector.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { openMeter } from '../../connectors/base/usage.ts';
import { accountShape } from '../../connectors/csv-accounts/accounts.ts';
import { accountColumnFields } from '../../connectors/csv-accounts/column-fields.ts';
import type { DateReading } from '../../connectors/csv-cells/date.ts';
import type { Header } from '../../connectors/csv-columns/header.ts';
import type { Shape } from '../../connectors/csv-table/shape.ts';
import { readHeaderOf, readTable } from '../../connectors/csv-table/table.ts';
import type { CsvFile } from '../../connectors/csv-text/file.ts';
import { namedFile } from '../../connectors/files/named-file.ts';
import { accessProblem, fileName } from '../../connectors/files/settings.ts';
import type { ColumnReading, FileReading, ReadAs } from '../../domain/files/file-reading.ts';
import { personColumnFields, personShape } from '../../roster/csv-people/people.ts';
import { speaksOfEmployment } from '../../roster/csv-people/status.ts';

/** So many rows are shown as they will be read. */
const SHOWN = 5;
const ACCOUNT_SHOWN = ['id', 'emails', 'username', 'name', 'state', 'kind', 'role', 'licenses', 'lastActive'];
const PERSON_SHOWN = ['id', 'email', 'name', 'status', 'department', 'manager', 'startDate', 'endDate'];
/** Fields that only a roster has. */
const OF_PEOPLE = ['department', 'manager', 'start_date', 'end_date', 'rehire_date'] as const;

export interface ExportReading {
  readonly timezone: string;
  readonly now: Date;
  /** What the admin says it is; `null`: the headings tell. */
  readonly as: ReadAs | null;
}

/** Reads a whole file as a sync would, by a path, a pattern or an address, and stores nothing of it. */
export async function readExport(
  name: string,
  io: ConnectorIo,
  reading: ExportReading,
): Promise<FileReading> {
  const named = fileName('the file').safeParse(name);
  const problem = named.error?.issues[0]?.message ?? accessProblem([name], {});
  if (problem !== null) return { kind: 'refused', problem: `${name}: ${problem}.`, otherwise: null };
  const downloads = await mkdtemp(join(tmpdir(), 'seatkeeper-read-'));
  try {
    const found = await namedFile(name, { meter: openMeter() }, { ...io, directory: '.', downloads }).find();
    return await readingOf({ ...found, typed: true }, reading);
  } catch (error) {
    if (error instanceof ConnectorError) return { kind: 'refused', problem: error.message, otherwise: null };
    throw error;
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}

async function readingOf(file: CsvFile, { timezone, now, as }: ExportReading): Promise<FileReading> {
  const dates: DateReading = { order: undefined, zone: null, timezone };
  const accounts = accountShape({ dates, now, isLicense: () => false });
  const people = personShape({ dates, now });
  const likely = as === null ? await kindsOf(file, people) : { first: as, otherwise: null };
  try {
    const read =
      likely.first === 'people'
        ? await described(file, people, PERSON_SHOWN, personColumnFields)
        : await described(file, accounts, ACCOUNT_SHOWN, accountColumnFields);
    return { kind: 'read', file: file.name, as: likely.first, otherwise: likely.otherwise, ...read };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { kind: 'refused', problem: error.message, otherwise: likely.otherwise };
  }
}

interface Likely {
  readonly first: ReadAs;
  readonly otherwise: ReadAs | null;
}

/** Two columns that only a roster has make it one; one of them, or a word of employment, leaves it open. */
async function kindsOf(file: CsvFile, people: ReturnType<typeof personShape>): Promise<Likely> {
  try {
    const header = await readHeaderOf(file, people);
    const found = OF_PEOPLE.filter((field) => header.fields[field] !== null).length;
    if (found >= 2) return { first: 'people', otherwise: 'accounts' };
    return { first: 'accounts', otherwise: found > 0 || speaksOfEmployment(header) ? 'people' : null };
  } catch (error) {
    if (error instanceof ConnectorError) return { first: 'accounts', otherwise: null };
    throw error;
  }
}

async function described<Field extends string, Value extends object>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  shown: readonly string[],
  fieldsOf: (header: Header<Field>) => readonly ColumnReading[],
): Promise<Omit<Extract<FileReading, { kind: 'read' }>, 'kind' | 'file' | 'as' | 'otherwise'>> {
  const header = await readHeaderOf(file, shape);
  const read = readTable(file, shape);
  const first: Record<string, string>[] = [];
  let rows = 0;
  for await (const page of read.pages) {
    rows += page.length;
    for (const value of page.slice(0, SHOWN - first.length)) first.push(asShown(value, shown));
  }
  const setAside = read.setAside().rows.map(({ line, column, problem }) => ({ line, column, problem }));
  const columns = fieldsOf(header);
  return { columns, first, rows, setAside, notes: read.notes() };
}

function asShown(value: object, shown: readonly string[]): Record<string, string> {
  const facts = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    shown.map((field) => {
      const fact = facts[field] ?? '';
      return [field, Array.isArray(fact) ? fact.join(', ') : String(fact)];
    }),
  );
}
