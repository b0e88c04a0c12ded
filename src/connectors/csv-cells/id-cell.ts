import type { CsvRow, HeaderColumn } from './cell.ts';
import { BadCell, csvText } from './cell.ts';

/** `1.23457E+16`: what Excel turns a number of more than eleven digits into. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d{2,3}$/i;
/** How many digits of a number a spreadsheet keeps. */
const KEPT = 15;

/** The id in a cell, exactly as written: leading zeros are part of it. Throws if Excel has shortened it, because then it could be anybody's. */
export function idText(cells: CsvRow, column: HeaderColumn | null): string {
  const text = csvText(cells, column);
  if (text.length < 16 && SHORTENED.test(text))
    throw new BadCell(
      column,
      `"${text}" is a long number that a spreadsheet has shortened, so it is nobody's id any more; export the file again, and do not save it in Excel`,
    );
  return text;
}

/** Whether ids were rounded: a spreadsheet turns the last digits of long numbers into zeros. */
export function areRounded(values: readonly string[]): boolean {
  const long = values.filter((text) => text.length > KEPT && /^\d+$/.test(text));
  return long.length > 1 && long.every((text) => /^0+$/.test(text.slice(KEPT)));
}

export function roundedProblem({ label }: HeaderColumn): string {
  return `has a column ${label} whose long numbers all end in zeros: a spreadsheet has rounded them, so they are nobody's ids any more; export the file again, and do not save it in Excel`;
}
