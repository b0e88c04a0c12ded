import type { Account } from '../../domain/account.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { filled, placeholdersIn, type Settings } from '../rest-declaration/placeholders.ts';
import { valuesOfAccount } from './of-account.ts';

interface Asked {
  /** Another address of the API than the declared one, of whose pages nothing is known. */
  readonly base: string | null;
  readonly settings: Settings;
}

/** The page of an account by its declaration; `null` where it has none, or where the account lacks what the address needs. */
export function accountPageOf(
  { accountPage, settings: declared }: Pick<Declaration, 'accountPage' | 'settings'>,
  { base, settings }: Asked,
  account: Account,
): string | null {
  if (accountPage === undefined || (base !== null && !accountPage.startsWith('{'))) return null;
  const own = valuesOfAccount(account);
  const values: Record<string, string> = {};
  for (const { name } of placeholdersIn(accountPage)) {
    const value = own[name] ?? settings[name];
    // In an address these two mean the folder itself and the one above it.
    if (value === undefined || value === '.' || value === '..') return null;
    const isAddress = !Object.hasOwn(own, name) && declared[name]?.kind === 'address';
    values[name] = isAddress ? value : encodeURIComponent(value);
  }
  return filled(accountPage, values);
}
