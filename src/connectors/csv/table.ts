import type { ConnectorError } from '../base/errors.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import type { CsvRow } from '../csv-cells/cell.ts';
import { BadCell } from '../csv-cells/cell.ts';
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
  /** The key that no two rows may share. */
  readonly unique: readonly Unique<Value>[];
}

interface Unique<Value> {
  /** `null`: this row is not compared. */
  readonly key: (value: Value) => string | null;
  readonly problem: (key: string) => string;
}

interface Page<Value> {
  readonly values: readonly Value[];
  readonly lineOf: (index: number) => number;
}

/** Every row of the file in pages of at most 2,000; an unreadable or duplicate row throws, naming file, line and column. */
export async function* readTable<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
): AsyncGenerator<readonly Value[]> {
  const checks = shape.unique.map((unique) => ({ unique, seen: createSeenIds() }));
  for await (const page of pagesOf(file, shape)) {
    for (const { unique, seen } of checks) {
      let index = 0;
      for (const value of page.values) {
        const key = unique.key(value);
        if (key !== null && !seen.add(key))
          await rejectDuplicate(file, shape, unique, key, page.lineOf(index));
        index++;
      }
    }
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

/** Two keys may share a hash, so the file is read again for the first row that really has this key. */
async function rejectDuplicate<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  unique: Unique<Value>,
  key: string,
  line: number,
): Promise<void> {
  for await (const page of pagesOf(file, shape)) {
    const index = page.values.findIndex((value) => unique.key(value) === key);
    if (index < 0) continue;
    const first = page.lineOf(index);
    if (first < line) throw badFile(file, `lines ${first} and ${line}: ${unique.problem(key)}`);
    return;
  }
}

/** Pages until the first bad row; then the rest is only checked, so that one error names all bad rows. */
async function* pagesOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
): AsyncGenerator<Page<Value>> {
  let header: Header<Field> | null = null;
  let read: ((cells: CsvRow) => Value) | null = null;
  const bad = badRows(file);
  for await (const batch of readRows(file)) {
    const values: Value[] = [];
    const origins: number[] = [];
    for (const [index, cells] of batch.rows.entries()) {
      if (isBlank(cells)) continue;
      if (header === null || read === null) {
        header = headerAt(file, shape, batch, index);
        read = shape.reader(header);
        continue;
      }
      try {
        if (cells.length !== header.width) throw new BadCell(null, ragged(cells.length, header.width));
        const value = read(cells);
        if (bad.count() > 0) continue;
        values.push(value);
        origins.push(index);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        bad.add(() => `line ${lineOf(batch, index)}${error.message}`);
      }
    }
    if (values.length > 0) yield { values, lineOf: (at) => lineOf(batch, origins[at] ?? 0) };
  }
  if (header === null) throw badFile(file, 'is empty; it needs at least a header line');
  if (bad.count() > 0) throw bad.error();
}

/** As many as an admin corrects at a time, and a message can hold. */
const BAD_ROWS_NAMED = 10;

function badRows(file: CsvFile) {
  const named: string[] = [];
  let count = 0;
  return {
    count: () => count,
    add(problem: () => string): void {
      count++;
      if (named.length < BAD_ROWS_NAMED) named.push(problem());
    },
    error(): ConnectorError {
      if (count === 1) return badFile(file, named[0] ?? '');
      const more = count > named.length ? `; and ${count - named.length} more` : '';
      return badFile(file, `has ${count} rows that cannot be read: ${named.join('; ')}${more}`);
    },
  };
}

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
