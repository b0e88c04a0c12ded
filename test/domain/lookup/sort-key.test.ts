import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKey } from '../../../src/domain/lookup/sort-key.ts';

const sorted = (...texts: string[]) =>
  texts.toSorted((a, b) => Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b))));

test('texts are ordered ignoring case and accents, and 9 comes before 10', () => {
  expect(sorted('p10@x', 'P9@x', 'p100@x', 'p09@x')).toEqual(['P9@x', 'p09@x', 'p10@x', 'p100@x']);
  expect(sorted('zoe', 'Élan', 'eva', 'Ela')).toEqual(['Ela', 'Élan', 'eva', 'zoe']);
  expect(sorted('b', '2', 'a', '10')).toEqual(['2', '10', 'a', 'b']);
  expect(sortKey('')).toBe('');
});

test('numbers of any length are ordered as numbers', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.bigInt({ min: 0n, max: 10n ** 40n }), (a, b) => {
      const [ours, theirs] = [sortKey(`n${a}`), sortKey(`n${b}`)];
      expect(ours < theirs).toBe(a < b);
    }),
  );
});
