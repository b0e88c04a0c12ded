/** How many are kept; the oldest go first. */
const REMEMBERED = 500;

/** The latest values by key, in memory only: a restart forgets them. */
export interface Recent<T> {
  get(key: string): T | undefined;
  keep(key: string, value: T): void;
}

export function createRecent<T>(): Recent<T> {
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
