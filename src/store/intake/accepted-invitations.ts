import type { Account } from '../../domain/account.ts';
import type { Store } from '../db/open.ts';
import { giveKey, type Respelled } from './respelled-accounts.ts';

/** Prefixes of keys for people who have not accepted yet, and so have no vendor's id; an address or a username follows. */
const BEGINNINGS = ['pending:', 'invited:'] as const;

/**
 * Accounts that were stored under an invitation and are now listed with an id: accepting does not mean leaving. Reads the invitations of
 * the app once, when the first new account comes.
 */
export function acceptedInvitations(store: Store, app: number) {
  let byKey: Map<string, Respelled> | null = null;

  function stored(): Map<string, Respelled> {
    const rows = BEGINNINGS.flatMap(
      (beginning) =>
        store.sqlite
          .prepare(
            `SELECT id AS row, external_id AS earlierId, fingerprint FROM account
             WHERE app = @app AND external_id >= @beginning AND external_id < @beginning || char(0x10ffff) AND gone_at IS NULL
               AND first_run <= (SELECT sealed_run FROM source WHERE id = @app)`,
          )
          .all({ app, beginning }) as Omit<Respelled, 'wasGone'>[],
    );
    return new Map(rows.map((row) => [row.earlierId.toLowerCase(), { ...row, wasGone: false }]));
  }

  return {
    /** Gives the invitation the id, with every decision on it; `null` when there is none, or when this run lists it as well. */
    take(
      { id, emails, username }: Pick<Account, 'id' | 'emails' | 'username'>,
      isListed: (row: number) => boolean,
    ): Respelled | null {
      if (BEGINNINGS.some((beginning) => id.startsWith(beginning))) return null;
      byKey ??= stored();
      if (byKey.size === 0) return null;
      const names = username === null ? emails : [...emails, username.toLowerCase()];
      for (const key of names.flatMap((name) => BEGINNINGS.map((beginning) => `${beginning}${name}`))) {
        const before = byKey.get(key);
        if (before === undefined || isListed(before.row)) continue;
        byKey.delete(key);
        giveKey(store, app, before, id);
        return before;
      }
      return null;
    },
  };
}
