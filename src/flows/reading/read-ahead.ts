import type { AheadBudget, Held } from './ahead-budget.ts';

type Page = readonly unknown[];

/** A list that is read before its pages are asked for. */
export interface AheadPages<Rows extends Page> extends AsyncIterable<Rows> {
  /** Stops reading and drops the pages that wait. Never rejects. */
  stop(): void;
}

/**
 * Reads pages as soon as there is room for them, and hands them on in order. An error of the source arrives in the place of its page. A
 * page counts as held until the next one is asked for. `first`: others wait for this source.
 */
export function readAhead<Rows extends Page>(
  source: AsyncIterable<Rows>,
  budget: AheadBudget,
  first: boolean,
): AheadPages<Rows> {
  const pages: Rows[] = [];
  let held: Held = { rows: 0, pages: 0 };
  let dropped = false;
  let state: 'reading' | 'ended' | 'stopped' = 'reading';
  let failure: { readonly error: unknown } | null = null;
  let wake: () => void = () => {};

  async function pull(): Promise<void> {
    const iterator = source[Symbol.asyncIterator]();
    for (;;) {
      while (state === 'reading' && !budget.hasRoom(held, first)) await budget.taken();
      if (state !== 'reading') {
        // A generator that waits for an answer ends later, or never: nobody waits for it.
        void iterator.return?.().catch(() => {});
        return;
      }
      const { done, value } = await iterator.next();
      if (state !== 'reading') continue;
      if (done === true) break;
      const rows = weightOf(value);
      held = { rows: held.rows + rows, pages: held.pages + 1 };
      budget.add(rows);
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

  function taken(some: Held): void {
    held = { rows: held.rows - some.rows, pages: held.pages - some.pages };
    budget.take(some.rows);
  }

  function stop(): void {
    if (state === 'reading') state = 'stopped';
    pages.length = 0;
    dropped = true;
    taken(held);
    wake();
  }

  return {
    stop,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          const page = pages.shift();
          if (page !== undefined) {
            yield page;
            if (!dropped) taken({ rows: weightOf(page), pages: 1 });
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

/** If a source sends empty pages for ever, reading ahead must stop. */
function weightOf(page: Page): number {
  return Math.max(1, page.length);
}
