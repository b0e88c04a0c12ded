import type { Assessment } from '../domain/assess.ts';
import { VERDICT_COLUMNS, verdictValues } from './account-facts.ts';
import type { Store } from './open.ts';

const ASSIGNMENTS = VERDICT_COLUMNS.split(', ')
  .map((column) => `${column} = ?`)
  .join(', ');

/** Saves what an account was found to be, without touching its facts. */
export function saveVerdict(store: Store, row: number, assessment: Assessment, email: string | null): void {
  store.sqlite
    .prepare(`UPDATE account SET ${ASSIGNMENTS} WHERE id = ?`)
    .run(...verdictValues(assessment, email), row);
}
