import { dnKey, isWithin, splitDn } from '../ldap-client/dn.ts';

/** One search, and which of its results are meant. */
export interface BaseSearch {
  readonly base: string;
  /** Names as they are compared. Entries below none of them are left out. */
  readonly within: readonly string[];
}

/**
 * The fewest searches that cover all these bases. Bases in one part of the directory are searched from the entry above them all: if two bases were
 * read one after the other, somebody who moves in between would be seen twice or, worse, not at all.
 */
export function searchesFor(bases: readonly string[], contexts: readonly string[]): readonly BaseSearch[] {
  const outer = outermost(bases);
  const keys = contexts.flatMap((context) => dnKey(context) ?? []);
  const together = new Map<string, string[]>();
  for (const base of outer) {
    const key = keyOf(base);
    // The longest one, if one part of a directory is below another.
    const [context = key] = keys.filter((each) => isWithin(key, each)).sort((a, b) => b.length - a.length);
    together.set(context, [...(together.get(context) ?? []), base]);
  }
  return [...together.values()].map((of) => ({ base: inCommon(of), within: of.map(keyOf) }));
}

/** Removes bases that are below another one. */
function outermost(bases: readonly string[]): string[] {
  const once = [...new Map(bases.map((base) => [keyOf(base), base])).values()];
  return once.filter((base) => !once.some((other) => other !== base && isWithin(keyOf(base), keyOf(other))));
}

/** The steps that all of them share, from the root down, as the first one writes them. */
function inCommon([first = '', ...others]: readonly string[]): string {
  const steps = splitDn(first) ?? [];
  if (others.length === 0) return first;
  const from = steps.findIndex((_, at) => {
    const key = steps
      .slice(at)
      .map((step) => step.key)
      .join(',');
    return others.every((other) => isWithin(keyOf(other), key));
  });
  return from < 0
    ? ''
    : steps
        .slice(from)
        .map(({ raw }) => raw)
        .join(',');
}

function keyOf(dn: string): string {
  return dnKey(dn) ?? dn.toLowerCase();
}
