import type { UnusedColumns } from '../../../domain/sync/unused-columns.ts';
import { count, joined, numberText } from '../words.ts';

/** So many are named; an export may have a hundred. */
const NAMED = 8;

/** `3 columns of roster.csv are not used: Kostenstelle, Standort and Telefon.` */
export function unusedColumnsText({ file, columns }: UnusedColumns): string {
  const many = columns.length;
  const rest = many - NAMED;
  const named =
    rest > 0 ? `${columns.slice(0, NAMED).join(', ')} and ${numberText(rest)} more` : joined(columns);
  return `${count(many, 'column')} of ${file} ${many === 1 ? 'is' : 'are'} not used: ${named}.`;
}

/** What was found out about a source, with the columns of its file that are not used. */
export function withUnusedText(found: string, unused: UnusedColumns | undefined): string {
  if (unused === undefined || unused.columns.length === 0) return found;
  return `${found}; ${unusedColumnsText(unused).slice(0, -1)}`;
}
