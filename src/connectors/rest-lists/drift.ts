import { createSeenIds } from '../base/seen-ids.ts';

/** What is known about the rows of one list so far: who was listed, and where the previous page ended. */
export interface Listed {
  readonly count: number;
  /** The key of the last row. */
  readonly last: string | null;
  has(key: string): boolean;
  /** Returns how many of these were listed before, and remembers them all. */
  add(keys: readonly string[]): number;
}

export function openListed(): Listed {
  const seen = createSeenIds();
  let count = 0;
  let last: string | null = null;
  return {
    get count() {
      return count;
    },
    get last() {
      return last;
    },
    has: (key) => seen.has(key),
    add(keys) {
      count += keys.length;
      last = keys.at(-1) ?? last;
      return keys.filter((key) => !seen.add(key)).length;
    },
  };
}
