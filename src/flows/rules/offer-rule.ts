import { normaliseDomain, splitEmail } from '../../domain/email.ts';
import {
  type AddressPair,
  contradicts,
  type DomainRule,
  LINKS,
  learnPatterns,
  type Pattern,
} from '../../domain/owners/learn-rule.ts';
import { movedDomains } from '../../domain/sync/moved-domain.ts';
import { countUnownedAt, unownedDomains } from '../../store/accounts/domain-accounts.ts';
import { hasPrimary, keptPairs, linkedPairs, ownedPairsAt } from '../../store/decisions/link-evidence.ts';
import { runsIn } from '../../store/sources/runs.ts';
import { type Context, domainsOf, listApps } from '../context.ts';
import { previewRule } from './decide-rule.ts';

/** A rule that admins already follow by hand, that a held read shows, or that an app's own list of domains suggests, and what it would do for the unmatched accounts. */
export interface RuleOffer extends Pattern {
  readonly because: 'links' | 'moved' | 'tenant';
  /** For `tenant`: the app that says who owns the domain. */
  readonly app?: string;
  /** Unmatched accounts with an address at the domain. */
  readonly waiting: number;
  /** How many of them would find their owner; `null` when there are too many to work it out in passing. */
  readonly wouldMatch: number | null;
}

/** For more accounts than these, only the preview works out what would match. */
const IN_PASSING = 500;

/** The rules that links by hand, changed addresses or an app's own domains suggest and that nothing known contradicts. */
export function offeredRules(context: Context): readonly RuleOffer[] {
  const offers = [
    ...linkedRules(context),
    ...keptRules(context),
    ...movedRules(context),
    ...tenantRules(context),
  ];
  return offers.filter(({ from }, at) => offers.findIndex((other) => other.from === from) === at);
}

function linkedRules(context: Context, only?: string): readonly RuleOffer[] {
  return learnedRules(context, linkedPairs(context.store), only).map((rule) => ({
    ...rule,
    because: 'links',
  }));
}

/** Domains that became others in the roster, while the accounts kept their owners. */
function keptRules(context: Context): readonly RuleOffer[] {
  return learnedRules(context, keptPairs(context.store)).map((rule) => ({ ...rule, because: 'moved' }));
}

function learnedRules(
  context: Context,
  pairs: readonly AddressPair[],
  only?: string,
): readonly Omit<RuleOffer, 'because'>[] {
  if (pairs.length < LINKS) return [];
  const written = context.config.matching.domainAliases;
  return learnPatterns(pairs, domainsOf(context))
    .filter(({ from }) => (only === undefined || from === only) && written[from] === undefined)
    .filter((pattern) => {
      const taken = (address: string) => hasPrimary(context.store, address);
      const owned = ownedPairsAt(context.store, pattern.from);
      return !owned.some((pair) => contradicts(pattern, pair, taken));
    })
    .map((pattern) => ({ ...pattern, ...prospects(context, pattern) }));
}

/** Domains that became others by the evidence of held reads, unless they mean the same already. */
function movedRules(context: Context): readonly RuleOffer[] {
  const held = runsIn(context.store, ['held']).flatMap(({ doubts }) => movedDomains(doubts));
  const domains = domainsOf(context);
  return held
    .filter(({ from, to }) => !domains.variants(`x@${from}`).includes(`x@${to}`))
    .map(({ from, to, accounts }) => ({
      from,
      to,
      links: accounts,
      ...prospects(context, { from, to }),
      because: 'moved',
    }));
}

/** How many of the company's own domains are tried, to find the first one that would give accounts an owner. */
const MOST_TARGETS = 5;

/**
 * Domains that an app, like Microsoft 365, knows to be the company's and that nobody has named: `acmeco.onmicrosoft.com`. Only those that would
 * give accounts an owner are suggested; a domain with nobody of the roster behind it would only be more to read.
 */
function tenantRules(context: Context): readonly RuleOffer[] {
  const told = listApps(context).map(({ config, source }) => ({
    app: config.name,
    all: source.numbers.domains.map(normaliseDomain),
  }));
  if (told.every(({ all }) => all.length === 0)) return [];
  const domains = domainsOf(context);
  const waiting = unownedDomains(context.store);
  return told.flatMap(({ app, all }) => {
    const own = [...all, ...context.config.domains.map(normaliseDomain)];
    const targets = [...new Set(own.filter(domains.owns))].slice(0, MOST_TARGETS);
    const unnamed = all.filter((domain) => !domains.owns(domain) && waiting.has(domain));
    return unnamed.flatMap((from) => {
      const offers = targets.map((to) => tenantRule(context, { from, to }, app));
      return offers.find((offer) => offer !== null) ?? [];
    });
  });
}

function tenantRule(context: Context, rule: DomainRule, app: string): RuleOffer | null {
  const taken = (address: string) => hasPrimary(context.store, address);
  const owned = ownedPairsAt(context.store, rule.from);
  if (owned.some((pair) => contradicts(rule, pair, taken))) return null;
  const found = prospects(context, rule);
  return found.wouldMatch === 0 ? null : { ...rule, ...found, links: 0, because: 'tenant', app };
}

/** What would happen to the unmatched accounts of a domain if it meant another one. */
export function prospects(
  context: Context,
  { from, to }: DomainRule,
): Pick<RuleOffer, 'waiting' | 'wouldMatch'> {
  const waiting = countUnownedAt(context.store, from);
  if (waiting === 0 || waiting > IN_PASSING) return { waiting, wouldMatch: waiting === 0 ? 0 : null };
  return { waiting, wouldMatch: previewRule(context, { from, to, does: 'comes' }).counts.finds };
}

/** The rule whose pattern is complete with the link that was just made; `addresses` are those of the linked accounts. */
export function offerAfterLink(context: Context, addresses: readonly string[]): RuleOffer | null {
  for (const domain of new Set(addresses.map((email) => splitEmail(email).domain))) {
    const [offer] = linkedRules(context, domain);
    if (offer !== undefined) return offer;
  }
  return null;
}
