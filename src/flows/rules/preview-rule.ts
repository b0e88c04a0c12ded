import { splitEmail } from '../../domain/email.ts';
import { type DomainClasses, domainClasses } from '../../domain/owners/domain-classes.ts';
import { addresses, matchAccount, type NoMatch } from '../../domain/owners/match.ts';
import type { MatchingPolicy } from '../../domain/policy.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { accountsByRows, type StoredAccount } from '../../store/accounts/accounts.ts';
import { looseAccountsAt } from '../../store/accounts/domain-accounts.ts';
import { addressesAt } from '../../store/decisions/link-evidence.ts';
import { touchedAccounts } from '../../store/intake/accounts-affected-by-people.ts';
import { type Context, matchingOf } from '../context.ts';
import { indexFor, type RecomputedVerdict, recomputeVerdicts } from '../owners/recompute-verdicts.ts';

/** A rule that comes or goes. */
export interface RuleChange {
  readonly from: string;
  readonly to: string;
  readonly does: 'comes' | 'goes';
}

/** `finds`: it has an owner now. `ambiguous`: several people fit now, where one or none did. */
export type EffectKind = 'finds' | 'moves' | 'loses' | 'ambiguous';

/** What the change does to one account; people by their refs. */
export interface RuleEffect {
  readonly row: number;
  readonly kind: EffectKind;
  readonly before: number | null;
  readonly after: number | null;
  readonly candidates: readonly number[];
}

export interface RulePreview {
  readonly effects: readonly RuleEffect[];
  readonly counts: Readonly<Record<EffectKind, number>>;
  /** Accounts with an address at `from` that nobody owns before and after. */
  readonly unowned: number;
}

const PAGE = 1000;

/** Which accounts the change would touch and how, without changing anything. */
export function previewRule(context: Context, change: RuleChange): RulePreview {
  const effects: RuleEffect[] = [];
  const counts = { finds: 0, moves: 0, loses: 0, ambiguous: 0 };
  let unowned = 0;
  for (const page of ruleEffects(context, change)) {
    for (const { recomputed, effect } of page) {
      if (effect !== null) {
        effects.push(effect);
        counts[effect.kind]++;
      }
      const { before, now } = recomputed;
      if (before.person === null && now.match === null && isAt(before, change.from)) unowned++;
    }
  }
  return { effects, counts, unowned };
}

export interface Effect {
  readonly recomputed: RecomputedVerdict;
  readonly effect: RuleEffect | null;
}

/** Every account that depends on what the domains mean, as it is and as it would be, a page at a time. */
export function* ruleEffects(context: Context, change: RuleChange): Iterable<readonly Effect[]> {
  const before = matchingOf(context);
  const after = change.does === 'comes' ? withRule(before, change) : withoutRule(context, before, change);
  const [was, will] = [domainClasses(before), domainClasses(after)];
  const wider = change.does === 'comes' ? will : was;
  const rows = touchedBy(context, change, { was, will, wider });
  let index: RosterIndex | null = null;
  for (let at = 0; at < rows.length; at += PAGE) {
    const page = accountsByRows(context.store, rows.slice(at, at + PAGE));
    // A first page that is not the only one is long: its index holds everybody.
    index ??= indexFor(context, page, wider);
    const all = index;
    yield recomputeVerdicts(context, page, all, { domains: will }).map((recomputed) => ({
      recomputed,
      effect: effectOf(recomputed, () => noMatch(recomputed.before, all, was)),
    }));
  }
}

/** More addresses than these are not looked up one by one. */
const FEW = 500;

/**
 * The accounts that the change may touch: those with an address at `from`, whatever means the same without the rule
 * included; and those that would stand for somebody with an address there.
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
  const change = { people: [], emails: carried, usernamesChanged: false };
  const others = carried.length === 0 ? [] : touchedAccounts(store, change, wider).map(({ row }) => row);
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

function noMatch({ account }: StoredAccount, index: RosterIndex, domains: DomainClasses): NoMatch | null {
  return matchAccount({ account, link: null, earlier: null }, index, domains).noMatch;
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

function isAt({ account }: StoredAccount, domain: string): boolean {
  return addresses(account).some((email) => splitEmail(email).domain === domain);
}
