/** How many of the last ones are kept. */
const REMEMBERED = 500;

/** What was kept lately, in this process: a restart forgets it. */
export interface Lasting<T> {
  get(key: string): T | undefined;
  keep(key: string, value: T): void;
}

export function createLasting<T>(): Lasting<T> {
  const kept = new Map<string, T>();
  return {
    get: (key) => kept.get(key),
    keep(key, value) {
      kept.delete(key);
      kept.set(key, value);
      for (const old of kept.keys()) if (kept.size > REMEMBERED) kept.delete(old);
    },
  };
}
