import { hash53 } from '../../domain/lookup/hash.ts';

const FIRST_CAPACITY = 1 << 12;

export interface SeenIds {
  /** `false` when an id with the same 53-bit hash was added before: almost certainly, but not certainly, the same id. */
  add(id: string): boolean;
  /** Whether such an id was added before, with the same doubt. */
  has(id: string): boolean;
}

/** Remembers a million ids in 16 MB: 53-bit hashes in an open-addressing table, not the strings. */
export function createSeenIds(): SeenIds {
  let table = new Float64Array(FIRST_CAPACITY);
  let size = 0;
  return {
    add(id) {
      if (!insert(table, hash53(id))) return false;
      size++;
      if (size * 2 > table.length) table = grown(table);
      return true;
    },
    has: (id) => isHeld(table, hash53(id)),
  };
}

function isHeld(table: Float64Array, hash: number): boolean {
  const mask = table.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const held = table[slot];
    if (held === 0 || held === hash) return held === hash;
  }
}

function insert(table: Float64Array, hash: number): boolean {
  const mask = table.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const held = table[slot];
    if (held === 0) {
      table[slot] = hash;
      return true;
    }
    if (held === hash) return false;
  }
}

function grown(table: Float64Array): Float64Array<ArrayBuffer> {
  const next = new Float64Array(table.length * 2);
  for (const hash of table) if (hash !== 0) insert(next, hash);
  return next;
}
