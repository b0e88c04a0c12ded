import type { Store } from '../db/open.ts';
import { VISIBLE } from './accounts.ts';

/** How many accounts are compared to see whether two lists are the same. */
const SAMPLE = 200;

/**
 * How many of the first accounts of one app another app has too, with the same id and address. Ids that are the address prove nothing:
 * the same people may well use both apps.
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

/**
 * The same for apps whose ids are addresses: how many of the first accounts with a last use the other app has with the same licenses and
 * the same last use. `moments`: how many different last uses there are, because all accounts may share one day.
 */
export function sameUse(
  store: Store,
  app: number,
  other: number,
): { readonly looked: number; readonly same: number; readonly moments: number } {
  const row = store.sqlite
    .prepare(
      `SELECT count(*) AS looked, count(DISTINCT last_active) AS moments, coalesce(sum(EXISTS (
         SELECT 1 FROM account b WHERE b.app = ? AND b.external_id = a.external_id AND b.email IS a.email
           AND b.last_active = a.last_active AND b.licenses IS a.licenses AND b.gone_at IS NULL
       )), 0) AS same
       FROM (SELECT external_id, email, last_active, licenses FROM account WHERE app = ? AND ${VISIBLE}
               AND last_active IS NOT NULL LIMIT ${SAMPLE}) a`,
    )
    .get(other, app) as { looked: number; same: number; moments: number };
  return row;
}
