import { hash53 } from '../../domain/lookup/hash.ts';

const FIRST_CAPACITY = 1 << 10;
/** Each table grows on its own, so that memory never holds everything twice. A power of two. */
const TABLES = 16;

export interface SeenIds {
  /** `false` when an id with the same 53-bit hash was added before: almost certainly, but not certainly, the same id. */
  add(id: string): boolean;
  /** Whether such an id was added before, with the same doubt. */
  has(id: string): boolean;
}

/** Remembers a million ids in 16 MB: 53-bit hashes in an open-addressing table, not the strings. */
export function createSeenIds(): SeenIds {
  const tables = Array.from({ length: TABLES }, () => new Float64Array(FIRST_CAPACITY));
  const sizes = new Int32Array(TABLES);
  return {
    add(id) {
      const hash = hash53(id);
      const at = tableOf(hash);
      const table = tables[at] ?? NO_TABLE;
      if (!insert(table, hash)) return false;
      const size = (sizes[at] ?? 0) + 1;
      sizes[at] = size;
      if (size * 2 > table.length) tables[at] = grown(table);
      return true;
    },
    has(id) {
      const hash = hash53(id);
      return isHeld(tables[tableOf(hash)] ?? NO_TABLE, hash);
    },
  };
}

const NO_TABLE = new Float64Array(1);

/** Uses other bits than those that choose the place in a table. */
function tableOf(hash: number): number {
  return (hash / 2 ** 32) & (TABLES - 1);
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

function grown(table: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const next = new Float64Array(table.length * 2);
  for (const hash of table) if (hash !== 0) insert(next, hash);
  // This lets the next minor garbage collection free its memory, not only the next major one.
  structuredClone(table.buffer, { transfer: [table.buffer] });
  return next;
}
