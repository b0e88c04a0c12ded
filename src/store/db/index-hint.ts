import type { Store } from './open.ts';

/** `INDEXED BY …` for an index that is there; empty for one that a first import has dropped until its end. */
export function indexHint(store: Store, index: string): string {
  return hasIndex(store, index) ? `INDEXED BY ${index}` : '';
}

export function hasIndex(store: Store, index: string): boolean {
  const found = store.sqlite.prepare("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?");
  return found.get(index) !== undefined;
}
