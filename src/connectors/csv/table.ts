import type { RowIdentity, SetAside } from '../../domain/sync/set-aside.ts';
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
  /** Whom a row is about that cannot be read: a few of these are set aside. Without it, every bad row refuses the file. */
  readonly identifier?: (header: Header<Field>) => (cells: CsvRow) => RowIdentity;
}

interface Page<Value> {
  readonly values: readonly Value[];
  /** The ids of its rows, bad ones that have one included. */
  readonly ids: readonly string[];
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
 * Every row of the file in pages of at most 2,000. A few rows that cannot be read are set aside; more of them, and a row that is
 * listed twice, throw, naming file, line and column.
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
  for await (const page of pagesOf(file, shape, bad, known)) {
    for (const [index, id] of page.ids.entries())
      if (!seen.add(id)) await rejectDuplicate(file, shape, id, page.lineOf(index));
    for (let at = 0; at < page.values.length; at += PAGE_ROWS) yield page.values.slice(at, at + PAGE_ROWS);
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

/** Two ids may share a hash, so the file is read again for the first row that really has this id. */
async function rejectDuplicate<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  id: string,
  line: number,
): Promise<void> {
  for await (const page of pagesOf(file, shape, badRows(file, shape.identifier !== undefined))) {
    const index = page.ids.indexOf(id);
    if (index < 0) continue;
    const first = page.lineOf(index);
    if (first < line) throw badFile(file, `lines ${first} and ${line}: ${shape.twice(id)}`);
    return;
  }
}

async function* pagesOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  bad: BadRows,
  known: (header: Header<Field>) => void = () => {},
): AsyncGenerator<Page<Value>> {
  let header: Header<Field> | null = null;
  let read: ((cells: CsvRow) => Value) | null = null;
  let identify: ((cells: CsvRow) => RowIdentity) | null = null;
  let rows = 0;
  for await (const batch of readRows(file)) {
    const values: Value[] = [];
    const ids: string[] = [];
    const origins: number[] = [];
    for (const [index, cells] of batch.rows.entries()) {
      if (isBlank(cells)) continue;
      if (header === null || read === null) {
        header = headerAt(file, shape, batch, index);
        known(header);
        read = shape.reader(header);
        identify = shape.identifier?.(header) ?? null;
        continue;
      }
      rows++;
      const whole = cells.length === header.width;
      try {
        if (!whole) throw new BadCell(null, ragged(cells.length, header.width));
        const value = read(cells);
        values.push(value);
        ids.push(shape.id(value));
        origins.push(index);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        const identity = whole ? (identify?.(cells) ?? UNIDENTIFIED) : null;
        bad.add(() => lineOf(batch, index), error, identity);
        if (identity === null || identity.id === null) continue;
        ids.push(identity.id);
        origins.push(index);
      }
    }
    if (ids.length > 0) yield { values, ids, lineOf: (at) => lineOf(batch, origins[at] ?? 0) };
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
