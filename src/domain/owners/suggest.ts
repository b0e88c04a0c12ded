import type { Account } from '../account.ts';
import { splitEmail } from '../email.ts';
import { nameKey } from '../lookup/name-key.ts';
import { editDistance } from '../lookup/nearest.ts';
import { addresses } from './identifiers.ts';

/** What an account and a person have in common. */
export type Likeness =
  /** It was theirs until the identifier that it was matched by was taken away. */
  | 'last-owner'
  /** The account's address or username was theirs once. */
  | 'earlier-address'
  | 'same-name'
  | 'same-local-part'
  | 'local-part-from-name'
  | 'one-letter-off'
  | 'two-letters-off';

/** The same domain, a domain that Microsoft gives a tenant, or any other. */
export type Place = 'same-domain' | 'tenant' | 'elsewhere';

/** A person to whom an account without an owner may belong: shown, never acted on. */
export interface Suggestion {
  /** How likely, from 0 to 1; see the table in `scoreSuggestion`. */
  readonly score: number;
  readonly alike: readonly Likeness[];
  /** Where the account's address is, seen from the person's; `null` when one of them has none. */
  readonly place: Place | null;
  /** For `local-part-from-name`: the parts of the name that it is made of, `t` and `novotny`. */
  readonly parts?: readonly [string, string];
}

/** The domains that Microsoft gives every tenant end like this. */
const MICROSOFT_TENANT = '.onmicrosoft.com';

/** The local part without a plus tag and without dots, dashes and the like: what different address conventions share. */
export function localKey(email: string): string {
  return splitEmail(email)
    .local.replace(/\+.*$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What to look people up by, to find those worth scoring. */
export function suggestionKeys(account: Pick<Account, 'emails' | 'username' | 'name'>): {
  local: string | null;
  name: string | null;
} {
  const email = addresses(account)[0];
  const handle = email === undefined ? account.username : splitEmail(email).local;
  const local =
    email === undefined ? account.username?.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') : localKey(email);
  const name =
    account.name !== null && /\s/.test(account.name.trim()) ? nameKey(account.name) : nameInHandle(handle);
  return { local: local === undefined || local === '' ? null : local, name: name === '' ? null : name };
}

/** How likely the person is the owner, or `null` when nothing suggests it. Names alone never match an account, they only suggest. */
export function scoreSuggestion(
  account: Pick<Account, 'emails' | 'username' | 'name'>,
  person: { name: string; email: string | null },
  ownDomains: (domain: string) => boolean,
): Suggestion | null {
  const keys = suggestionKeys(account);
  const email = addresses(account)[0] ?? null;
  const domain = email === null ? null : splitEmail(email).domain;
  const personLocal = person.email === null ? null : localKey(person.email);
  const sameLocal = keys.local !== null && keys.local === personLocal;
  const sameName = keys.name !== null && keys.name === nameKey(person.name);
  const tenant = domain !== null && (ownDomains(domain) || domain.endsWith(MICROSOFT_TENANT));
  const suggestion = (score: number, ...alike: readonly Likeness[]): Suggestion => ({
    score: Math.round(score * 100) / 100,
    alike,
    place: placeOf(domain, person.email),
  });

  if (sameLocal && sameName) return suggestion(tenant ? 0.97 : 0.93, 'same-name', 'same-local-part');
  if (sameLocal) return suggestion(tenant ? 0.94 : 0.8, 'same-local-part');
  if (sameName) return suggestion(tenant ? 0.9 : 0.85, 'same-name');
  const parts = initials(person.name).find((pair) => pair.join('') === keys.local);
  if (parts !== undefined) return { ...suggestion(tenant ? 0.7 : 0.6, 'local-part-from-name'), parts };
  if (keys.local !== null && personLocal !== null && keys.local.length >= 5) {
    const distance = editDistance(keys.local, personLocal, 3);
    if (distance <= 2)
      return suggestion(
        (tenant ? 0.75 : 0.6) - (distance - 1) * 0.1,
        distance === 1 ? 'one-letter-off' : 'two-letters-off',
      );
  }
  return null;
}

function placeOf(domain: string | null, email: string | null): Place | null {
  if (domain === null || email === null) return null;
  if (splitEmail(email).domain === domain) return 'same-domain';
  return domain.endsWith(MICROSOFT_TENANT) ? 'tenant' : 'elsewhere';
}

/** `ana.smith` contains a name; `asmith` does not. */
function nameInHandle(handle: string | null | undefined): string | null {
  if (handle === null || handle === undefined) return null;
  const words = handle.split(/[._-]+/).filter((word) => /^\p{L}{2,}$/u.test(word));
  return words.length >= 2 ? nameKey(words.join(' ')) : null;
}

/** The usual handles of a name: asmith, anas, smitha, anasmith, smithana. */
function initials(name: string): readonly (readonly [string, string])[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.length < 2) return [];
  return [
    [first.charAt(0), last],
    [first, last.charAt(0)],
    [last, first.charAt(0)],
    [first, last],
    [last, first],
  ];
}
