import { type DateOrder, orderShown } from '../csv-cells/date-parts.ts';
import type { CsvFile } from '../csv-text/file.ts';
import { readRows } from '../csv-text/rows.ts';

/** Every column, for one that shows nothing itself. */
const FILE = -1;

/**
 * How the columns of a file write day and month, by their numbers, as one cell with a day above 12 shows: `25/12/2026`. A column that shows
 * both is left out; one that shows nothing is written like the others, or as `otherwise`.
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
