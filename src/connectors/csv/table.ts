import { BAD_ROWS_NAMED, type RowIdentity, type SetAside } from '../../domain/sync/set-aside.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import type { CsvRow } from '../csv-cells/cell.ts';
import { BadCell, type HeaderColumn } from '../csv-cells/cell.ts';
import { type BadRows, badRows } from './bad-rows.ts';
import { badFile, type CsvFile } from './file.ts';
import { type ChosenColumns, type FieldNames, type Header, readHeader } from './header.ts';
import { isBlank, lineOf, type RowBatch, readRows } from './rows.ts';

/** Small enough that storing a page takes only a moment. */
const PAGE_ROWS = 2000;

/** The columns of one kind of file, and how a row becomes a `Value`. */
export interface Shape<Field extends string, Value> {
  readonly names: FieldNames<Field>;
  /** A file must have at least one of these columns. */
  readonly oneOf: readonly Field[];
  /** What the settings say that columns mean. */
  readonly chosen?: ChosenColumns<Field> | undefined;
  readonly reader: (header: Header<Field>) => (cells: CsvRow) => Value;
  /** The columns that nothing is read from. */
  readonly unused?: (header: Header<Field>) => readonly HeaderColumn[];
  /** No two rows may have the same id. */
  readonly id: (value: Value) => string;
  readonly twice: (id: string) => string;
  /** The cell that the id was made of, where ids are made; `null` where the file has ids of its own. */
  readonly madeOf?: (header: Header<Field>, cells: CsvRow) => MadeOf | null;
  /** Whom a row is about that cannot be read: a few of these are set aside. Without it, every bad row refuses the file. */
  readonly identifier?: (header: Header<Field>) => (cells: CsvRow) => RowIdentity;
}

/** One id may be spelled in several ways. */
interface MadeOf {
  readonly column: HeaderColumn;
  readonly text: string;
}

interface Page<Value> {
  readonly values: readonly Value[];
  /** The ids of its rows, bad ones that have one included. */
  readonly ids: readonly string[];
  /** Of the row with this id: what was read, `null` of a bad one, and what the id was made of. */
  readonly valueOf: (index: number) => Value | null;
  readonly madeOf: (index: number) => MadeOf | null;
  readonly lineOf: (index: number) => number;
}

/** A file that is read, with the rows that were set aside on the way. */
export interface TableRead<Value> {
  readonly pages: AsyncGenerator<readonly Value[]>;
  /** So far; complete once the pages have ended. */
  readonly setAside: () => SetAside;
  /** The columns that nothing is read from, as the file names them; known once the first page is there. */
  readonly unused: () => readonly string[];
}

/**
 * Every row of the file in pages of at most 2,000. A few rows that cannot be read, or are another row's in other letters, are set aside; more of
 * them, and a row that is listed twice, throw, naming file, line and column.
 */
export function readTable<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
): TableRead<Value> {
  const bad = badRows(file, shape.identifier !== undefined);
  let unused: readonly HeaderColumn[] = [];
  const known = (header: Header<Field>) => {
    unused = shape.unused?.(header) ?? [];
  };
  return {
    pages: pagesOnce(file, shape, bad, known),
    setAside: bad.setAside,
    unused: () => unused.map(({ label }) => label),
  };
}

async function* pagesOnce<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  bad: BadRows,
  known: (header: Header<Field>) => void,
): AsyncGenerator<readonly Value[]> {
  const seen = createSeenIds();
  let respelled = 0;
  for await (const page of pagesOf(file, shape, bad, known)) {
    const left = new Set<Value | null>();
    for (const [index, id] of page.ids.entries()) {
      if (seen.add(id)) continue;
      const problem = await whyTwice(file, shape, id, page, index, respelled < BAD_ROWS_NAMED);
      if (problem === null) continue;
      respelled++;
      bad.add(() => page.lineOf(index), problem, { id, addresses: [], usernames: [], listed: true });
      left.add(page.valueOf(index));
    }
    const values = left.size === 0 ? page.values : page.values.filter((value) => !left.has(value));
    for (let at = 0; at < values.length; at += PAGE_ROWS) yield values.slice(at, at + PAGE_ROWS);
  }
}

export async function readHeaderOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
): Promise<Header<Field>> {
  for await (const batch of readRows(file)) {
    const index = batch.rows.findIndex((cells) => !isBlank(cells));
    if (index >= 0) return headerAt(file, shape, batch, index);
  }
  throw badFile(file, 'is empty; it needs at least a header line');
}

/**
 * Why the row is left out; `null` when its id only shares a hash with another. Throws for a row that is listed twice. The file is
 * read again for the first row that really has this id.
 */
async function whyTwice<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  id: string,
  { lineOf, madeOf }: Page<Value>,
  at: number,
  aside: boolean,
): Promise<BadCell | null> {
  const line = lineOf(at);
  for await (const page of pagesOf(file, shape, badRows(file, shape.identifier !== undefined))) {
    const index = page.ids.indexOf(id);
    if (index < 0) continue;
    const first = page.lineOf(index);
    if (first >= line) return null;
    const [made, other] = [madeOf(at), page.madeOf(index)];
    if (!aside || made === null || other === null || made.text === other.text)
      throw badFile(file, `lines ${first} and ${line}: ${shape.twice(id)}`);
    return new BadCell(
      made.column,
      `"${made.text}" and "${other.text}" in line ${first} are one account; delete one of the two rows`,
    );
  }
  return null;
}

async function* pagesOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  bad: BadRows,
  known: (header: Header<Field>) => void = () => {},
): AsyncGenerator<Page<Value>> {
  let header: Header<Field> | null = null;
  let reader: ((cells: CsvRow) => Value) | null = null;
  let identify: ((cells: CsvRow) => RowIdentity) | null = null;
  let rows = 0;
  for await (const batch of readRows(file)) {
    const values: Value[] = [];
    const ids: string[] = [];
    const read: (Value | null)[] = [];
    const origins: number[] = [];
    for (const [index, cells] of batch.rows.entries()) {
      if (isBlank(cells)) continue;
      if (header === null || reader === null) {
        header = headerAt(file, shape, batch, index);
        known(header);
        reader = shape.reader(header);
        identify = shape.identifier?.(header) ?? null;
        continue;
      }
      rows++;
      const whole = cells.length === header.width;
      try {
        if (!whole) throw new BadCell(null, ragged(cells.length, header.width));
        const value = reader(cells);
        values.push(value);
        read.push(value);
        ids.push(shape.id(value));
        origins.push(index);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        const identity = whole ? (identify?.(cells) ?? UNIDENTIFIED) : null;
        bad.add(() => lineOf(batch, index), error, identity);
        if (identity === null || identity.id === null) continue;
        ids.push(identity.id);
        read.push(null);
        origins.push(index);
      }
    }
    if (ids.length === 0) continue;
    const names = header;
    yield {
      values,
      ids,
      valueOf: (at) => read[at] ?? null,
      madeOf: (at) =>
        names === null ? null : (shape.madeOf?.(names, batch.rows[origins[at] ?? 0] ?? []) ?? null),
      lineOf: (at) => lineOf(batch, origins[at] ?? 0),
    };
  }
  if (header === null) throw badFile(file, 'is empty; it needs at least a header line');
  const refusal = bad.refusal(rows);
  if (refusal !== null) throw refusal;
}

const UNIDENTIFIED: RowIdentity = { id: null, addresses: [], usernames: [] };

function headerAt<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  batch: RowBatch,
  index: number,
): Header<Field> {
  return readHeader(
    file,
    batch.rows[index] ?? [],
    lineOf(batch, index),
    shape.names,
    shape.oneOf,
    shape.chosen,
  );
}

function ragged(cells: number, width: number): string {
  return `has ${cells} cells where the header has ${width}; quote cells that contain the separator`;
}
