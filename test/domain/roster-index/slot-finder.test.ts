import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotFinder } from '../../../src/domain/roster-index/slot-finder.ts';

test('a ref is found where a map of all refs has it, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 })), fc.boolean(), (some, sorted) => {
      const refs = sorted ? some.toSorted((a, b) => a - b) : some;
      const known = new Map(refs.map((ref, slot) => [ref, slot]));
      const find = slotFinder(Float64Array.from(refs));
      for (let ref = 0; ref <= 61; ref++) {
        const slot = known.get(ref);
        expect(find(ref)).toEqual(slot === undefined ? [] : [slot]);
      }
    }),
  );
});
