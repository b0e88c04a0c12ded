import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectorIo } from '../../connectors/base/connector.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { openMeter } from '../../connectors/base/usage.ts';
import { accountFiles } from '../../connectors/csv/account-files.ts';
import { asOf } from '../../connectors/csv/settings.ts';
import { accountShape } from '../../connectors/csv-accounts/accounts.ts';
import { accountColumnFields } from '../../connectors/csv-accounts/column-fields.ts';
import type { DateReading } from '../../connectors/csv-cells/date.ts';
import type { Header } from '../../connectors/csv-columns/header.ts';
import type { Shape } from '../../connectors/csv-table/shape.ts';
import { readHeaderOf, readTable } from '../../connectors/csv-table/table.ts';
import { type CsvFile, modifiedAt } from '../../connectors/csv-text/file.ts';
import { type NamedFile, namedFile } from '../../connectors/files/named-file.ts';
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

/** Reads complete files as a sync would, by paths, patterns or addresses, and stores nothing. Several files belong to one app. */
export async function readExports(
  names: readonly string[],
  io: ConnectorIo,
  reading: ExportReading,
): Promise<FileReading> {
  for (const name of names) {
    const named = fileName('the file').safeParse(name);
    const problem = named.error?.issues[0]?.message ?? accessProblem([name], {});
    if (problem !== null) return { kind: 'refused', problem: `${name}: ${problem}.`, otherwise: null };
  }
  const downloads = await mkdtemp(join(tmpdir(), 'seatkeeper-read-'));
  const open = (name: string) =>
    typed(namedFile(name, { meter: openMeter() }, { ...io, directory: '.', downloads }));
  const [first, ...further] = names.map(open);
  let otherwise: ReadAs | null = null;
  try {
    if (first === undefined) throw new Error('no file was named');
    const dates: DateReading = { order: undefined, zone: null, timezone: reading.timezone };
    const { now, as } = reading;
    const people = personShape({ dates, now });
    const file = await first.find();
    const likely = as === null ? await kindsOf(file, people) : { first: as, otherwise: null };
    ({ otherwise } = likely);
    if (further.length > 0) return await readTogether(first, further, { dates, now });
    const read =
      likely.first === 'people'
        ? await described(file, people, PERSON_SHOWN, personColumnFields)
        : await described(
            file,
            accountsBy({ dates: asOf(dates, await modifiedAt(file)), now }),
            ACCOUNT_SHOWN,
            accountColumnFields,
          );
    return { kind: 'read', files: [file.name], as: likely.first, otherwise, ...read };
  } catch (error) {
    if (error instanceof ConnectorError) return { kind: 'refused', problem: error.message, otherwise };
    throw error;
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}

function accountsBy({ dates, now }: { readonly dates: DateReading; readonly now: Date }) {
  return accountShape({ dates, now, isLicense: () => false });
}

/** Its path was typed here, and is in no settings. */
function typed(file: NamedFile): NamedFile {
  const { find } = file;
  return {
    remote: file.remote,
    get name() {
      return file.name;
    },
    find: async () => ({ ...(await find()), typed: true }),
    shortName: () => file.shortName(),
  };
}

/** Several files of one app, joined. */
async function readTogether(
  first: NamedFile,
  further: readonly NamedFile[],
  reading: { readonly dates: DateReading; readonly now: Date },
): Promise<FileReading> {
  const lists = accountFiles(first, further);
  const columns: ColumnReading[] = [];
  for (const [at, named] of [first, ...further].entries()) {
    const file = await named.find();
    const found = accountColumnFields(await readHeaderOf(file, accountsBy(reading)));
    columns.push(
      ...found.map((each) => (at === 0 ? each : { ...each, column: `${file.name}: ${each.column}` })),
    );
  }
  const { first: shown, rows } = await shownOf(
    lists.read((at) => accountsBy({ ...reading, dates: asOf(reading.dates, at) })),
    ACCOUNT_SHOWN,
  );
  return {
    kind: 'read',
    files: [first.name, ...further.map(({ name }) => name)],
    as: 'accounts',
    otherwise: null,
    columns,
    first: shown,
    rows,
    setAside: lists.setAside().rows,
    notes: lists.notes(),
  };
}

interface Likely {
  readonly first: ReadAs;
  readonly otherwise: ReadAs | null;
}

/** Two columns that only rosters have make it a roster; with only one, or a word of employment, both kinds are possible. */
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
): Promise<Omit<Extract<FileReading, { kind: 'read' }>, 'kind' | 'files' | 'as' | 'otherwise'>> {
  const header = await readHeaderOf(file, shape);
  const read = readTable(file, shape);
  const { first, rows } = await shownOf(read.pages, shown);
  return { columns: fieldsOf(header), first, rows, setAside: read.setAside().rows, notes: read.notes() };
}

async function shownOf<Value extends object>(
  pages: AsyncIterable<readonly Value[]>,
  shown: readonly string[],
): Promise<{ readonly first: readonly Readonly<Record<string, string>>[]; readonly rows: number }> {
  const first: Record<string, string>[] = [];
  let rows = 0;
  for await (const page of pages) {
    rows += page.length;
    for (const value of page.slice(0, SHOWN - first.length)) first.push(asShown(value, shown));
  }
  return { first, rows };
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
