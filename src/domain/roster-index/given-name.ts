import { hash53 } from '../lookup/hash.ts';
import { nameKey } from '../lookup/name-key.ts';

/**
 * A hash of the given name: the first word, or the one after a comma. `NO_NAME` for an initial and for a text that is an address
 * or number, which say nothing about who somebody is.
 */
export function givenNameHash(name: string): number {
  // Most names are two plain words, and there are many.
  if (/^[a-z]{2,} [a-z]+$/i.test(name)) return hash53(name.slice(0, name.indexOf(' ')).toLowerCase());
  const comma = name.indexOf(',');
  const from = comma < 0 ? name : name.slice(comma + 1);
  const word = /[\p{L}\p{M}\p{N}'’@-]+/u.exec(from)?.[0] ?? '';
  return word.length < 2 || name.includes('@') || /\d/.test(word) ? NO_NAME : hash53(nameKey(word));
}

export const NO_NAME = hash53('');

/** Whether two names belong to two people: their given names are known and differ. People who marry keep theirs. */
export function namesContradict(a: string, b: string): boolean {
  if (nameKey(a) === nameKey(b)) return false;
  const [one, other] = [givenNameHash(a), givenNameHash(b)];
  return one !== NO_NAME && other !== NO_NAME && one !== other;
}
