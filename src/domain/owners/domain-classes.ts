import { normaliseDomain, splitEmail } from '../email.ts';
import type { MatchingPolicy } from '../policy.ts';

/** Which domains mean the same, worked out once from the policy. */
export interface DomainClasses {
  /** The same mailbox under every domain that means the same as the domain of this address, without the address itself. */
  variants(email: string): readonly string[];
  /** Whether the organisation owns the domain, by its own name or as an alias. */
  owns(domain: string): boolean;
}

export function domainClasses(policy: MatchingPolicy): DomainClasses {
  const classes = new Map<string, Set<string>>();
  for (const [from, to] of Object.entries(policy.domainAliases))
    join(classes, normaliseDomain(from), normaliseDomain(to));
  const own = new Set(policy.domains.map(normaliseDomain));
  for (const domain of [...own]) for (const other of classes.get(domain) ?? []) own.add(other);

  return {
    variants(email) {
      const { local, domain } = splitEmail(email);
      const others = classes.get(domain);
      if (others === undefined) return [];
      return [...others].filter((other) => other !== domain).map((other) => `${local}@${other}`);
    },
    owns: (domain) => own.has(domain),
  };
}

function join(classes: Map<string, Set<string>>, a: string, b: string): void {
  const joined = new Set([a, b, ...(classes.get(a) ?? []), ...(classes.get(b) ?? [])]);
  for (const domain of joined) classes.set(domain, joined);
}
