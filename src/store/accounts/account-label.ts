import type { StoredAccount } from './accounts.ts';

/** What an admin calls the account. */
export function accountLabel({ account }: Pick<StoredAccount, 'account'>): string {
  return account.emails[0] ?? account.username ?? account.name ?? account.id;
}
