import type { HttpAnswer } from '../http/exchange.ts';

export interface SeenRows {
  /** How many there were so far. */
  count(): number;
  /** Takes the ids of a page. Throws if all of them came before: such a list would never end. */
  take(answer: HttpAnswer, ids: readonly string[]): { readonly again: number };
}

/** Tracks the rows of a list whose pages may come again under another address, which only the rows show. */
export function seenRows(what: string): SeenRows {
  const seen = new Set<string>();
  return {
    count: () => seen.size,
    take(answer, ids) {
      const again = ids.filter((id) => seen.has(id)).length;
      if (again > 0 && again === ids.length) throw answer.unexpected(`gave the same ${what} twice`);
      for (const id of ids) seen.add(id);
      return { again };
    },
  };
}
