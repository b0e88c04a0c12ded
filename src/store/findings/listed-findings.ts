import { CONCERNS, type Concern } from '../../domain/findings/classify.ts';
import { isAdmin } from '../../domain/findings/known.ts';
import type { Store } from '../db/open.ts';

/** A finding as a list shows it. */
export interface ListedFinding {
  /** The account's row. */
  readonly row: number;
  readonly concern: Concern;
  readonly openedAt: string;
  readonly reopened: number;
}

const LISTED = 'account AS row, concern, opened_at AS openedAt, reopened';
/** Neither closed nor put off. */
export const SHOWN = 'snoozed_until IS NULL AND closed_at IS NULL AND removal_said IS NULL';

/**
 * The findings of an app that are shown, as account rows, worst first. Among equals, admins of the app come first; among accounts without
 * an owner, those with a previous owner who can be proposed come first and guests last; then the oldest.
 */
export function worstFindings(
  store: Store,
  app: number,
  limit: number,
  offset = 0,
): readonly ListedFinding[] {
  const sorted = store.sqlite.prepare(
    `SELECT finding.account AS row, finding.concern AS concern, opened_at AS openedAt, reopened
     FROM finding JOIN account ON account.id = finding.account
     WHERE finding.app = @app AND finding.concern = @concern AND ${SHOWN}
     ORDER BY account.role IS NOT NULL AND account.role IN (SELECT value FROM json_each(@admins)) DESC,
       account.last_person IS NOT NULL DESC, account.kind = 'guest', opened_at, finding.account LIMIT @limit`,
  );
  const admins = JSON.stringify(adminRoles(store, app));
  const worst: ListedFinding[] = [];
  for (const concern of CONCERNS) {
    const left = offset + limit - worst.length;
    if (left > 0) worst.push(...(sorted.all({ app, concern, admins, limit: left }) as ListedFinding[]));
  }
  return worst.slice(offset);
}

/** The accounts, of these, whose finding is shown. */
export function shownFindings(store: Store, rows: readonly number[]): readonly ListedFinding[] {
  return store.sqlite
    .prepare(`SELECT ${LISTED} FROM finding WHERE account IN (SELECT value FROM json_each(?)) AND ${SHOWN}`)
    .all(JSON.stringify(rows)) as ListedFinding[];
}

/** The roles of accounts with an open finding that give power over the app. */
function adminRoles(store: Store, app: number): readonly string[] {
  const roles = store.sqlite
    .prepare(
      `SELECT DISTINCT account.role FROM finding JOIN account ON account.id = finding.account
       WHERE finding.app = ? AND closed_at IS NULL AND account.role IS NOT NULL`,
    )
    .pluck()
    .all(app) as string[];
  return roles.filter(isAdmin);
}
