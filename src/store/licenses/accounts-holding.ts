import { isNamedLike, isSeat } from '../accounts/account-sql.ts';
import { eachAccount, type StoredAccount } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';

/**
 * Which licenses are wanted: exactly one of these sets, as counted by `countHeld`, which can be found without parsing a million lists; or a
 * license with one of these names, in lower case.
 */
export type WantedLicenses =
  | { readonly sets: readonly (readonly string[])[] }
  | { readonly names: readonly string[] };

/** The accounts of an app that hold one of the licenses now. `text`: part of an address, username or name. */
export function accountsHolding(
  store: Store,
  app: number,
  wanted: WantedLicenses,
  text: string | null,
): Iterable<StoredAccount> {
  const [holds, licenses] =
    'sets' in wanted
      ? ['licenses IN (SELECT value FROM json_each(?))', wanted.sets.map((set) => JSON.stringify(set))]
      : [HOLDS_ONE_OF, wanted.names];
  const where = [isSeat('account'), holds, ...(text === null ? [] : [isNamedLike('?')])].join(' AND ');
  const values = [JSON.stringify(licenses), ...(text === null ? [] : [text.toLowerCase()])];
  return eachAccount(store, app, where, ...values);
}

const HOLDS_ONE_OF =
  'EXISTS (SELECT 1 FROM json_each(licenses) WHERE lower(trim(value)) IN (SELECT value FROM json_each(?)))';
