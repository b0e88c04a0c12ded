/** Which row ids a run has seen: one bit each, so a million rows take 125 kB. */
export interface Seen {
  has(id: number): boolean;
  /** `false` when the id was in it already. */
  add(id: number): boolean;
  toBuffer(): Buffer;
}

export function seenIds(from: Buffer = Buffer.alloc(1024)): Seen {
  let bits = Buffer.from(from);
  return {
    has: (id) => ((bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0,
    add: (id) => {
      const byte = id >> 3;
      if (byte >= bits.length) bits = Buffer.concat([bits], Math.max(byte + 1, bits.length * 2));
      const held = bits[byte] ?? 0;
      const bit = 1 << (id & 7);
      bits[byte] = held | bit;
      return (held & bit) === 0;
    },
    toBuffer: () => Buffer.from(bits),
  };
}
