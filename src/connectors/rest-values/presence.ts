import type { Keys } from './path.ts';
import type { ReadPath } from './read-paths.ts';

/**
 * Checks that the paths of a declaration lead somewhere. A mistyped path would read as "never used", "no address" or "nobody is suspended"
 * for everybody, so each path must exist in some row of the first page, even if only with null.
 */
export interface Presence {
  see(row: unknown): void;
  /** What is wrong and what to do, with `where` after the names; `null` if every path leads somewhere, or no row was seen. */
  fault(where?: string): string | null;
}

/** `found`: paths that an earlier list of the same kind of rows had; the lists share it. */
export function openPresence(
  paths: readonly ReadPath[],
  mayLack: readonly string[],
  found = new Set<string>(),
): Presence {
  let isSeen = false;
  const watched = paths
    .map((path) => ({ ...path, at: path.keys.join('.'), seen: new Set<Sight>() }))
    .filter(
      ({ name, at, absentIsActive = false }) =>
        absentIsActive || ![name, at].some((each) => mayLack.includes(each)),
    );
  return {
    see(row) {
      isSeen = true;
      for (const { at, keys, seen } of watched) {
        if (found.has(at)) continue;
        const sight = sightOf(row, keys);
        if (sight === 'there') found.add(at);
        seen.add(sight);
      }
    },
    fault(where = '') {
      const isLost = (seen: ReadonlySet<Sight>) => seen.has('lacking') || !seen.has('empty');
      const missing = isSeen ? watched.filter(({ at, seen }) => !found.has(at) && isLost(seen)) : [];
      if (missing.length === 0) return null;
      const named = [...new Set(missing.map(({ name, at }) => `${name} (${at})`))].join(' or ');
      const harm = missing.some(({ absentIsActive = false }) => absentIsActive)
        ? 'correct the path: as it is declared, accounts that have nothing there are active, and that would be all of them'
        : 'correct the path, or name the field or the path under mayLack';
      return `has no row on its first page with ${named}${where}; ${harm}`;
    },
  };
}

/** `empty`: it would be in the entries of a list that is empty. `lacking`: there are entries, but none has it. */
type Sight = 'there' | 'missing' | 'empty' | 'lacking';

function sightOf(at: unknown, keys: Keys): Sight {
  const [key, ...rest] = keys;
  if (key === undefined) return at === undefined ? 'missing' : 'there';
  if (key === '$') return sightOf(at, rest);
  if (Array.isArray(at)) {
    if (at.length === 0) return 'empty';
    if (/^\d+$/.test(key)) return sightOf(at[Number(key)], rest);
    const seen = at.map((each) => sightOf(each, keys));
    return seen.find((each) => each === 'there') ?? seen.find((each) => each === 'empty') ?? 'lacking';
  }
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return 'missing';
  return sightOf((at as Record<string, unknown>)[key], rest);
}
