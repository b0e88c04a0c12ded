import type { SheetColumn, SheetRow } from './sheet.ts';

/** `2026-03-09 08:07:00`, with a margin: a narrower column shows ### instead. */
const DATE = 20;
const NARROWEST = 8;
const WIDEST = 60;
/** For the mark of the filter beside a label, and the margin of a cell. */
const MARGIN = 3;

/**
 * How wide each column of a workbook is, in characters, so that its label and its first rows can be read. Later rows may be
 * longer: text then continues behind the next column or is hidden, but is never shown as ###, because numbers are short.
 */
export function columnWidths(
  columns: readonly SheetColumn[],
  firstRows: readonly SheetRow[],
): readonly number[] {
  return columns.map(({ type, label }, at) => {
    if (type === 'date') return Math.max(DATE, within(label.length));
    const longest = firstRows.reduce((most, row) => Math.max(most, lengthOf(row[at] ?? null)), 0);
    return within(Math.max(label.length, type === 'number' ? Math.max(longest, NARROWEST) : longest));
  });
}

function within(length: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, length) + MARGIN);
}

function lengthOf(cell: SheetRow[number]): number {
  return cell === null ? 0 : String(cell).length;
}
