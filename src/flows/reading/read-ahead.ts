import type { AheadBudget } from './ahead-budget.ts';

type Page = readonly unknown[];

/** A list that is read before its pages are asked for. */
export interface AheadPages<Rows extends Page> extends AsyncIterable<Rows> {
  /** Reads no further and drops what waits. Never rejects. */
  stop(): void;
}

/**
 * Reads pages as soon as there is room for them, and hands them on in their order. An error of the source comes where its page would
 * have come.
 */
export function readAhead<Rows extends Page>(
  source: AsyncIterable<Rows>,
  budget: AheadBudget,
): AheadPages<Rows> {
  const pages: Rows[] = [];
  let waiting = 0;
  let state: 'reading' | 'ended' | 'stopped' = 'reading';
  let failure: { readonly error: unknown } | null = null;
  let wake: () => void = () => {};

  async function pull(): Promise<void> {
    const iterator = source[Symbol.asyncIterator]();
    for (;;) {
      while (state === 'reading' && !budget.hasRoom(waiting)) await budget.taken();
      if (state !== 'reading') {
        // A generator that waits for an answer ends later, or never: nobody waits for it.
        void iterator.return?.().catch(() => {});
        return;
      }
      const { done, value } = await iterator.next();
      if (state !== 'reading') continue;
      if (done === true) break;
      waiting += value.length;
      budget.add(value.length);
      pages.push(value);
      wake();
    }
    state = 'ended';
  }

  void pull()
    .catch((error: unknown) => {
      failure = { error };
    })
    .finally(() => wake());

  function taken(rows: number): void {
    waiting -= rows;
    budget.take(rows);
  }

  function stop(): void {
    if (state === 'reading') state = 'stopped';
    pages.length = 0;
    taken(waiting);
    wake();
  }

  return {
    stop,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          const page = pages.shift();
          if (page !== undefined) {
            taken(page.length);
            yield page;
          } else if (failure !== null) throw (failure as { error: unknown }).error;
          else if (state !== 'reading') return;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        stop();
      }
    },
  };
}
