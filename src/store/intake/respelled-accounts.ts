import type { Account } from '../../domain/account.ts';
import { madeKey } from '../../domain/email.ts';
import type { Store } from '../db/open.ts';
import { bumpVersion } from '../db/versions.ts';

/** An account that is stored under another spelling of the key it is listed under now. */
export interface Respelled {
  readonly row: number;
  readonly fingerprint: number;
  readonly wasGone: boolean;
  /** The key it had. */
  readonly earlierId: string;
}

/**
 * Accounts whose key was made of a username or an address before keys were normalised. Vendors' keys are never looked up like this, because
 * capitals may matter in them. Reads the keys of the app once, when the first new account comes.
 */
export function respelledAccounts(store: Store, app: number) {
  let bySpelling: Map<string, Respelled> | null = null;

  function stored(): Map<string, Respelled> {
    const rows = store.sqlite
      .prepare(
        `SELECT id AS row, external_id AS earlierId, fingerprint, gone_at IS NOT NULL AS wasGone FROM account
         WHERE app = ? AND (external_id <> lower(external_id) OR external_id GLOB '*[^ -~]*') ORDER BY gone_at IS NULL, id`,
      )
      .all(app) as (Omit<Respelled, 'wasGone'> & { wasGone: number })[];
    const found = new Map<string, Respelled>();
    for (const { wasGone, ...row } of rows) {
      const key = madeKey(row.earlierId);
      if (key !== row.earlierId) found.set(key, { ...row, wasGone: wasGone === 1 });
    }
    return found;
  }

  return {
    /** Gives the stored account its new key, with every decision on it; `null` when there is none. */
    take({ id, emails, username }: Pick<Account, 'id' | 'emails' | 'username'>): Respelled | null {
      if (id !== emails[0] && (username === null || id !== madeKey(username))) return null;
      bySpelling ??= stored();
      const before = bySpelling.get(id);
      if (before === undefined) return null;
      bySpelling.delete(id);
      giveKey(store, app, before, id);
      return before;
    },
  };
}

/** Gives a stored account another key, with every decision on it. */
export function giveKey(store: Store, app: number, { row, earlierId }: Respelled, key: string): void {
  store.sqlite.prepare('UPDATE account SET external_id = ? WHERE id = ?').run(key, row);
  const moved = store.sqlite
    .prepare('UPDATE decision SET account = ? WHERE app = ? AND account = ?')
    .run(key, app, earlierId);
  if (moved.changes > 0) bumpVersion(store, 'decisions');
}
