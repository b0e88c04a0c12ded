import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';

/** How many of the first rows are looked at to see what a column holds. */
export const SAMPLE_ROWS = 300;

/** What a column holds in the first rows, empty cells left out. */
export function valuesOf(sample: readonly CsvRow[], column: HeaderColumn): readonly string[] {
  return sample.map((cells) => (cells[column.index] ?? '').trim()).filter((text) => text !== '');
}

/** Whether a fifth of the cells or more are empty: that is not a mistake. */
export function isOftenEmpty(sample: readonly CsvRow[], column: HeaderColumn): boolean {
  return sample.length > 0 && (sample.length - valuesOf(sample, column).length) * 5 >= sample.length;
}

/** Whether nearly all cells with content pass the test; `false` when all are empty. */
export function mostAre(values: readonly string[], is: (text: string) => boolean): boolean {
  return values.length > 0 && values.filter(is).length * 5 >= values.length * 4;
}

export function someAre(values: readonly string[], is: (text: string) => boolean): boolean {
  return values.some(is);
}
