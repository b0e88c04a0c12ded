import { type CsvRow, flagIn, type HeaderColumn, shortened } from '../../connectors/csv-cells/cell.ts';
import type { Header } from '../../connectors/csv-columns/header.ts';
import { valuesOf } from '../../connectors/csv-columns/sample.ts';
import { tellingColumns } from '../../connectors/csv-states/flag-names.ts';
import type { PersonField } from './person-names.ts';
import { statusColumns } from './status.ts';
import { statusWord } from './status-words.ts';

/** So many of its words are named. */
const NAMED = 3;

/**
 * The column of statuses, if it names only kinds of employment, such as `Full-time` and `Contractor`, and nothing else in the file could say
 * that somebody has left; `null` when something may. Looks at the first rows.
 */
export function kindsOnlyColumn(header: Header<PersonField>): HeaderColumn | null {
  const { fields, others, words, sample } = header;
  const { status, end_date } = fields;
  if (status === null || end_date !== null || words.status !== undefined) return null;
  if (tellingColumns(others).length > 0) return null;
  const values = columnsOf(status, header).flatMap((column) => valuesOf(sample, column));
  if (values.some(saysMore) || !values.some(isKind)) return null;
  return status;
}

/** Why nobody in such a file could ever have left; `null` when a row below the first ones says it of somebody. */
export async function kindsOnlyProblem(
  header: Header<PersonField>,
  batches: AsyncIterable<readonly CsvRow[]>,
): Promise<string | null> {
  const status = kindsOnlyColumn(header);
  if (status === null) return null;
  const columns = columnsOf(status, header);
  for await (const rows of batches)
    if (rows.some((cells) => columns.some(({ index }) => saysMore((cells[index] ?? '').trim())))) return null;
  const kinds = [...new Set(valuesOf(header.sample, status).filter(isKind))];
  const named = kinds.slice(0, NAMED).map((word) => shortened(word));
  return `has only kinds of employment in the column ${shortened(status.label)} (${named.join(', ')}) and no last day, so nobody in it could ever have left; add a column that says who has left, or with the last day, or set currentOnly: true if the file lists only people who work here today`;
}

function columnsOf(status: HeaderColumn, header: Header<PersonField>): readonly HeaderColumn[] {
  return [status, ...statusColumns(header)];
}

function isKind(text: string): boolean {
  return statusWord(text)?.isKind === true;
}

function saysMore(text: string): boolean {
  return statusWord(text)?.isKind === false || flagIn(text) !== null;
}
