import { openBatch } from '../../store/db/batch.ts';
import type { Store } from '../../store/db/open.ts';

/** The reads of one sync share a connection: they take turns on it, in the order in which they ask. */
export interface Writer {
  /** Takes rows of a page. Pages of several sources share a transaction; nothing of them shows before their reads are sealed. */
  rows<T>(many: number, change: () => T): Promise<T>;
  /** Any other work that writes: alone, with no transaction open. */
  alone<T>(work: (inside: Writer) => Promise<T> | T): Promise<T>;
}

export function openWriter(store: Store): Writer {
  const batch = openBatch(store);
  let last: Promise<unknown> = Promise.resolve();

  function turn<T>(work: () => Promise<T> | T): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  }

  const inside: Writer = {
    rows: async (many, change) => batch.write(many, change),
    async alone(work) {
      batch.close();
      try {
        return await work(inside);
      } finally {
        batch.close();
      }
    },
  };
  return {
    rows: (many, change) => turn(() => inside.rows(many, change)),
    alone: (work) => turn(() => inside.alone(work)),
  };
}
