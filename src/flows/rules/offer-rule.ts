import { splitEmail } from '../../domain/email.ts';
import {
  contradicts,
  type DomainRule,
  LINKS,
  learnPatterns,
  type Pattern,
} from '../../domain/owners/learn-rule.ts';
import { countUnownedAt } from '../../store/accounts/domain-accounts.ts';
import { hasPrimary, linkedPairs, ownedPairsAt } from '../../store/decisions/link-evidence.ts';
import { type Context, domainsOf } from '../context.ts';
import { previewRule } from './preview-rule.ts';

/** A rule that admins follow by hand already, with what it would do for the accounts that wait. */
export interface RuleOffer extends Pattern {
  /** Accounts nobody owns with an address at the domain. */
  readonly waiting: number;
  /** Those of them that would find their owner; `null` when they are too many to look at in passing. */
  readonly wouldMatch: number | null;
}

/** More than these are left to the preview. */
const IN_PASSING = 500;

/** The rules that links by hand suggest and nothing known contradicts; of one domain, or of all. */
export function offeredRules(context: Context, only?: string): readonly RuleOffer[] {
  const links = linkedPairs(context.store);
  if (links.length < LINKS) return [];
  const written = context.config.matching.domainAliases;
  return learnPatterns(links, domainsOf(context))
    .filter(({ from }) => (only === undefined || from === only) && written[from] === undefined)
    .filter((pattern) => {
      const taken = (address: string) => hasPrimary(context.store, address);
      const owned = ownedPairsAt(context.store, pattern.from);
      return !owned.some((pair) => contradicts(pattern, pair, taken));
    })
    .map((pattern) => ({ ...pattern, ...prospects(context, pattern) }));
}

/** What it would mean for the waiting accounts of a domain if it meant another one. */
export function prospects(
  context: Context,
  { from, to }: DomainRule,
): Pick<RuleOffer, 'waiting' | 'wouldMatch'> {
  const waiting = countUnownedAt(context.store, from);
  if (waiting === 0 || waiting > IN_PASSING) return { waiting, wouldMatch: waiting === 0 ? 0 : null };
  return { waiting, wouldMatch: previewRule(context, { from, to, does: 'comes' }).counts.finds };
}

/** The rule that a link has just completed a pattern for. */
export function offerAfterLink(context: Context, addresses: readonly string[]): RuleOffer | null {
  for (const domain of new Set(addresses.map((email) => splitEmail(email).domain))) {
    const [offer] = offeredRules(context, domain);
    if (offer !== undefined) return offer;
  }
  return null;
}
