import type { Account } from '../account.ts';
import { splitEmail } from '../email.ts';
import { editDistance } from '../lookup/nearest.ts';
import { addresses } from './match.ts';
import { nameKey } from './name-key.ts';

/** A person an unowned account may belong to: shown, never acted on. */
export interface Suggestion {
  /** 0..1: how sure; see the table in `scoreSuggestion`. */
  readonly score: number;
  readonly reason: string;
}

/** The local part without dots, dashes and the like: what different address conventions have in common. */
export function localKey(email: string): string {
  return splitEmail(email)
    .local.replace(/\+.*$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What to look people up by, to find the ones worth scoring. */
export function suggestionKeys(account: Pick<Account, 'emails' | 'username' | 'name'>): {
  local: string | null;
  name: string | null;
} {
  const email = addresses(account)[0];
  const handle = email === undefined ? account.username : splitEmail(email).local;
  const local =
    email === undefined ? account.username?.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') : localKey(email);
  const name =
    account.name !== null && /\s/.test(account.name.trim()) ? nameKey(account.name) : spokenName(handle);
  return { local: local === undefined || local === '' ? null : local, name: name === '' ? null : name };
}

/** How likely the person is the owner, or `null` when nothing speaks for it. Names alone never match, they only suggest. */
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
  const tenant = domain !== null && (ownDomains(domain) || domain.endsWith('.onmicrosoft.com'));
  const where =
    domain === null
      ? null
      : domain.endsWith('.onmicrosoft.com')
        ? `tenant domain ${domain}`
        : `domain ${domain}`;

  if (sameLocal && sameName) return suggestion(tenant ? 0.97 : 0.93, 'same name', 'same local part', where);
  if (sameLocal) return suggestion(tenant ? 0.94 : 0.8, 'same local part', where);
  if (sameName) return suggestion(tenant ? 0.9 : 0.85, 'same name', where);
  if (keys.local !== null && initials(person.name).includes(keys.local))
    return suggestion(tenant ? 0.7 : 0.6, 'local part made of the name', where);
  if (keys.local !== null && personLocal !== null && keys.local.length >= 5) {
    const distance = editDistance(keys.local, personLocal, 3);
    if (distance <= 2)
      return suggestion(
        (tenant ? 0.75 : 0.6) - (distance - 1) * 0.1,
        distance === 1 ? 'one letter off' : 'two letters off',
        where,
      );
  }
  return null;
}

function suggestion(score: number, ...reasons: (string | null)[]): Suggestion {
  return {
    score: Math.round(score * 100) / 100,
    reason: reasons.filter((reason) => reason !== null).join(', '),
  };
}

/** `ana.smith` speaks a name; `asmith` does not. */
function spokenName(handle: string | null | undefined): string | null {
  if (handle === null || handle === undefined) return null;
  const words = handle.split(/[._-]+/).filter((word) => /^\p{L}{2,}$/u.test(word));
  return words.length >= 2 ? nameKey(words.join(' ')) : null;
}

/** The usual handles of a name: asmith, anas, smitha, anasmith, smithana. */
function initials(name: string): readonly string[] {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.length < 2) return [];
  return [first.charAt(0) + last, first + last.charAt(0), last + first.charAt(0), first + last, last + first];
}
