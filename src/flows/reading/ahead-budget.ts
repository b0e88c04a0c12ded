/** Rows that were read and wait for the writer, of all sources together. */
export interface AheadBudget {
  add(rows: number): void;
  take(rows: number): void;
  /** Whether another page may be read by a source of which `own` rows wait. */
  hasRoom(own: number): boolean;
  /** Resolves when rows were taken. */
  taken(): Promise<void>;
}

/** One source alone, so that a fast one leaves room for the others. */
const MOST_OF_ONE = 5000;
const MOST_OF_ALL = 40_000;

/** Keeps memory bounded however far the sources are ahead of the writer: what one page holds beyond that, one page of each source may. */
export function openAheadBudget(): AheadBudget {
  let waiting = 0;
  let wake: (() => void)[] = [];
  return {
    add(rows) {
      waiting += rows;
    },
    take(rows) {
      waiting -= rows;
      const all = wake;
      wake = [];
      for (const one of all) one();
    },
    // A source of which nothing waits may always go on: were it kept waiting, the writer could have nothing to take.
    hasRoom: (own) => own === 0 || (own < MOST_OF_ONE && waiting < MOST_OF_ALL),
    taken: () => new Promise((resolve) => wake.push(resolve)),
  };
}
