import type { Called } from '../../domain/owners/handed-on.ts';
import { emailsOf } from '../accounts/account-facts.ts';
import type { Store } from '../db/open.ts';

/** An account with a decision in force that was gone and is listed again. */
export interface ReturningAccount {
  readonly row: number;
  readonly account: string;
  readonly goneAt: string;
  /** Its facts when it went, and as it is listed now. */
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

/** A changed account that has a link or an open finding, or whose owner would change, with what it is called. */
export interface MovedAccount {
  readonly row: number;
  readonly account: string;
  readonly linked: boolean;
  readonly before: Called;
  readonly now: Called;
}

/** Those in the batch that is about to be applied. */
export function movedInBatch(store: Store): readonly MovedAccount[] {
  return store.sqlite
    .prepare(
      `SELECT account.id, account.external_id, d.id IS NOT NULL, account.email, account.emails, account.username, account.name,
         c.email, c.emails, c.username, c.name
       FROM batch JOIN account ON account.id = batch.account JOIN account_change c ON c.account = account.id
         LEFT JOIN decision d ON d.kind = 'link' AND d.app = account.app AND d.account = account.external_id AND d.ended_at IS NULL
       WHERE account.name IS NOT c.name
         AND (d.id IS NOT NULL OR (account.person IS NOT NULL AND account.person IS NOT c.person)
           OR EXISTS (SELECT 1 FROM finding f WHERE f.account = account.id AND f.closed_at IS NULL))`,
    )
    .raw()
    .all()
    .map((row) => {
      const [id, account, linked, ...called] = row as [number, string, number, ...Names, ...Names];
      return {
        row: id,
        account,
        linked: linked === 1,
        before: calledBy(called.slice(0, 4) as Names),
        now: calledBy(called.slice(4) as Names),
      };
    });
}

type Names = [string | null, string | null, string | null, string | null];

function calledBy([email, emails, username, name]: Names): Called {
  return { emails: emailsOf(email, emails), username, name };
}

/** The last owner of these accounts was wrong: nobody must be suggested because of it. */
export function forgetLastPerson(store: Store, rows: readonly number[]): void {
  store.sqlite
    .prepare('UPDATE account SET last_person = NULL WHERE id IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(rows));
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
