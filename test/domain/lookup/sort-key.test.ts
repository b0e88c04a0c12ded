import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnType, typeOfValue } from '../../../src/domain/access/column-type.ts';
import { recommend } from '../../../src/domain/findings/recommend.ts';
import { sortKey } from '../../../src/domain/lookup/sort-key.ts';

const sorted = (...texts: string[]) =>
  texts.toSorted((a, b) => Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b))));

test('texts are ordered without regard to case and accents, and 9 before 10', () => {
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

test.each([
  ['12', 'number'],
  ['-3.5', 'number'],
  ['007', 'text'],
  ['1e5', 'text'],
  ['Yes', 'flag'],
  ['false', 'flag'],
  ['2026-03-01', 'date'],
  ['2026-03-01T10:00:00Z', 'date'],
  ['2026-03-01 10:00', 'text'],
  ['  ', null],
  [null, null],
  [4, 'number'],
  [true, 'flag'],
] as const)('%j looks like %s', (value, expected) => {
  expect(typeOfValue(value)).toBe(expected);
});

test('a column is what all its values look like, or text', () => {
  expect(columnType(new Set(['number']))).toBe('number');
  expect(columnType(new Set(['number', 'date']))).toBe('text');
  expect(columnType(new Set())).toBe('text');
});

test('the recommended action follows from status, decision and seat', () => {
  const of = (
    status: 'active' | 'inactive' | 'unknown',
    known = false,
    state: 'active' | 'deactivated' = 'active',
  ) => recommend({ status, state, known });
  expect([of('active'), of('inactive'), of('unknown')]).toEqual(['none', 'review-removal', 'review-unknown']);
  expect([of('inactive', true), of('unknown', true)]).toEqual(['known', 'known']);
  expect([of('inactive', false, 'deactivated'), of('unknown', false, 'deactivated')]).toEqual([
    'no-seat',
    'no-seat',
  ]);
});
