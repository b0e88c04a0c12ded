import type { Account } from '../account.ts';
import { normaliseEmail, normaliseText } from '../email.ts';
import { addressForms } from './address-forms.ts';
import type { DomainClasses } from './domain-classes.ts';
import { employeeNumbersOf } from './employee-number.ts';

/** The account's addresses; a username that is an address counts when there is no other. */
export function addresses(account: Pick<Account, 'emails' | 'username'>): readonly string[] {
  if (account.emails.length > 0 || account.username === null) return account.emails;
  const email = normaliseEmail(account.username);
  return email === null ? [] : [email];
}

/** What the account is called besides its addresses: its username and employee numbers, normalised. */
export function usernames(account: Pick<Account, 'username' | 'columns'>): readonly string[] {
  const name = account.username === null ? '' : normaliseText(account.username);
  return name === '' ? numbers(account) : [name, ...numbers(account)];
}

/** Its employee numbers, normalised. */
export function numbers(account: Pick<Account, 'columns'>): readonly string[] {
  return employeeNumbersOf(account)
    .map(normaliseText)
    .filter((number) => number !== '');
}

/** Every address and username under which the matching rules look for the account's owner. */
export function lookupKeys(
  account: Pick<Account, 'emails' | 'username' | 'columns'>,
  domains: DomainClasses,
): readonly string[] {
  const names = usernames(account);
  const emails = [...addresses(account), ...names.filter((name) => normaliseEmail(name) === name)];
  return [...new Set([...names, ...emails.flatMap((email) => addressForms(email, domains))])];
}
