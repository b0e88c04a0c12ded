import { hash32, hash53 } from './hash.ts';

/**
 * Maps texts to numbers without keeping the texts: 20 bytes a key instead of a hundred, and nothing for the garbage
 * collector to walk. A key is its 85 bits of hash; see hash.ts.
 */
export interface KeyTable {
  /** A value added twice in a row counts once. */
  add(key: string, value: number): void;
  /** In the order of adding; empty for a key that was never added. */
  get(key: string): readonly number[];
  /** Every key that has several values, as those values. */
  shared(): Iterable<readonly number[]>;
}

const NONE: readonly number[] = [];

export function keyTable(seed = 0): KeyTable {
  let hashes = new Float64Array(1 << 10);
  let checks = new Int32Array(hashes.length);
  /** The value itself, or -1 - n for the n-th list of several. */
  let values = new Int32Array(hashes.length);
  let size = 0;
  const several: number[][] = [];

  function find(key: string): { at: number; hash: number; check: number; held: boolean } {
    const hash = hash53(key, seed);
    const mask = hashes.length - 1;
    const check = hash32(key, seed);
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const there = hashes[at];
      if (there === 0) return { at, hash, check, held: false };
      if (there === hash && checks[at] === check) return { at, hash, check, held: true };
    }
  }

  function grow(): void {
    const [oldHashes, oldChecks, oldValues] = [hashes, checks, values];
    hashes = new Float64Array(oldHashes.length * 2);
    checks = new Int32Array(hashes.length);
    values = new Int32Array(hashes.length);
    const mask = hashes.length - 1;
    for (let i = 0; i < oldHashes.length; i++) {
      const hash = oldHashes[i] ?? 0;
      if (hash === 0) continue;
      let at = hash & mask;
      while (hashes[at] !== 0) at = (at + 1) & mask;
      hashes[at] = hash;
      checks[at] = oldChecks[i] ?? 0;
      values[at] = oldValues[i] ?? 0;
    }
  }

  return {
    add(key, value) {
      const { at, hash, check, held } = find(key);
      if (!held) {
        hashes[at] = hash;
        checks[at] = check;
        values[at] = value;
        size++;
        if (size * 2 > hashes.length) grow();
        return;
      }
      const there = values[at] ?? 0;
      if (there === value) return;
      if (there >= 0) values[at] = -several.push([there, value]);
      else {
        // Values of one key arrive together, so a repeated one is the last.
        const list = several[-there - 1];
        if (list?.at(-1) !== value) list?.push(value);
      }
    },
    get(key) {
      const hash = hash53(key, seed);
      const mask = hashes.length - 1;
      for (let at = hash & mask; ; at = (at + 1) & mask) {
        const there = hashes[at];
        if (there === 0) return NONE;
        if (there !== hash || checks[at] !== hash32(key, seed)) continue;
        const value = values[at] ?? 0;
        return value >= 0 ? [value] : (several[-value - 1] ?? NONE);
      }
    },
    shared: () => several,
  };
}
