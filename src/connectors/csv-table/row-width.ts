import { readableAddresses } from '../csv-cells/address-cell.ts';
import { BadCell, type CsvRow, type HeaderColumn } from '../csv-cells/cell.ts';
import type { Header } from '../csv-columns/header.ts';
import { isBlank } from '../csv-text/rows.ts';
import type { Shape } from './shape.ts';

/** Fits the cells of a row to the columns of the header. */
export interface RowWidth {
  /** The row with one cell for each column. Throws `BadCell` where it is not clear which cell is which. `isCut`: the file ends in it, without a line break. */
  fit(cells: CsvRow, isCut: boolean): CsvRow;
  /** How many rows ended before the last column. */
  short(): number;
}

/**
 * Some programs leave out the empty cells at the end of a row. Such a row is read if it cannot be a fragment: it says who it is about, it is not the second
 * half of a row that a line break inside a cell tore apart, and the file does not break off in it.
 */
export function rowWidth<Field extends string, Value>(
  header: Header<Field>,
  shape: Shape<Field, Value>,
): RowWidth {
  const { width } = header;
  const tolerates = shape.identifier !== undefined;
  const needs = shape.needs?.(header) ?? [];
  const addresses = shape.addresses?.(header) ?? [];
  let before = width;
  let short = 0;
  const isClear = (cells: CsvRow, isCut: boolean) => {
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    const isHalf = before + cells.length - 1 === width;
    const hasAddress = addresses.some((column) => readableAddresses(cells, column).length > 0);
    return (
      tolerates &&
      !isCut &&
      filled >= 2 &&
      (hasAddress || (cells.length * 2 >= width && !isHalf)) &&
      needs.every(({ index }) => index < cells.length)
    );
  };
  return {
    fit(cells, isCut) {
      if (cells.length === width) {
        before = width;
        return cells;
      }
      if (cells.length > width && isBlank(cells.slice(width))) return cells;
      const clear = cells.length < width && isClear(cells, isCut);
      before = cells.length;
      if (!clear) throw new BadCell(null, ragged(cells.length, width, isCut));
      short++;
      return [...cells, ...new Array<string>(width - cells.length).fill('')];
    },
    short: () => short,
  };
}

function ragged(cells: number, width: number, isCut: boolean): string {
  const said = `has ${cells} cells where the header has ${width}`;
  return isCut && cells < width
    ? `${said}, and the file ends there without a line break: it was cut off; export it again`
    : `${said}; quote cells that contain the separator`;
}

/** Merges columns that share a heading: if the first is empty, another one fills it. Throws `BadCell` if two of them contradict each other. */
export function withoutTwins<Field extends string>(cells: CsvRow, { twins, fields }: Header<Field>): CsvRow {
  if (twins.length === 0) return cells;
  const whole = [...cells];
  for (const { first, again } of twins) {
    const [a, b] = [(whole[first.index] ?? '').trim(), (whole[again.index] ?? '').trim()];
    if (a === '') whole[first.index] = b;
    else if (b !== '' && a !== b && isField(fields, first))
      throw new BadCell(
        first,
        `"${a}" and "${b}" are under one heading that occurs twice; rename one of the two`,
      );
  }
  return whole;
}

/** Whether something is read from it. */
export function isField(
  fields: Readonly<Record<string, HeaderColumn | null>>,
  column: HeaderColumn,
): boolean {
  return Object.values(fields).includes(column);
}
