import type { Account } from '../account.ts';
import { normaliseText, splitEmail } from '../email.ts';
import { nameKey } from '../lookup/name-key.ts';

/** What an account is called. */
export type Called = Pick<Account, 'emails' | 'username' | 'name'>;

/**
 * Whether the vendor gave the account's id to somebody else: its addresses, username and name all changed, and have no word in
 * common. People who marry keep a given name, and a domain that moves keeps the part before the @. Without names it cannot be told.
 */
export function handedOn(before: Called, now: Called): boolean {
  if (before.name === null || now.name === null) return false;
  const [had, has] = [identifiers(before), identifiers(now)];
  if (had.length === 0 || has.length === 0 || had.some((one) => has.includes(one))) return false;
  const words = wordsOf(before.name, had);
  return words.size > 0 && [...wordsOf(now.name, has)].every((word) => !words.has(word));
}

function identifiers({ emails, username }: Called): readonly string[] {
  return username === null ? emails : [...emails, normaliseText(username)];
}

/** Letters alone say nothing: initials. */
function wordsOf(name: string, called: readonly string[]): ReadonlySet<string> {
  const texts = [name, ...called].map((text) => (text.includes('@') ? splitEmail(text).local : text));
  return new Set(texts.flatMap((text) => nameKey(text).split(' ')).filter((word) => [...word].length > 1));
}
