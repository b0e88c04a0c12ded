import type { PersonRef } from './roster-entry.ts';

/** The slot of a ref; empty where nobody has it. */
export type SlotFinder = (ref: PersonRef) => readonly number[];

/**
 * Finds slots by binary search in the refs, which are in the order of the slots; if a ref occurs again, the last slot counts. A map of millions
 * of people takes many times the memory, and V8 allows at most 16.7 million entries. The store lists people by ref, so usually no sorting is needed.
 */
export function slotFinder(refs: Float64Array): SlotFinder {
  const order = refs.every((ref, slot) => slot === 0 || (refs[slot - 1] ?? 0) < ref)
    ? null
    : Uint32Array.from(refs.keys()).sort((a, b) => (refs[a] ?? 0) - (refs[b] ?? 0) || b - a);
  const slotAt = (place: number) => (order === null ? place : (order[place] ?? 0));
  return (ref) => {
    let [low, high] = [0, refs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((refs[slotAt(middle)] ?? 0) < ref) low = middle + 1;
      else high = middle;
    }
    return low < refs.length && refs[slotAt(low)] === ref ? [slotAt(low)] : [];
  };
}
