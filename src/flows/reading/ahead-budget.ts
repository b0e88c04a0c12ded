/** The part of one source that was read and is not in the store yet. */
export interface Held {
  readonly rows: number;
  readonly pages: number;
}

/** Rows that were read and are not in the store yet, of all sources together. */
export interface AheadBudget {
  add(rows: number): void;
  take(rows: number): void;
  /** Whether a source with this much held back may read another page. `first`: the others wait for it. */
  hasRoom(own: Held, first: boolean): boolean;
  /** Resolves when rows were taken. */
  taken(): Promise<void>;
}

/** The limit for one source, so that a fast one leaves room for the others. */
const MOST_OF_ONE = 5000;
/** A source with large pages reads the next one while one is written. */
const PAGES_OF_ONE = 2;
export const MOST_OF_ALL = 40_000;

/**
 * Keeps memory bounded however far the sources are ahead of the writer. The size of a page is known only once it has arrived, so the pages
 * that are under way when the limit is reached come on top, one for each place in `sync: { parallel }`.
 */
export function openAheadBudget(): AheadBudget {
  let held = 0;
  let wake: (() => void)[] = [];
  return {
    add(rows) {
      held += rows;
    },
    take(rows) {
      held -= rows;
      const all = wake;
      wake = [];
      for (const one of all) one();
    },
    hasRoom(own, first) {
      // If it had to wait for rows that are taken only after its own, nobody would ever go on.
      if (first && own.pages === 0) return true;
      return held < MOST_OF_ALL && (own.rows < MOST_OF_ONE || own.pages < PAGES_OF_ONE);
    },
    taken: () => new Promise((resolve) => wake.push(resolve)),
  };
}
