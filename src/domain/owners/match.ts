import type { Account } from '../account.ts';
import { decodeGuest, normaliseEmail, normaliseText, splitEmail, stripPlus } from '../email.ts';
import type { Owner, PersonRef, RosterIndex } from '../roster-index/roster-index.ts';
import type { DomainClasses } from './domain-classes.ts';

/** How an account found its owner, in the order in which the rules are tried. */
export const MATCH_RULES = [
  'manual-link',
  'earlier-match',
  'email',
  'alias',
  'domain-alias',
  'plus-address',
  'username',
] as const;
export type MatchRule = (typeof MATCH_RULES)[number];

export interface Match {
  readonly owner: Owner;
  readonly rule: MatchRule;
  /** The roster's address or username that matched; for an earlier match, the address the account had then. */
  readonly via: string | null;
}

/** Why an account has no owner. */
export type NoMatch =
  | { readonly why: 'nothing-to-match' }
  | { readonly why: 'nobody' }
  /** Several people fit, so that none of them is chosen. */
  | { readonly why: 'several'; readonly via: string; readonly candidates: readonly PersonRef[] };

/** How the account was matched before. */
export interface Earlier {
  readonly person: PersonRef;
  readonly rule: MatchRule;
  readonly via: string | null;
  /** The primary address it had. */
  readonly email: string | null;
}

export interface MatchInput {
  readonly account: Pick<Account, 'emails' | 'username' | 'columns'>;
  /** The person an admin linked it to. */
  readonly link: PersonRef | null;
  readonly earlier: Earlier | null;
}

export type MatchResult =
  | { readonly match: Match; readonly noMatch: null }
  | { readonly match: null; readonly noMatch: NoMatch };

/**
 * Which person owns an account. Rules in order; the first that names exactly one person wins, and one that names several
 * ends the search: better no owner than a wrong one. The earlier match holds after a rename only while the new address
 * belongs to nobody else, so that a seat that was handed on is not blamed on the person who had it before.
 */
export function matchAccount(
  { account, link, earlier }: MatchInput,
  index: RosterIndex,
  domains: DomainClasses,
): MatchResult {
  if (link !== null) {
    const owner = index.byRef(link);
    if (owner !== null) return found(owner, 'manual-link', null);
  }
  const emails = addresses(account);
  const byEmail = emails.length === 0 ? null : matchEmails(emails, index, domains);
  if (byEmail?.match != null || byEmail?.noMatch?.why === 'several') return byEmail;
  if (earlier !== null && renamed(earlier, emails)) {
    const owner = index.byRef(earlier.person);
    if (owner !== null)
      return found(owner, 'earlier-match', earlier.rule === 'earlier-match' ? earlier.via : earlier.email);
  }
  return account.emails.length > 0 ? nobody() : matchUsername(account, index);
}

function matchEmails(emails: readonly string[], index: RosterIndex, domains: DomainClasses): MatchResult {
  const primary = emails[0];
  if (primary !== undefined) {
    const result = decide(index.byPrimary(primary), 'email', primary);
    if (result !== null) return result;
  }
  return (
    firstOf(emails, 'alias', index.byAddress) ??
    firstOf(
      emails.flatMap((email) => otherDomains(email, domains)),
      'domain-alias',
      index.byAddress,
    ) ??
    firstOf(
      emails.flatMap((email) => withoutTag(email, domains)),
      'plus-address',
      index.byAddress,
    ) ??
    nobody()
  );
}

function firstOf(
  keys: readonly string[],
  rule: MatchRule,
  look: (key: string) => readonly Owner[],
): MatchResult | null {
  const people = new Map<PersonRef, { owner: Owner; via: string }>();
  for (const via of keys)
    for (const owner of look(via)) if (!people.has(owner.ref)) people.set(owner.ref, { owner, via });
  const candidates = [...people.values()];
  return decide(
    candidates.map(({ owner }) => owner),
    rule,
    candidates[0]?.via ?? '',
  );
}

function matchUsername(account: MatchInput['account'], index: RosterIndex): MatchResult {
  const names = [account.username, account.columns.employee_number, account.columns.employeeNumber]
    .map((name) => (typeof name === 'string' || typeof name === 'number' ? normaliseText(String(name)) : ''))
    .filter((name) => name !== '');
  if (names.length === 0) return { match: null, noMatch: { why: 'nothing-to-match' } };
  return firstOf(names, 'username', index.byUsername) ?? nobody();
}

function decide(people: readonly Owner[], rule: MatchRule, via: string): MatchResult | null {
  const [owner, second] = people;
  if (owner === undefined) return null;
  if (second === undefined) return found(owner, rule, via);
  return {
    match: null,
    noMatch: { why: 'several', via, candidates: people.map(({ ref }) => ref).sort((a, b) => a - b) },
  };
}

/** The account's addresses; a username that is an address counts when there is no other. */
export function addresses(account: Pick<Account, 'emails' | 'username'>): readonly string[] {
  if (account.emails.length > 0 || account.username === null) return account.emails;
  const email = normaliseEmail(account.username);
  return email === null ? [] : [email];
}

function otherDomains(email: string, domains: DomainClasses): readonly string[] {
  const home = decodeGuest(email);
  return home === null
    ? domains.variants(email)
    : [home, ...domains.variants(home), ...domains.variants(email)];
}

function withoutTag(email: string, domains: DomainClasses): readonly string[] {
  const home = decodeGuest(email) ?? email;
  const plain = domains.owns(splitEmail(home).domain) ? stripPlus(home) : null;
  return plain === null ? [] : [plain, ...domains.variants(plain)];
}

function renamed(earlier: Earlier, emails: readonly string[]): boolean {
  if (earlier.rule === 'manual-link') return false;
  return earlier.rule === 'earlier-match' || (earlier.email !== null && earlier.email !== emails[0]);
}

function found(owner: Owner, rule: MatchRule, via: string | null): MatchResult {
  return { match: { owner, rule, via }, noMatch: null };
}

function nobody(): MatchResult {
  return { match: null, noMatch: { why: 'nobody' } };
}
