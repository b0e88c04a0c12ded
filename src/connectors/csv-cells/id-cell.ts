import type { CsvRow, HeaderColumn } from './cell.ts';
import { BadCell, csvText } from './cell.ts';

/** `1.23457E+16`: what Excel makes of a number of more than eleven digits. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d{2,3}$/i;
/** A spreadsheet keeps so many digits of a number. */
const KEPT = 15;

/** The id in a cell, as it is written: zeros in front are a part of it. Throws where Excel has shortened it, because then it is anybody's. */
export function idText(cells: CsvRow, column: HeaderColumn | null): string {
  const text = csvText(cells, column);
  if (text.length < 16 && SHORTENED.test(text))
    throw new BadCell(
      column,
      `"${text}" is a long number that a spreadsheet has shortened, so it is nobody's id any more; export the file again, and do not save it in Excel`,
    );
  return text;
}

/** Whether ids were rounded: long numbers, of which a spreadsheet makes the last digits zero. */
export function areRounded(values: readonly string[]): boolean {
  const long = values.filter((text) => text.length > KEPT && /^\d+$/.test(text));
  return long.length > 1 && long.every((text) => /^0+$/.test(text.slice(KEPT)));
}

export function roundedProblem({ label }: HeaderColumn): string {
  return `has a column ${label} whose long numbers all end in zeros: a spreadsheet has rounded them, so they are nobody's ids any more; export the file again, and do not save it in Excel`;
}
