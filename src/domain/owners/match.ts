import type { Account } from '../account.ts';
import { decodeGuest, normaliseEmail, splitEmail, stripPlus } from '../email.ts';
import type { Owner, PersonRef, RosterIndex } from '../roster-index/roster-index.ts';
import type { DomainClasses } from './domain-classes.ts';
import { addresses, numbers, usernames } from './identifiers.ts';
import { type Earlier, keptOwner, ownerBefore } from './kept-owner.ts';
import type { MatchRule } from './match-rule.ts';

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
  | {
      readonly why: 'several';
      readonly rule: MatchRule;
      readonly via: string;
      readonly candidates: readonly PersonRef[];
      /** One of them owned it before the identifier that it was matched by went to somebody else; see `ownerBefore`. */
      readonly handedOn?: true;
    };

/** Whether one person had what the account was matched by, and another has it now. */
export function isHandedOn(noMatch: NoMatch | null): noMatch is Extract<NoMatch, { why: 'several' }> {
  return noMatch?.why === 'several' && noMatch.handedOn === true;
}

export interface MatchInput {
  readonly account: Pick<Account, 'emails' | 'username' | 'columns' | 'name' | 'created' | 'lastActive'>;
  /** The person an admin linked it to. */
  readonly link: PersonRef | null;
  readonly earlier: Earlier | null;
}

export type MatchResult =
  | { readonly match: Match; readonly noMatch: null }
  | { readonly match: null; readonly noMatch: NoMatch };

/**
 * Which person owns an account. Rules are tried in order. The first that names exactly one person wins. A rule that names several
 * people ends the search, because no owner is better than a wrong one; after a rule that names nobody, the next one is tried. The
 * earlier match holds only while nobody else has the account's address or username, so that a seat that was handed on is not blamed on
 * the person who had it before.
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
  const byEmail =
    emails.length === 0 ? null : byEvidence(account, matchEmails(emails, index, domains), index);
  if (byEmail !== null && !isNobody(byEmail)) return notHandedOn(byEmail, { account, earlier }, index);
  const byName = notHandedOn(matchUsername(account, index, domains), { account, earlier }, index);
  if (isHandedOn(byName.noMatch)) return byName;
  const kept = earlier === null ? null : keptOwner(account, earlier, index);
  if (earlier === null || kept === null) return isNobody(byName) ? (byEmail ?? byName) : byName;
  // If the account was matched by its username alone, the current holder of that username settles it.
  if (earlier.rule === 'username' && !isNobody(byName)) return byName;
  if (byName.match === null) return found(kept.owner, 'earlier-match', kept.via);
  const { owner, rule, via } = byName.match;
  // A login that is a current address decides like any other address.
  if (rule !== 'username') return byName;
  return owner.ref === kept.owner.ref ? byName : several('username', via ?? '', [owner.ref, kept.owner.ref]);
}

/** If several people had an address one after the other, the account belongs to the one to whom everything else about it points. */
function byEvidence(account: MatchInput['account'], result: MatchResult, index: RosterIndex): MatchResult {
  // Aliases may be shared on purpose.
  if (result.noMatch?.why !== 'several' || result.noMatch.rule !== 'email') return result;
  const owner = index.ownerByEvidence(result.noMatch.candidates, account);
  return owner === null ? result : found(owner, result.noMatch.rule, result.noMatch.via);
}

/**
 * If one person had the identifier when the account was matched, and another has it now, the account belongs to the one to whom
 * everything else about it points. Where that is not certain, no owner is better than a wrong one.
 */
function notHandedOn(
  result: MatchResult,
  { account, earlier }: Pick<MatchInput, 'account' | 'earlier'>,
  index: RosterIndex,
): MatchResult {
  const { match } = result;
  const before = match === null || earlier === null ? null : ownerBefore(earlier, match, index);
  if (match === null || before === null) return result;
  const people = [before.ref, match.owner.ref];
  const owner =
    index.ownerByEvidence(people, account) ??
    (account.name !== null && index.onlyNamed(people, account.name) === match.owner.ref ? match.owner : null);
  if (owner?.ref === match.owner.ref) return result;
  if (owner !== null) return found(owner, 'earlier-match', match.via);
  const { noMatch } = several(match.rule, match.via ?? '', people);
  return { match: null, noMatch: { ...noMatch, handedOn: true } };
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

function matchUsername(
  account: MatchInput['account'],
  index: RosterIndex,
  domains: DomainClasses,
): MatchResult {
  const all = usernames(account);
  if (all.length === 0) return NOTHING_TO_MATCH;
  // An address of ours that nobody in the roster has belongs to a function or a stranger, whatever the login says.
  const ours = account.emails.some((email) => domains.owns(splitEmail(email).domain));
  const byName = firstOf(ours ? numbers(account) : all, 'username', index.byUsername);
  if (byName !== null || ours || account.emails.length === 0) return byName ?? nobody();
  // The login is an address, and the account has another address that nobody has.
  const address = account.username === null ? null : normaliseEmail(account.username);
  if (address === null || account.emails.includes(address)) return nobody();
  const { match, noMatch } = matchEmails([address], index, domains);
  if (match === null) return { match, noMatch };
  return found(match.owner, match.rule === 'email' ? 'alias' : match.rule, match.via);
}

function decide(people: readonly Owner[], rule: MatchRule, via: string): MatchResult | null {
  const [owner, second] = people;
  if (owner === undefined) return null;
  if (second === undefined) return found(owner, rule, via);
  return several(
    rule,
    via,
    people.map(({ ref }) => ref),
  );
}

function several(rule: MatchRule, via: string, people: readonly PersonRef[]) {
  return {
    match: null,
    noMatch: { why: 'several', rule, via, candidates: [...people].sort((a, b) => a - b) },
  } as const;
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

function found(owner: Owner, rule: MatchRule, via: string | null): MatchResult {
  return { match: { owner, rule, via }, noMatch: null };
}

function isNobody({ match, noMatch }: MatchResult): boolean {
  return match === null && noMatch.why !== 'several';
}

const NOTHING_TO_MATCH: MatchResult = { match: null, noMatch: { why: 'nothing-to-match' } };

function nobody(): MatchResult {
  return { match: null, noMatch: { why: 'nobody' } };
}
