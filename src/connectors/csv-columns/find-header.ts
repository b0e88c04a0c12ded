import type { CsvRow } from '../csv-cells/cell.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { isBlank, lineOf, type RowBatch } from '../csv-text/rows.ts';
import { type Header, type HeaderReading, headingsIn, readHeader } from './header.ts';
import { SAMPLE_ROWS } from './sample.ts';

/** The most titles, dates and empty lines above the header of a report. */
const PREAMBLE_ROWS = 20;
/** A row below the first one is a header only if it has at least this many cells and known headings. */
const CELLS = 3;
const HEADINGS = 2;

export interface FoundHeader<Field extends string> {
  readonly header: Header<Field>;
  /** Its row in the batch. */
  readonly index: number;
}

/** Finds the header in the first rows of a file; rows above it are not part of the table. `null` while there are only empty lines. */
export function findHeader<Field extends string>(
  file: CsvFile,
  batch: RowBatch,
  reading: HeaderReading<Field>,
): FoundHeader<Field> | null {
  const { rows } = batch;
  const first = rows.findIndex((cells) => !isBlank(cells) && !isSeparatorLine(cells));
  if (first < 0) return null;
  const index = headerRow(rows, first, reading) ?? first;
  const cells = rows[index] ?? [];
  const line = lineOf(batch, index);
  if (cells.some(isData))
    throw badFile(
      file,
      `line ${line}: the first row holds data, not the headings of columns; add a header line`,
    );
  const sample = rows.slice(index + 1, index + 1 + SAMPLE_ROWS);
  return { header: readHeader(file, cells, line, reading, sample), index };
}

function headerRow<Field extends string>(
  rows: readonly CsvRow[],
  first: number,
  reading: HeaderReading<Field>,
): number | null {
  const cells = rows[first] ?? [];
  // Nearly every file begins with its header.
  if (cells.length >= CELLS && !cells.some(isData) && headingsIn(cells, reading) > 0)
    return isBetterHeader(rows[first + 1] ?? [], cells, reading) ? first + 1 : first;
  for (let at = first + 1; at < Math.min(rows.length, first + PREAMBLE_ROWS); at++) {
    const below = rows[at] ?? [];
    const filled = below.filter((cell) => cell.trim() !== '').length;
    if (filled >= CELLS && !below.some(isData) && headingsIn(below, reading) >= HEADINGS) return at;
  }
  return null;
}

/** Whether a row below one with headings of groups of columns, as merged cells leave them, has the headings of the columns themselves. */
function isBetterHeader<Field extends string>(
  below: CsvRow,
  above: CsvRow,
  reading: HeaderReading<Field>,
): boolean {
  const [filled, filledAbove] = [below, above].map((row) => row.filter((cell) => cell.trim() !== '').length);
  if ((filled ?? 0) < CELLS || (filled ?? 0) <= (filledAbove ?? 0) || below.some(isData)) return false;
  const headings = headingsIn(below, reading);
  return headings >= HEADINGS && headings > headingsIn(above, reading);
}

/** Excel's `sep=;`, which has been split into a cell `sep=` and an empty one. */
function isSeparatorLine([first = '']: CsvRow): boolean {
  return first.trim().toLowerCase() === 'sep=';
}

/** An address, a link, a day or a long token: no heading looks like it. */
function isData(cell: string): boolean {
  const text = cell.trim();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$|^https?:|^\d{4}-\d{2}-\d{2}|^[\w.+/=-]{60,}$/.test(text);
}
