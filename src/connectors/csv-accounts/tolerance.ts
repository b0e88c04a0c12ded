import type { Header } from '../csv-columns/header.ts';
import { valuesOf } from '../csv-columns/sample.ts';

/**
 * Whether an unknown word in the column of a field is tolerated and the row says nothing there: in a known export, and in a file that was
 * not written for Seatkeeper, if some of its first rows have known words. A column without any known word may mean something else.
 */
export function toleratesWords<Field extends string>(
  { fields, preset, sample }: Header<Field>,
  field: NoInfer<Field>,
  isKnown: (text: string) => boolean,
): boolean {
  const column = fields[field];
  if (column === null) return false;
  return preset !== null || (column.label !== field && valuesOf(sample, column).some(isKnown));
}
