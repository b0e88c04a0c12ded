import type { Store } from '../db/open.ts';
import { VISIBLE } from './accounts.ts';

/** So many accounts show whether two lists are one. */
const SAMPLE = 200;

/**
 * Of the first accounts of one app, how many another app has too, with the same id and address. Ids that are the address are
 * no evidence: the same people may well use both apps.
 */
export function sameAccounts(
  store: Store,
  app: number,
  other: number,
): { readonly looked: number; readonly same: number } {
  const row = store.sqlite
    .prepare(
      `SELECT count(*) AS looked, coalesce(sum(EXISTS (
         SELECT 1 FROM account b WHERE b.app = ? AND b.external_id = a.external_id AND b.email = a.email AND b.gone_at IS NULL
       )), 0) AS same
       FROM (SELECT external_id, email FROM account WHERE app = ? AND ${VISIBLE} AND email IS NOT NULL
               AND external_id <> email COLLATE NOCASE LIMIT ${SAMPLE}) a`,
    )
    .get(other, app) as { looked: number; same: number };
  return row;
}
