import type { Assessment } from '../../domain/findings/assess.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { LAST_PERSON, type Values, VERDICT_COLUMNS, writeVerdict } from './account-facts.ts';

const ASSIGNMENTS = VERDICT_COLUMNS.split(', ')
  .map((column) => `${column} = ?`)
  .join(', ');

const UPDATE = `UPDATE account SET ${ASSIGNMENTS}, ${LAST_PERSON('?')} WHERE id = ?`;

/** Saves the verdict on an account. Its facts stay as they are. */
export function saveVerdict(store: Store, row: number, assessment: Assessment, email: string | null): void {
  const values: Values = [];
  writeVerdict(assessment, email, values, 0);
  prepared(store, UPDATE).run(values, values[0], row);
}
