const FIRST_CAPACITY = 1 << 12;

export interface SeenIds {
  /** `false` when an id with the same 53-bit hash was added before: almost surely, not surely, the same id. */
  add(id: string): boolean;
}

/** Remembers a million ids in 16 MB: 53-bit hashes in an open-addressing table, not the strings. */
export function createSeenIds(): SeenIds {
  let table = new Float64Array(FIRST_CAPACITY);
  let size = 0;
  return {
    add(id) {
      if (!insert(table, hashOf(id))) return false;
      size++;
      if (size * 2 > table.length) table = grown(table);
      return true;
    },
  };
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

/** Two 32-bit multiply-xor hashes, joined to the 53 bits a double holds; never 0, which marks a free slot. */
function hashOf(id: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return 4_294_967_296 * (b & 0x1fffff) + (a >>> 0) || 1;
}
