/** Collects what a thread tells another, and sends it in batches: a message for each would cost more than what it tells. */
export interface Batch<Item> {
  add(item: Item): void;
  /** Sends what has not been sent. */
  flush(): void;
}

const MOST = 200;
const LATER_MS = 1000;

export function openBatch<Item>(send: (items: readonly Item[]) => void): Batch<Item> {
  let items: Item[] = [];
  let timer: NodeJS.Timeout | null = null;
  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (items.length === 0) return;
    const full = items;
    items = [];
    send(full);
  }
  return {
    flush,
    add(item) {
      items.push(item);
      if (items.length >= MOST) flush();
      else timer ??= setTimeout(flush, LATER_MS).unref();
    },
  };
}
