import { splitEmail } from '../../domain/email.ts';
import { type DomainClasses, domainClasses } from '../../domain/owners/domain-classes.ts';
import { addresses } from '../../domain/owners/identifiers.ts';
import { earlierOf } from '../../domain/owners/kept-owner.ts';
import { matchAccount, type NoMatch } from '../../domain/owners/match.ts';
import type { MatchingPolicy } from '../../domain/policy.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { accountsByRows, type StoredAccount } from '../../store/accounts/accounts.ts';
import { looseAccountsAt } from '../../store/accounts/domain-accounts.ts';
import { addressesAt } from '../../store/decisions/link-evidence.ts';
import { affectedAccounts } from '../../store/intake/accounts-affected-by-people.ts';
import { type Context, matchingOf } from '../context.ts';
import { indexFor, type RecomputedVerdict, recomputeVerdicts } from '../owners/recompute-verdicts.ts';

/** A rule that an admin accepts or ends. */
export interface RuleChange {
  readonly from: string;
  readonly to: string;
  readonly does: 'comes' | 'goes';
}

/** What happens to an account. `finds`: it gets an owner. `ambiguous`: several people fit, where one or none did. */
export type EffectKind = 'finds' | 'moves' | 'loses' | 'ambiguous';

/** What the change does to one account. `before`, `after` and `candidates` are refs of people. */
export interface RuleEffect {
  readonly row: number;
  readonly kind: EffectKind;
  readonly before: number | null;
  readonly after: number | null;
  readonly candidates: readonly number[];
}

/** How many accounts are looked at at a time. */
const PAGE = 1000;

export interface Effect {
  readonly recomputed: RecomputedVerdict;
  readonly effect: RuleEffect | null;
}

/**
 * Every account that depends on what the domains mean, as it is and as it would be, a page at a time. Previews and
 * decisions walk the same pages, so that what is done is what was shown.
 */
export function* ruleEffects(context: Context, change: RuleChange): Iterable<readonly Effect[]> {
  const before = matchingOf(context);
  const after = change.does === 'comes' ? withRule(before, change) : withoutRule(context, before, change);
  const [was, will] = [domainClasses(before), domainClasses(after)];
  const wider = change.does === 'comes' ? will : was;
  const rows = touchedBy(context, change, { was, will, wider });
  let index: RosterIndex | null = null;
  for (let at = 0; at < rows.length; at += PAGE) {
    const page = accountsByRows(context.store, rows.slice(at, at + PAGE));
    // When there is more than one page, the first is so long that its index holds everybody.
    index ??= indexFor(context, page, wider);
    const all = index;
    yield recomputeVerdicts(context, page, all, { domains: will }).map((recomputed) => ({
      recomputed,
      effect: effectOf(recomputed, () => noMatch(recomputed.before, all, was)),
    }));
  }
}

/** With more addresses than these, every account at the domains is walked instead of looking the addresses up. */
const FEW = 500;

/**
 * The accounts that the change may touch: those with an address at `from`, or at a domain that means the same without the
 * rule; and those that would match a person who has an address there.
 */
function touchedBy(
  { store }: Context,
  { from, to, does }: RuleChange,
  { was, will, wider }: Readonly<Record<'was' | 'will' | 'wider', DomainClasses>>,
): readonly number[] {
  const narrow = meaning(from, does === 'comes' ? was : will);
  const carried = narrow.flatMap((domain) => addressesAt(store, domain, FEW));
  if (carried.length > FEW || was.owns(to) !== will.owns(to))
    return looseAccountsAt(store, meaning(from, wider));
  const change = { people: [], emails: carried, usernames: [] };
  const others = carried.length === 0 ? [] : affectedAccounts(store, change, wider).map(({ row }) => row);
  return [...new Set([...looseAccountsAt(store, narrow), ...others])].sort((a, b) => a - b);
}

function effectOf({ before, now }: RecomputedVerdict, earlier: () => NoMatch | null): RuleEffect | null {
  const after = now.match?.owner.ref ?? null;
  const candidates = now.noMatch?.why === 'several' ? now.noMatch.candidates : [];
  const effect = { row: before.row, before: before.person, after, candidates };
  if (candidates.length > 0)
    return before.person === null && earlier()?.why === 'several' ? null : { ...effect, kind: 'ambiguous' };
  if (before.person === after) return null;
  return { ...effect, kind: before.person === null ? 'finds' : after === null ? 'loses' : 'moves' };
}

function noMatch(stored: StoredAccount, index: RosterIndex, domains: DomainClasses): NoMatch | null {
  const { account } = stored;
  const earlier = earlierOf(stored, addresses(account)[0] ?? null);
  return matchAccount({ account, link: null, earlier }, index, domains).noMatch;
}

function withRule(policy: MatchingPolicy, { from, to }: RuleChange): MatchingPolicy {
  return { ...policy, domainAliases: { [from]: to, ...policy.domainAliases } };
}

function withoutRule({ config }: Context, policy: MatchingPolicy, { from }: RuleChange): MatchingPolicy {
  const { [from]: _gone, ...kept } = policy.domainAliases;
  return { ...policy, domainAliases: { ...kept, ...config.matching.domainAliases } };
}

/** Every domain that means the same. */
function meaning(domain: string, domains: DomainClasses): readonly string[] {
  return [domain, ...domains.variants(`x@${domain}`).map((email) => splitEmail(email).domain)];
}
