import { hash96, type Lanes } from '../lookup/hash.ts';

/**
 * Maps texts to numbers without keeping the texts: 32 bytes a key instead of a hundred, and nothing for the garbage
 * collector to walk. A key is its 96 bits of hash; see hash.ts.
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
const FIRST_CAPACITY = 1 << 10;
/** A slot is three lanes of hash and the value, side by side: one memory access instead of three. */
const WIDTH = 4;
const HELD = 3;
/** In quarters: a table that is fuller is doubled. */
const FULL = 3;

export function keyTable(seed = 0): KeyTable {
  /** Held in a slot: 0 for nothing, 1 + n for the value n, -1 - n for the n-th list of several. */
  let slots = new Int32Array(FIRST_CAPACITY * WIDTH);
  let size = 0;
  const several: number[][] = [];
  const lanes: Lanes = new Int32Array(3);

  /** Where the slot of the key in `lanes` starts: its own, or the free one it would get. */
  function find(): number {
    const a = lanes[0] ?? 0;
    const b = lanes[1];
    const c = lanes[2];
    const mask = slots.length - 1;
    for (let at = (a * WIDTH) & mask; ; at = (at + WIDTH) & mask) {
      if (slots[at + HELD] === 0) return at;
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c) return at;
    }
  }

  function put(at: number, held: number): void {
    slots[at] = lanes[0] ?? 0;
    slots[at + 1] = lanes[1] ?? 0;
    slots[at + 2] = lanes[2] ?? 0;
    slots[at + HELD] = held;
  }

  function grow(): void {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += WIDTH) {
      const held = old[from + HELD] ?? 0;
      if (held === 0) continue;
      for (let lane = 0; lane < HELD; lane++) lanes[lane] = old[from + lane] ?? 0;
      put(find(), held);
    }
  }

  return {
    add(key, value) {
      hash96(key, seed, lanes);
      const at = find();
      const held = slots[at + HELD] ?? 0;
      if (held === 0) {
        put(at, value + 1);
        size++;
        if (size * 4 * WIDTH > slots.length * FULL) grow();
        return;
      }
      const list = several[-held - 1];
      if (held > 0 && held !== value + 1) slots[at + HELD] = -several.push([held - 1, value]);
      // Values of one key arrive together, so a repeated one is the last.
      else if (list !== undefined && list.at(-1) !== value) list.push(value);
    },
    get(key) {
      hash96(key, seed, lanes);
      const held = slots[find() + HELD] ?? 0;
      if (held === 0) return NONE;
      return held > 0 ? [held - 1] : (several[-held - 1] ?? NONE);
    },
    shared: () => several,
  };
}
