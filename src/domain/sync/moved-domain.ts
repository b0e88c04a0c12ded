import type { DomainClasses } from '../owners/domain-classes.ts';
import { type AddressPair, learnPatterns } from '../owners/learn-rule.ts';
import type { Doubt, MovedDomain } from './doubt.ts';

/**
 * The domain that became another one, when that explains at least half of the accounts that would lose their owner. Each pair is
 * the address of such an account, and the addresses that its owner has now.
 */
export function movedDomain(pairs: readonly AddressPair[], domains: DomainClasses): MovedDomain | null {
  const [best] = [...learnPatterns(pairs, domains)].sort((a, b) => b.links - a.links);
  if (best === undefined || best.links * 2 < pairs.length) return null;
  return { from: best.from, to: best.to, accounts: best.links };
}

/** The domains that became others, by the evidence of all apps of one held read together. */
export function movedDomains(doubts: readonly Doubt[]): readonly MovedDomain[] {
  const all = new Map<string, MovedDomain>();
  for (const doubt of doubts) {
    if (!('moved' in doubt) || doubt.moved === undefined) continue;
    const { from, to, accounts } = doubt.moved;
    const before = all.get(`${from} ${to}`)?.accounts ?? 0;
    all.set(`${from} ${to}`, { from, to, accounts: before + accounts });
  }
  return [...all.values()];
}
