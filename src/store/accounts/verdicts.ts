import type { Assessment } from '../../domain/findings/assess.ts';
import type { Store } from '../db/open.ts';
import { LAST_PERSON, type Values, VERDICT_COLUMNS, writeVerdict } from './account-facts.ts';

const ASSIGNMENTS = VERDICT_COLUMNS.split(', ')
  .map((column) => `${column} = ?`)
  .join(', ');

/** Saves the verdict on an account. Its facts stay as they are. */
export function saveVerdict(store: Store, row: number, assessment: Assessment, email: string | null): void {
  const values: Values = [];
  writeVerdict(assessment, email, values, 0);
  store.sqlite
    .prepare(`UPDATE account SET ${ASSIGNMENTS}, ${LAST_PERSON('?')} WHERE id = ?`)
    .run(values, values[0], row);
}
