import { decodeGuest, splitEmail } from '../email.ts';
import type { DomainClasses } from './domain-classes.ts';

/** The addresses of an account, and those of the person it belongs to. */
export interface AddressPair {
  readonly account: readonly string[];
  readonly owner: readonly string[];
}

/** Addresses of the domain `from` mean the same local part at `to`. */
export interface DomainRule {
  readonly from: string;
  readonly to: string;
}

/** What several links have in common. */
export interface Pattern extends DomainRule {
  /** How many different addresses were linked that way. */
  readonly links: number;
}

/** How many links make a pattern. */
export const LINKS = 3;

/**
 * The patterns that links follow and that no link contradicts. One per domain: the one with the most links. Domains where
 * anyone can open an address, like gmail.com, never make a pattern.
 */
export function learnPatterns(links: readonly AddressPair[], domains: DomainClasses): readonly Pattern[] {
  const locals = new Map<string, Map<string, Set<string>>>();
  for (const { account, owner } of links) {
    for (const address of account) {
      const { local, domain: from } = splitEmail(address);
      if (PUBLIC.has(from) || decodeGuest(address) !== null) continue;
      const known = new Set(domains.variants(address));
      for (const own of owner) {
        const { local: theirs, domain: to } = splitEmail(own);
        if (theirs !== local || to === from || known.has(own)) continue;
        const targets = locals.get(from) ?? new Map<string, Set<string>>();
        locals.set(from, targets);
        targets.set(to, (targets.get(to) ?? new Set()).add(local));
      }
    }
  }
  return [...locals].flatMap(([from, targets]) => {
    const found = [...targets]
      .map(([to, those]) => ({ from, to, links: those.size }))
      .filter((pattern) => pattern.links >= LINKS && !links.some((pair) => contradicts(pattern, pair)));
    return found.sort((a, b) => b.links - a.links || (a.to < b.to ? -1 : 1)).slice(0, 1);
  });
}

/**
 * Whether this pair shows that the two domains do not mean the same: the owner has an address at `to` with another local
 * part; or another person has the address that the pattern would lead to, which `taken` looks up.
 */
export function contradicts(
  { from, to }: DomainRule,
  { account, owner }: AddressPair,
  taken: (address: string) => boolean = () => false,
): boolean {
  const theirs = owner.filter((address) => splitEmail(address).domain === to);
  return account.some((address) => {
    const { local, domain } = splitEmail(address);
    if (domain !== from) return false;
    const meant = `${local}@${to}`;
    return !theirs.includes(meant) && (theirs.length > 0 || taken(meant));
  });
}

/** Public mail providers: one address there says nothing about another one. */
const PUBLIC = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com mac.com aol.com gmx.net gmx.de gmx.com web.de proton.me protonmail.com mail.com zoho.com yandex.com yandex.ru mail.ru qq.com 163.com'.split(
    ' ',
  ),
);
