import type { Store } from '../db/open.ts';

/** An account that was gone and is listed again, and on which a decision is in force. */
export interface ReturningAccount {
  readonly row: number;
  readonly account: string;
  readonly goneAt: string;
  /** As it was when it went, and as it is listed now. */
  readonly email: string | null;
  readonly role: string | null;
  readonly newEmail: string | null;
  readonly newRole: string | null;
  readonly kind: 'known' | 'link';
}

/** Those in the batch that is about to be applied; see `applyAccountChanges`. */
export function returningInBatch(store: Store): readonly ReturningAccount[] {
  return store.sqlite
    .prepare(
      `SELECT account.id AS row, account.external_id AS account, account.gone_at AS goneAt, account.email AS email,
         account.role AS role, c.email AS newEmail, c.role AS newRole, decision.kind AS kind
       FROM batch JOIN account ON account.id = batch.account JOIN account_change c ON c.account = account.id
         JOIN decision ON decision.app = account.app AND decision.account = account.external_id AND decision.ended_at IS NULL
       WHERE account.gone_at IS NOT NULL`,
    )
    .all() as ReturningAccount[];
}

/** Those of these accounts on which a decision is in force. */
export function decidedAccounts(store: Store, rows: readonly number[]): readonly number[] {
  return store.sqlite
    .prepare(
      `SELECT DISTINCT account.id FROM account JOIN decision ON decision.app = account.app
         AND decision.account = account.external_id AND decision.ended_at IS NULL
       WHERE account.id IN (SELECT value FROM json_each(?)) ORDER BY account.id`,
    )
    .pluck()
    .all(JSON.stringify(rows)) as number[];
}
