import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKey } from '../../../src/domain/lookup/sort-key.ts';
import { ranking } from '../../../src/store/access/ranking.ts';

function ranksOf(keys: readonly (string | number | null)[]): number[] {
  const ranks = ranking(keys.length);
  for (const [slot, key] of keys.entries()) if (key !== null) ranks.add(slot, key);
  const work = ranks.finish();
  for (;;) {
    const step = work.next();
    if (step.done === true) return [...step.value];
  }
}

/** The specification of a ranking: compares every key with every other. */
function wanted(keys: readonly (string | number | null)[]): number[] {
  const bytes = (key: string | number) => (typeof key === 'number' ? key : Buffer.from(sortKey(key)));
  const compare = (a: string | number, b: string | number) => {
    const [x, y] = [bytes(a), bytes(b)];
    if (typeof x === 'number') return typeof y === 'number' ? Number(x > y) - Number(x < y) : -1;
    return typeof y === 'number' ? 1 : Buffer.compare(x, y);
  };
  const order = keys.filter((key) => key !== null).sort(compare);
  const distinct = order.filter((key, at) => at === 0 || compare(order[at - 1] ?? 0, key) !== 0);
  return keys.map((key) => (key === null ? 0 : 1 + distinct.findIndex((other) => compare(other, key) === 0)));
}

test('every key gets a rank, equal keys share one, and a slot without a key has none', () => {
  expect(ranksOf(['b', null, 'A', 'a', 'c10', 'c9'])).toEqual([2, 0, 1, 1, 4, 3]);
  expect(ranksOf([10, 9, -1, 0, -0, 2.5, -1e9, 1e300])).toEqual([6, 5, 2, 3, 3, 4, 1, 7]);
  expect(ranksOf([])).toEqual([]);
});

test('ranks any keys like a comparison of each with each', () => {
  const key = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('same-beginning-1', 'same-beginning-2', 'same-beginning', 'same-b'),
    fc.double({ noNaN: true }),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
      expect(ranksOf(keys)).toEqual(wanted(keys));
    }),
  );
});

test('merges many keys from short runs and pauses in between', () => {
  const keys = Array.from({ length: 30_000 }, (_, at) => `p${(at * 7919) % 30_000}@acme.example`);
  expect(ranksOf(keys)).toEqual(keys.map((_, at) => 1 + ((at * 7919) % 30_000)));
});
