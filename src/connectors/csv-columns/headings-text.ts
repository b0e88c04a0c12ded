import type { HeaderColumn } from '../csv-cells/cell.ts';
import { shortened } from '../csv-cells/cell.ts';

/** How many headings a message names. */
const NAMED = 40;

/** The headings of a file that is surely a table, for a message. */
export function headingsText(columns: readonly HeaderColumn[]): string {
  const named = columns.slice(0, NAMED).map(({ label }) => shortened(label));
  const more = columns.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}
