import type { Header } from '../csv-columns/header.ts';
import { valuesOf } from '../csv-columns/sample.ts';

/**
 * Whether a word that is not known in the column of a field leaves the row as it is, with nothing said: in an export that is known, and in one
 * that is not written for Seatkeeper, if some of its first rows have words that are known. A column in which no word is known may mean something else.
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
