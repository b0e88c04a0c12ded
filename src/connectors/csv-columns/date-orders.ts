import { type DateOrder, orderShown } from '../csv-cells/date-parts.ts';
import type { CsvFile } from '../csv-text/file.ts';
import { readRows } from '../csv-text/rows.ts';

/** The order of the file as a whole, for columns that show none themselves. */
const FILE = -1;

/**
 * How each column of a file, by number, writes day and month. A cell with a day above 12 shows it: `25/12/2026`. A column that shows both
 * orders is left out; a column that shows none is taken to be like the others, or like `otherwise`.
 */
export async function dateOrdersIn(
  file: CsvFile,
  width: number,
  otherwise: DateOrder | undefined,
): Promise<ReadonlyMap<number, DateOrder>> {
  const shown = new Map<number, Set<DateOrder>>();
  const note = (column: number, order: DateOrder) =>
    shown.set(column, (shown.get(column) ?? new Set()).add(order));
  for await (const { rows } of readRows(file)) {
    for (const cells of rows) {
      for (const [column, cell] of cells.entries()) {
        const order = orderShown(cell.trim());
        if (order === null) continue;
        note(column, order);
        note(FILE, order);
      }
    }
  }
  const only = (column: number) => {
    const [first, second] = shown.get(column) ?? [];
    return second === undefined ? first : undefined;
  };
  return new Map(
    Array.from({ length: width }, (_, column) => {
      const order = shown.has(column) ? only(column) : (only(FILE) ?? otherwise);
      return [column, order] as const;
    }).filter((entry): entry is readonly [number, DateOrder] => entry[1] !== undefined),
  );
}
